import type { UtcDay } from '../../db/model/utc-day.ts';
import { xmlBuilder } from '../feeds/atom.ts';

/** An address that search engines may list. */
export interface ListedAddress {
  /** Absolute. */
  readonly url: string;
  /** When what it shows changed last. @default not said */
  readonly changedOn?: UtcDay;
  /** The same page in other languages, itself among them, by `hreflang`. @default the page says so itself */
  readonly alternates?: Readonly<Record<string, string>>;
}

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

const declaration = { '@_version': '1.0', '@_encoding': 'utf-8' };

/** A sitemap (sitemaps.org 0.9), with other languages as Google and others read them (`xhtml:link`). */
export function toSitemap(addresses: readonly ListedAddress[]): string {
  return xmlBuilder.build({
    '?xml': declaration,
    urlset: {
      '@_xmlns': namespace,
      '@_xmlns:xhtml': 'http://www.w3.org/1999/xhtml',
      url: addresses.map(({ url, changedOn, alternates = {} }) => ({
        loc: url,
        ...(changedOn === undefined ? {} : { lastmod: changedOn }),
        'xhtml:link': Object.entries(alternates).map(([language, href]) => ({
          '@_rel': 'alternate',
          '@_hreflang': language,
          '@_href': href,
        })),
      })),
    },
  });
}

/** The list of sitemaps of a site. */
export function toSitemapIndex(urls: readonly string[]): string {
  return xmlBuilder.build({
    '?xml': declaration,
    sitemapindex: { '@_xmlns': namespace, sitemap: urls.map((loc) => ({ loc })) },
  });
}
