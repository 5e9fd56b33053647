import { notFound } from 'next/navigation';
import { setRequestLocale } from 'next-intl/server';
import { isLocale, type Locale } from './locales.ts';

/**
 * The locale of a page's address, made known to next-intl for this request. Called first in every page and in its
 * metadata; an address without a locale of ours ends in the 404 page here.
 */
export async function pageLocale(params: Promise<{ readonly locale: string }>): Promise<Locale> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return locale;
}
