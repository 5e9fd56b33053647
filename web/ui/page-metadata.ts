import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getSiteContext } from '../data/site-context.ts';
import { feedFormats, feedPath, feedTypes } from '../feeds/feed.ts';
import { languagesOf } from '../i18n/languages-of.ts';
import { type Locale, localeDetails } from '../i18n/locales.ts';
import { picturePath, pictureSize } from '../pictures/picture-path.ts';
import type { FeedLink } from './feed-links.ts';

/** What a page says of itself to search engines and to those who link to it. */
export interface PageDescription {
  readonly locale: Locale;
  /** Path below the locale, with a slash before it; empty for the home page. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** False: a search engine follows its links and does not list it. @default true */
  readonly isListed?: boolean;
  /** Feeds of what the page shows, for readers that look for them. @default none */
  readonly feeds?: readonly FeedLink[];
}

/** Title, description, canonical address and the same page in the other languages. */
export async function pageMetadata({
  locale,
  path,
  title,
  description,
  isListed = true,
  feeds = [],
}: PageDescription): Promise<Metadata> {
  const { siteUrl, simulated } = getSiteContext().environment;
  const t = await getTranslations('picture');
  const picture = {
    url: picturePath(locale, path.replace(/\?.*$/, '')),
    ...pictureSize,
    type: 'image/png',
    alt: t('alt', { title }),
  };
  return {
    metadataBase: new URL(siteUrl),
    title,
    description,
    alternates: {
      canonical: `/${locale}${path}`,
      languages: languagesOf(path),
      types: Object.fromEntries(
        feedFormats.map((format) => [
          feedTypes[format],
          feeds.map(({ name, title }) => ({ url: feedPath(name, format), title })),
        ]),
      ),
    },
    openGraph: {
      type: 'website',
      title,
      description,
      url: `/${locale}${path}`,
      locale: localeDetails[locale].openGraph,
      siteName: 'Fedicensus',
      images: [picture],
    },
    twitter: { card: 'summary_large_image', title, description, images: [picture] },
    ...(isListed && !simulated ? {} : { robots: { index: false, follow: true } }),
  };
}
