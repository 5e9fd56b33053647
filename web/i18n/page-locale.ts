import { setRequestLocale } from 'next-intl/server';
import { isLocale, type Locale } from './locales.ts';

/**
 * The locale of a page's address, made known to next-intl for this request. Called first in every page and in its
 * metadata. Null when the address begins with no locale of ours: there is no such page.
 */
export async function pageLocale(params: Promise<{ readonly locale: string }>): Promise<Locale | null> {
  const { locale } = await params;
  if (!isLocale(locale)) return null;
  setRequestLocale(locale);
  return locale;
}
