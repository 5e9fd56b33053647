import { isLocale, type Locale, locales } from '../i18n/locales.ts';

/** Servers in one file: well below the 50,000 addresses that a reader takes (sitemaps.org, protocol). */
export const serversPerFile = 20_000;

/** One of the files below `/sitemaps/`. */
export type SitemapFile =
  | { readonly kind: 'pages' }
  | {
      readonly kind: 'servers';
      readonly locale: Locale;
      /** From 0. */
      readonly part: number;
    };

/** Every file that there is, for so many servers. */
export function sitemapFiles(servers: number): readonly SitemapFile[] {
  const parts = Array.from({ length: Math.ceil(servers / serversPerFile) }, (_, part) => part);
  return [
    { kind: 'pages' },
    ...locales.flatMap((locale) => parts.map((part) => ({ kind: 'servers', locale, part }) as const)),
  ];
}

/** The name of a file, as {@link parseSitemapFile} reads it. */
export function formatSitemapFile(file: SitemapFile): string {
  return file.kind === 'pages' ? 'pages.xml' : `servers-${file.locale}-${file.part + 1}.xml`;
}

/** The file of a name; null when there is none of that name, however many servers there are. */
export function parseSitemapFile(name: string): SitemapFile | null {
  if (name === 'pages.xml') return { kind: 'pages' };
  const [, locale = '', number = ''] = /^servers-([A-Za-z-]+)-([1-9]\d{0,4})\.xml$/.exec(name) ?? [];
  return isLocale(locale) ? { kind: 'servers', locale, part: Number(number) - 1 } : null;
}
