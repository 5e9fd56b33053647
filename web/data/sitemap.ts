import { countSearchableServers, searchableServers } from '../../db/queries/servers-for-search-engines.ts';
import { languagesOf } from '../i18n/languages-of.ts';
import { locales } from '../i18n/locales.ts';
import { listedPaths } from '../sitemap/listed-paths.ts';
import {
  formatSitemapFile,
  type SitemapFile,
  serversPerFile,
  sitemapFiles,
} from '../sitemap/sitemap-files.ts';
import { type ListedAddress, toSitemap, toSitemapIndex } from '../sitemap/sitemap-xml.ts';
import { createShortCache } from './short-cache.ts';
import { getSiteContext } from './site-context.ts';

/** A few megabytes each; search engines fetch the files of all languages one after the other. */
const files = createShortCache<string | null>({ timeToLiveMs: 600_000, maxEntries: 4 });

/** The list of sitemaps, as XML. */
export async function readSitemapIndex(): Promise<string> {
  const { database } = getSiteContext();
  const names = sitemapFiles(await countSearchableServers(database)).map(formatSitemapFile);
  return toSitemapIndex(names.map((name) => absolute(`/sitemaps/${name}`)));
}

/** One sitemap, as XML; null when there are not so many servers. */
export function readSitemap(file: SitemapFile): Promise<string | null> {
  return files.get(formatSitemapFile(file), async () => {
    const addresses = file.kind === 'pages' ? listedPages() : await listedServers(file);
    return addresses.length === 0 ? null : toSitemap(addresses);
  });
}

function listedPages(): readonly ListedAddress[] {
  return listedPaths.flatMap((path) => {
    const alternates = Object.fromEntries(
      Object.entries(languagesOf(path)).map(([language, each]) => [language, absolute(each)]),
    );
    return locales.map((locale) => ({ url: absolute(`/${locale}${path}`), alternates }));
  });
}

async function listedServers({
  locale,
  part,
}: Extract<SitemapFile, { readonly kind: 'servers' }>): Promise<readonly ListedAddress[]> {
  const { database } = getSiteContext();
  const servers = await searchableServers(database, { offset: part * serversPerFile, limit: serversPerFile });
  return servers.map(({ domain, answeredOn }) => ({
    url: absolute(`/${locale}/servers/${domain}`),
    ...(answeredOn === null ? {} : { changedOn: answeredOn }),
  }));
}

function absolute(path: string): string {
  return new URL(path, getSiteContext().environment.siteUrl).href;
}
