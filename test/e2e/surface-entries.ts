import { departing } from '../support/departing-host.ts';

const { host, mover, claimer, peer } = departing;

/** A value for every parameter that the API has; a new one without an entry fails the test. */
export const parameterValues: Readonly<Record<string, string>> = {
  q: 'heron',
  search: 'heron',
  software: 'mastodon',
  family: 'mastodon',
  version_min: '1.0',
  version_max: '99',
  country: 'DE',
  users_active_min: '1',
  users_active_max: '1000000',
  users_total_min: '1',
  users_total_max: '1000000',
  active_within_days: '36500',
  age_min_days: '1',
  uptime_min: '0',
  quarantined: 'false',
  registrations: 'open',
  language: 'en',
  rule_topic: 'other',
  topic: 'other',
  metric: 'version',
  class: 'community',
  status: 'up',
  sort: '-users_total',
  fields: 'domain,name,moved_to',
  purpose: 'short-posts',
  sign_up: 'wait',
  size: 'tiny',
  young: 'true',
  seed: 'k7',
  limit: '10',
  from: '2022-01-01',
  to: '2026-11-02',
  source: 'a list of servers',
  day: '2026-11-02',
  subject: 'instances',
  format: 'ndjson',
  kind: 'method',
  as_of: '2026-11-20T00:00:00Z',
  days_back: '7',
  curve: 'true',
  value: '4.5',
};

/** Endpoints in whose answer the host is found at first, without parameters and apart from its own addresses. */
export const endpointsWithHost: ReadonlySet<string> = new Set([
  '/api/v1/instances',
  '/api/v1/archive',
  '/api/v1/rules',
]);

/** Endpoints of one host that say no more of it than a figure. */
export const endpointsWithoutTrace: ReadonlySet<string> = new Set([
  '/api/v1/instances/{domain}/badge',
  '/api/v1/instances/{domain}/badge.svg',
]);

/** An address of a page, and what it may say of the host. */
export interface PageEntry {
  readonly path: string;
  /** Whether a trace of the host is found at first. */
  readonly hasHost: boolean;
  /** The address names the host, so the page may repeat it: only the other traces count. */
  readonly namesHost?: true;
  /** What it answers once the host is forgotten. @default 200 */
  readonly afterwards?: number;
}

