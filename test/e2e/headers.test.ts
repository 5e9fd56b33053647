import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../../db/client.ts';
import { departing } from '../support/departing-host.ts';
import { notableServers } from '../support/notable-servers.ts';
import { filesBelow } from '../support/publications.ts';
import { addressOf } from '../web/api/api-server.ts';
import { askRaw, type RawAnswer } from './raw-request.ts';
import { type Site, type SiteDatabase, startSite } from './site.ts';
import { openPreparedDatabase } from './site-tests.ts';
import { feedEntries, pageEntries } from './surface-entries.ts';
import { siteRoutes } from './surfaces.ts';

let database: SiteDatabase;
let site: Site;
const stack = new AsyncDisposableStack();

beforeAll(async () => {
  database = stack.use(await openPreparedDatabase('census'));
  site = stack.use(
    await startSite(database.url, {
      FEDICENSUS_DATA: database.dataFolder,
      FEDICENSUS_SITE_URL: 'https://census.example',
    }),
  );
});

afterAll(() => stack.disposeAsync());

/** What every answer says, whatever it is. */
const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'strict-transport-security': 'max-age=31536000',
} as const;

/** The policy of what no page of ours is: Next's own word for a file of the build that is not there runs nothing inline. */
const filePolicy =
  "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/** What an answer lacks that every one has, a line each. */
function lacks({ headers, body }: RawAnswer): readonly string[] {
  const policy = String(headers['content-security-policy'] ?? '');
  const isPage = String(headers['content-type'] ?? '').startsWith('text/html') && body !== '';
  const scripts = /(?:^|; )(script-src|default-src) ([^;]*)/g;
  return [
    ...Object.entries(everywhere).flatMap(([name, value]) => (headers[name] === value ? [] : [name])),
    ...(headers['x-powered-by'] === undefined ? [] : ['x-powered-by']),
    ...(policy.includes("frame-ancestors 'none'") ? [] : [`no frame-ancestors: ${policy}`]),
    ...(/default-src '(?:none|self)'/.test(policy) ? [] : [`no default-src: ${policy}`]),
    ...[...policy.matchAll(scripts)].flatMap(([, name, value = '']) =>
      /unsafe|https?:|\*/.test(value) ? [`${name} ${value}`] : [],
    ),
    ...(isPage && policy !== filePolicy && !/script-src [^;]*'nonce-[\w+/=]{22,}'/.test(policy)
      ? [`a page without nonce: ${policy}`]
      : []),
  ];
}

const ask = (path: string, init?: Parameters<typeof askRaw>[2]) => askRaw(site.origin, path, init);

/** Addresses of all pages and routes, of servers that this census has. */
function pageAddresses(): readonly string[] {
  const known = (path: string) =>
    Object.values(departing).reduce((text, name) => text.replaceAll(name, notableServers.largest), path);
  return [...Object.values(pageEntries), ...Object.values(feedEntries)].flatMap((entries) =>
    entries === 'takes no GET' ? [] : entries.map(({ path }) => known(path).replaceAll('LOCALE', 'en')),
  );
}

