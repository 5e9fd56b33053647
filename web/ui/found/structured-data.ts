import { dataLicence } from '../../../db/model/data-licence.ts';
import { methodVersion } from '../../../db/model/method-version.ts';
import type { Locale } from '../../i18n/locales.ts';

/** A thing as schema.org describes it. */
export type Thing = Readonly<Record<string, unknown>> & { readonly '@type': string };

const siteName = 'Fedicensus';

interface Place {
  readonly locale: Locale;
  /** Where the site is reached. */
  readonly siteUrl: string;
}

/** The site, with the address of its search (https://schema.org/WebSite). */
export function webSite({ locale, siteUrl, description }: Place & { readonly description: string }): Thing {
  const home = absolute(siteUrl, `/${locale}`);
  return {
    '@type': 'WebSite',
    name: siteName,
    url: home,
    description,
    inLanguage: locale,
    publisher: organization(siteUrl),
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${home}/servers?q={search_term_string}` },
      'query-input': 'required name=search_term_string',
    },
  };
}

/** A file or an address from which a {@link dataset} can be had. */
export interface Download {
  /** Path on this site. */
  readonly path: string;
  /** Its media type. */
  readonly mediaType: string;
}

/** A set of data (https://schema.org/Dataset), as far as search engines for data ask for it. */
export function dataset({
  locale,
  siteUrl,
  path,
  ...about
}: Place & {
  /** Of its page, below the locale. */
  readonly path: string;
  readonly name: string;
  readonly description: string;
  /** A UTC day; null before anything was counted. */
  readonly firstDay: string | null;
  /** A UTC day; null: it goes on. */
  readonly lastDay: string | null;
  /** What its figures are called in the data. */
  readonly measured: readonly string[];
  readonly downloads: readonly Download[];
}): Thing {
  return {
    '@type': 'Dataset',
    name: about.name,
    description: about.description,
    url: absolute(siteUrl, `/${locale}${path}`),
    inLanguage: locale,
    license: dataLicence.url,
    isAccessibleForFree: true,
    creator: organization(siteUrl),
    version: methodVersion,
    ...(about.firstDay === null ? {} : { temporalCoverage: `${about.firstDay}/${about.lastDay ?? '..'}` }),
    variableMeasured: about.measured,
    distribution: about.downloads.map((download) => ({
      '@type': 'DataDownload',
      contentUrl: absolute(siteUrl, download.path),
      encodingFormat: download.mediaType,
    })),
  };
}

/** Where a page stands below the others (https://schema.org/BreadcrumbList); paths are below the locale. */
export function breadcrumbs(
  { locale, siteUrl }: Place,
  steps: readonly { readonly name: string; readonly path: string }[],
): Thing {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ name, path }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: absolute(siteUrl, `/${locale}${path}`),
    })),
  };
}

/**
 * JSON-LD that may stand in a `script` element: names and descriptions are whatever servers wrote, and no sign of theirs
 * ends the element or the line (HTML, restrictions for contents of script elements; ECMA-262 before 2019 for U+2028 and U+2029).
 */
export function jsonLdText(thing: Thing): string {
  return JSON.stringify({ '@context': 'https://schema.org', ...thing }).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function organization(siteUrl: string) {
  return { '@type': 'Organization', name: siteName, url: absolute(siteUrl, '/') };
}

function absolute(siteUrl: string, path: string): string {
  return new URL(path, siteUrl).href;
}
