import { createTranslator } from 'use-intl/core';
import { formats } from '../../web/i18n/formats.ts';
import { loadMessages } from '../../web/i18n/load-messages.ts';
import type { Locale } from '../../web/i18n/locales.ts';

/** The texts of the site as a reader of a language sees them, by their keys: `home.choose`. A wrong key throws. */
export interface SiteTexts {
  (key: string, values?: Readonly<Record<string, string | number>>): string;
  /** Of a message with tags: what each is filled with. */
  markup(key: string, values: Readonly<Record<string, string | number | (() => string)>>): string;
}

/** Texts as the site formats them, so that a test says which text it means and not how a language puts it. */
export async function siteTexts(locale: Locale): Promise<SiteTexts> {
  const translator = createTranslator({
    locale,
    messages: await loadMessages(locale),
    formats,
    timeZone: 'UTC',
    onError: (error) => {
      throw error;
    },
  });
  // The site's own translator knows its keys; those of tests are any text.
  return translator as unknown as SiteTexts;
}

/** The count that a text tells, in figures or, as some languages do with few, in words; null when it is none up to 1000. */
export function countTold(t: SiteTexts, key: string, shown: string | null): number | null {
  for (let count = 0; count <= 1_000; count += 1) if (t(key, { count }) === shown) return count;
  return null;
}