/** Addresses of every page and route of the site; one without an entry fails the test. */
export const pageEntries: Readonly<Record<string, readonly PageEntry[] | 'takes no GET'>> = {
  '/[locale]': [{ path: '/LOCALE', hasHost: true }],
  '/[locale]/[...rest]': [{ path: '/LOCALE/nowhere', hasHost: false, afterwards: 404 }],
  '/[locale]/choose': [
    { path: '/LOCALE/choose', hasHost: false },
    // In so small a census it is a giant.
    { path: '/LOCALE/choose?size=giant&seed=k7', hasHost: true },
  ],
  '/[locale]/compare': [
    { path: '/LOCALE/compare', hasHost: false },
    // In so small a census it is a giant, and similar to nobody: compare.test.ts has one that is.
    { path: `/LOCALE/compare?server=${peer}`, hasHost: false },
    // It has moved to the host: while that is known, the host stands in its place.
    { path: `/LOCALE/compare?server=${mover}&server=${claimer}`, hasHost: true },
    { path: `/LOCALE/compare?server=${peer}&server=${host}`, hasHost: true, namesHost: true },
    // Alone, it is only called by its name.
    { path: `/LOCALE/compare?server=${host}`, hasHost: false, namesHost: true, afterwards: 404 },
    // A mistyped name, near to which the host's is.
    { path: '/LOCALE/compare?server=heron.wanderhold.net', hasHost: true, afterwards: 404 },
  ],
  '/[locale]/crawler': [{ path: '/LOCALE/crawler', hasHost: false }],
  '/[locale]/crawler/host': [
    { path: `/LOCALE/crawler/host?host=${mover}`, hasHost: true },
    { path: `/LOCALE/crawler/host?host=${host}`, hasHost: false, namesHost: true },
  ],
  '/[locale]/data': [{ path: '/LOCALE/data', hasHost: false }],
  // Its examples ask about the largest server.
  '/[locale]/docs/api': [{ path: '/LOCALE/docs/api', hasHost: true }],
  '/[locale]/first-steps': [{ path: '/LOCALE/first-steps', hasHost: false }],
  '/[locale]/growth': [{ path: '/LOCALE/growth', hasHost: false }],
  '/[locale]/health': [{ path: '/LOCALE/health', hasHost: false }],
  '/[locale]/manifest.webmanifest': [{ path: '/LOCALE/manifest.webmanifest', hasHost: false }],
  '/[locale]/method': [{ path: '/LOCALE/method', hasHost: false }],
  '/[locale]/offline': [{ path: '/LOCALE/offline', hasHost: false }],
  '/[locale]/removal': [{ path: `/LOCALE/removal?host=${host}`, hasHost: true, namesHost: true }],
  '/[locale]/removal/request': 'takes no GET',
  '/[locale]/rules': [
    { path: '/LOCALE/rules', hasHost: true },
    { path: '/LOCALE/rules?q=birds', hasHost: true },
    { path: '/LOCALE/rules?topic=other', hasHost: true },
  ],
  '/[locale]/servers': [
    { path: '/LOCALE/servers', hasHost: true },
    { path: '/LOCALE/servers?q=heron', hasHost: true },
  ],
  '/[locale]/servers/[domain]': [
    { path: `/LOCALE/servers/${mover}`, hasHost: true },
    { path: `/LOCALE/servers/${claimer}`, hasHost: true },
    { path: `/LOCALE/servers/${host}`, hasHost: true, namesHost: true, afterwards: 404 },
  ],
  // Of a picture's bytes none is a letter; that it is no longer drawn is what can be seen.
  '/pictures/[locale]/[...page]': [
    { path: '/pictures/LOCALE/home.png', hasHost: false },
    { path: `/pictures/LOCALE/servers/${mover}.png`, hasHost: false },
    { path: `/pictures/LOCALE/servers/${host}.png`, hasHost: false, namesHost: true, afterwards: 404 },
  ],
  '/robots.txt': [{ path: '/robots.txt', hasHost: false }],
  '/sitemap.xml': [{ path: '/sitemap.xml', hasHost: false }],
  '/sitemaps/[file]': [
    { path: '/sitemaps/pages.xml', hasHost: false },
    { path: '/sitemaps/servers-en-1.xml', hasHost: true },
    { path: '/sitemaps/servers-fr-1.xml', hasHost: true },
  ],
  // The largest server of the directory stands for all.
  '/[locale]/style': [{ path: '/LOCALE/style', hasHost: true }],
  '/data/growth.csv': [{ path: '/data/growth.csv', hasHost: false }],
  '/data/growth/[table]': [
    'total',
    'panel',
    'index',
    'vital',
    'survival',
    'churn',
    'concentration',
    'lorenz',
    'releases',
  ].map((table) => ({ path: `/data/growth/${table}.csv`, hasHost: false })),
  '/data/servers/[domain]/history.csv': [
    { path: `/data/servers/${mover}/history.csv`, hasHost: false },
    { path: `/data/servers/${host}/history.csv`, hasHost: false, namesHost: true, afterwards: 404 },
  ],
};

/** Addresses of every feed, by its name; one without an entry fails the test. */
export const feedEntries: Readonly<Record<string, readonly PageEntry[]>> = {
  // None of these servers is new when the test runs.
  'new-servers': inBothFormats({ path: '/feeds/new-servers', hasHost: false }),
  'closed-servers': inBothFormats({ path: '/feeds/closed-servers', hasHost: true }),
  'rule-changes': inBothFormats({ path: '/feeds/rule-changes', hasHost: true }),
  'method-changes': inBothFormats({ path: '/feeds/method-changes', hasHost: false }),
  'servers/{domain}/rules': [
    ...inBothFormats({ path: `/feeds/servers/${mover}/rules`, hasHost: false }),
    ...inBothFormats({
      path: `/feeds/servers/${host}/rules`,
      hasHost: true,
      namesHost: true,
      afterwards: 404,
    }),
  ],
};

function inBothFormats(entry: PageEntry): readonly PageEntry[] {
  return ['atom', 'json'].map((format) => ({ ...entry, path: `${entry.path}.${format}` }));
}
