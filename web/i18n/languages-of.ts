import { defaultLocale, locales } from './locales.ts';

/**
 * A page in every language, by `hreflang`, and where a reader of none of them goes (`x-default`): to the address that
 * is negotiated, or to English.
 *
 * @param path below the locale, with a slash before it; empty for the home page.
 */
export function languagesOf(path: string): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(locales.map((each) => [each, `/${each}${path}`])),
    'x-default': path === '' ? '/' : `/${defaultLocale}${path}`,
  };
}