test('case 93: every page, route, feed, endpoint and file says what keeps it safe', async () => {
  // A new page or route has an entry, or this fails.
  expect(Object.keys(pageEntries).toSorted()).toEqual(await siteRoutes());
  const { paths } = JSON.parse((await ask('/api/v1/openapi.json')).body) as { readonly paths: object };
  const endpoints = Object.keys(paths).map((path) => addressOf(path, notableServers.largest));
  const files = await filesBelow(join(database.dataFolder, 'exports'));
  const home = (await ask('/en')).body;
  const built = [...home.matchAll(/(?:href|src)="(\/_next\/static\/[^"]+)"/g)].map(([, path = '']) => path);
  expect([endpoints.length > 20, files.length > 20, built.length > 5]).toEqual([true, true, true]);
  const addresses = [
    ...pageAddresses(),
    ...endpoints,
    ...['/api/v1/instances.ndjson', '/api/v1/instances.csv', '/api', '/api/v1/openapi.json'],
    ...files.map((path) => `/exports/${path}`),
    ...new Set(built),
    ...['/icon.svg', '/apple-icon.png', '/icons/icon-192.png', '/sw.js', '/en/removal/request'],
  ];
  const found = new Map<string, number>();
  for (const address of addresses) {
    const answer = await ask(address);
    expect([address, lacks(answer)]).toEqual([address, []]);
    const policy = String(answer.headers['content-security-policy']);
    if (String(answer.headers['content-type']).startsWith('text/html'))
      expect([address, policy]).toEqual([address, expect.stringMatching(/script-src [^;]*'nonce-/)]);
    found.set(address, answer.status);
  }
  const failed = [...found].filter(([address, status]) => status >= 400 && address !== '/en/nowhere');
  // Two of the addresses are of names that this census has not; the working folder of the exports is nobody's.
  expect(failed.filter(([address]) => !/wanderhold|\/api$|\/_/.test(address))).toEqual([]);
});

test.for([
  ['a page that is not there', '/en/nowhere', 404],
  ['a server that is not there', '/en/servers/nobody-knows-this.net', 404],
  ['an endpoint that is not there', '/api/v1/nothing', 404],
  ['an endpoint that is asked for nonsense', '/api/v1/instances?limit=x', 400],
  ['a file that is not there', '/exports/2020-01-01/nothing.csv', 404],
  ['a feed that is not there', '/feeds/nothing.atom', 404],
  ['a file of the build that is not there', '/_next/static/nothing.js', 404],
  ['a picture that is not there', '/pictures/en/nothing.png', 404],
  ['a list that is not there', '/sitemaps/nothing.xml', 404],
  ['a table that is not there', '/data/growth/nothing.csv', 404],
  ['the language of the reader', '/', 307],
  ['the language of the reader, for a page', '/rules', 307],
  ['another spelling of a name', `/en/servers/${notableServers.largest.toUpperCase()}`, 308],
  ['a name that has moved', `/en/servers/${notableServers.accountDomain}`, 307],
  ['a slash too many', '/en/servers/', 308],
  ['the form of the removal page, kept as an address', '/en/removal/request', 303],
  ['an address that cannot be read', '/%ff', 400],
  ['no address', '*', 400],
] as const)('case 93: %s (%s) is safe, too', async ([, path, status]) => {
  const answer = await ask(path);
  expect([answer.status, lacks(answer)]).toEqual([status, []]);
});

test.for(['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])(
  'case 93: so is every answer to %s',
  async (method) => {
    const paths = ['/en', '/en/nowhere', '/en/removal/request', '/data/growth.csv', '/api/v1/instances'];
    for (const path of [
      ...paths,
      '/exports/nothing',
      '/feeds/nothing.atom',
      '/icon.svg',
      '/sw.js',
      '/sitemap.xml',
    ])
      expect([path, lacks(await ask(path, { method }))]).toEqual([path, []]);
  },
);

test('cases 93, 108: failures of ours are safe, and tell nothing of what failed', async () => {
  await using db = createDatabase(database.url);
  await sql`alter table rule_set rename to hidden_set`.execute(db);
  await sql`alter view snapshot rename to hidden_snapshot`.execute(db);
  try {
    // Nobody has asked for this one, so that nothing of it is kept.
    const domain = notableServers.zero;
    for (const path of [
      `/en/servers/${domain}`,
      `/api/v1/instances/${domain}/history`,
      `/data/servers/${domain}/history.csv`,
    ]) {
      const answer = await ask(path);
      expect([path, answer.status, lacks(answer)]).toEqual([path, 500, []]);
      const told = /hidden_|rule_set|snapshot"|select |postgres|node_modules|\.tsx?:/.exec(answer.body)?.[0];
      expect([path, told]).toEqual([path, undefined]);
    }
  } finally {
    await sql`alter table hidden_set rename to rule_set`.execute(db);
    await sql`alter view hidden_snapshot rename to snapshot`.execute(db);
  }
});

// The last of all: the database does not come back.
test('cases 93, 108: while the database is away, answers are safe and tell nothing of where it is', async () => {
  await database.stop();
  await expect.poll(async () => (await ask('/en/rules?q=never')).status).toBe(503);
  for (const path of [
    ...[
      '/en/servers?q=never',
      '/ar/compare',
      '/en/never',
      '/api/v1/rules?q=never',
      '/feeds/rule-changes.json',
    ],
    ...[
      '/sitemaps/servers-en-1.xml',
      '/data/growth/churn.csv',
      '/pictures/en/servers/a.net.png',
      '/en/offline',
    ],
  ]) {
    const answer = await ask(path);
    expect([path, lacks(answer)]).toEqual([path, []]);
    expect([path, /127\.0\.0\.1:\d+|postgres|ECONNREFUSED|node_modules/.exec(answer.body)?.[0]]).toEqual([
      path,
      undefined,
    ]);
  }
});
