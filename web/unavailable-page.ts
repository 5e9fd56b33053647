import { escapeHtml } from './escape-html.ts';
import type { Locale } from './i18n/locales.ts';
import { plainDocument } from './plain-document.ts';

/** The texts of {@link unavailablePage}. */
export interface UnavailableTexts {
  /** The site's name. */
  readonly name: string;
  readonly title: string;
  readonly heading: string;
  readonly text: string;
  readonly retry: string;
}

/**
 * The page that stands in for every other while the database is away.
 *
 * @param page.nonce lets its one style sheet pass the Content Security Policy.
 */
export function unavailablePage(page: {
  readonly locale: Locale;
  readonly nonce: string;
  readonly texts: UnavailableTexts;
}): string {
  const { locale, nonce, texts } = page;
  return plainDocument({
    ...{ locale, nonce, title: `${texts.title} · ${texts.name}` },
    body: `<h1>${escapeHtml(texts.heading)}</h1>
<p>${escapeHtml(texts.text)}</p>
<p><a class="button" href="">${escapeHtml(texts.retry)}</a></p>`,
  });
}
