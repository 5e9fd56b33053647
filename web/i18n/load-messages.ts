import type english from '../messages/en.json';
import type { Locale } from './locales.ts';

/** The texts of the site in one language; every language has the keys of the English file. */
export type SiteMessages = typeof english;

/** Loads the messages of a locale; each file is read when a page of its language is first asked for. */
export async function loadMessages(locale: Locale): Promise<SiteMessages> {
  return (await import(`../messages/${locale}.json`)).default;
}
