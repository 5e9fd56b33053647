import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../../db/client.ts';
import type { Database } from '../../db/tables.ts';
import { recordVisits } from '../../db/writes/record-visits.ts';
import { endpoints } from '../../web/api/endpoints.ts';
import { feedSources } from '../../web/feeds/feeds.ts';
import {
  afterDeparture,
  countDeparting,
  departing,
  departingTraces,
  departingUsers,
  departureDays,
  fillDepartingCensus,
} from '../support/departing-host.ts';
import { type Duck, openDuck } from '../support/duckdb.ts';
import { runCli } from '../support/run-cli.ts';
import { figuresOf, reading, visitOf } from '../support/visit-records.ts';
import { addressOf } from '../web/api/api-server.ts';
import { type Site, type SiteDatabase, startSite } from './site.ts';
import { openPreparedDatabase } from './site-tests.ts';
import {
  endpointsWithHost,
  endpointsWithoutTrace,
  feedEntries,
  type PageEntry,
  pageEntries,
  parameterValues,
} from './surface-entries.ts';
import {
  exportTexts,
  type HostKeys,
  keysOf,
  publishedTexts,
  siteRoutes,
  tablesWithKey,
  tablesWithText,
  tracesIn,
} from './surfaces.ts';

const { host, mover, claimer } = departing;

/**
 * The only places in which the name of a host that is forgotten stands, and nothing else of it: where it is kept lest the host be asked
 * again or stand in older files, and what others have said, which is shown nowhere while it is forgotten (`queries/visible-name.ts`):
 * that they moved to it, that their accounts are known under its name, that it was in a list.
 */
const others = [`public.archive_day: ${host}`, `public.host: ${host}`, `public.instance: ${host}`];
const whereNamesStay = [...others, `public.withdrawal: ${host}`];

let database: SiteDatabase;
let db: ReturnType<typeof createDatabase>;
let site: Site;
let duck: Duck;
let keys: HostKeys;
const stack = new AsyncDisposableStack();

beforeAll(async () => {
  database = stack.use(await openPreparedDatabase('empty'));
  db = stack.use(createDatabase(database.url));
  duck = stack.use(await openDuck());
  await fillDepartingCensus(db);
  for (const day of departureDays.slice(2)) await command('publish', '--day', day);
  // Every address with every parameter is more than one client may ask in a minute.
  const environment = { FEDICENSUS_DATA: database.dataFolder, FEDICENSUS_RATE_LIMIT: '0' };
  site = stack.use(await startSite(database.url, environment));
});

afterAll(() => stack.disposeAsync());

async function command(...args: readonly string[]): Promise<void> {
  const ended = await runCli(args, { DATABASE_URL: database.url, FEDICENSUS_DATA: database.dataFolder });
  if (ended.code !== 0) throw new Error(`${args.join(' ')} ended with ${ended.code}: ${ended.stderr}`);
}

const ask = (path: string) => fetch(`${site.origin}${path}`, { redirect: 'manual' });

interface Description {
  readonly paths: Readonly<
    Record<string, { readonly get: { readonly parameters?: readonly { name: string; in: string }[] } }>
  >;
}

/** Every address of the API that its description knows: without parameters, and with each of them alone. */
async function apiAddresses(domain: string): Promise<readonly { path: string; address: string }[]> {
  const { paths } = (await (await ask('/api/v1/openapi.json')).json()) as Description;
  expect(Object.keys(paths).toSorted()).toEqual(endpoints.map(({ path }) => path).toSorted());
  const addresses: { path: string; address: string }[] = [];
  for (const [path, { get }] of Object.entries(paths)) {
    const plain = addressOf(path, domain);
    addresses.push({ path, address: plain });
    for (const { name, in: place } of get.parameters ?? []) {
      if (place !== 'query') continue;
      const value = name === 'cursor' ? await secondPage(plain) : parameterValues[name];
      if (value === undefined)
        throw new Error(`${path} has a parameter ${name}, which this test does not know.`);
      if (value !== null)
        addresses.push({ path, address: `${plain}?${new URLSearchParams({ [name]: value })}` });
    }
  }
  return addresses;
}

/** Where a list goes on after its first entry, by a query of its own; null: nowhere. */
async function secondPage(plain: string): Promise<string | null> {
  const body = (await (await ask(`${plain}?limit=1`)).json()) as {
    readonly meta?: { readonly next_cursor: string | null };
  };
  return body.meta?.next_cursor ?? null;
}

const localised = (path: string) =>
  path.includes('LOCALE') ? ['en', 'fr'].map((locale) => path.replace('LOCALE', locale)) : [path];

/** Every address of the site's pages and feeds with what is expected of it. */
function pageAddresses(): readonly (PageEntry & { readonly address: string })[] {
  return [...Object.values(pageEntries), ...Object.values(feedEntries)].flatMap((entries) =>
    entries === 'takes no GET'
      ? []
      : entries.flatMap((entry) => localised(entry.path).map((address) => ({ ...entry, address }))),
  );
}

/** What counts as a trace in an answer whose address names the host. */
const tracesFor = ({ namesHost }: Pick<PageEntry, 'namesHost'>) =>
  namesHost === true ? departingTraces.filter((trace) => trace !== host) : departingTraces;

async function exported(): Promise<Readonly<Record<string, string>>> {
  const folder = join(database.dataFolder, 'test-exports');
  await mkdir(folder, { recursive: true });
  return exportTexts(db, { folder, duck, at: afterDeparture });
}

const published = () => publishedTexts(join(database.dataFolder, 'exports'), duck);

const holding = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts)
    .filter(([, text]) => tracesIn(text, departingTraces).length > 0)
    .map(([name]) => name)
    .toSorted();

const totals = async () => {
  const { data } = (await (await ask('/api/v1/network')).json()) as {
    readonly data: readonly {
      readonly day: string;
      readonly users_total: number;
      readonly users_active_month: number;
    }[];
  };
  return data.map(({ users_total, users_active_month }) => [users_total, users_active_month]);
};

/** Accounts and active people of each day. On the first day the host is quarantined; from the third on another server has moved to it. */
const { accounts, activeOn } = departingUsers;
const totalsWithoutHost = [
  [30, 12],
  [30, 12],
  [20, 8],
  [20, 8],
];
const totalsWithHost = totalsWithoutHost.map(([users = 0, active = 0], index) =>
  index === 0 ? [users, active] : [users + accounts, active + (activeOn[index] ?? 0)],
);

/** Tables and views with rows of a host, by its key or by those of its rules. */
const tablesWithHost: readonly (keyof Database)[] = [
  'host',
  'host_month',
  'host_naming',
  'host_robots',
  'instance',
  'instance_search',
  'introducer',
  'quarantine',
  'quarantine_finding',
  'quarantine_state',
  'rule',
  'rule_set',
  'rule_set_rule',
  'rule_topic',
  'snapshot',
  'visit',
];

test('every page and route of the site has an entry, and every entry is one of them', async () => {
  expect(Object.keys(pageEntries).toSorted()).toEqual(await siteRoutes());
});

test('every feed has an entry, and every entry is one of them', () => {
  expect(Object.keys(feedEntries).toSorted()).toEqual(feedSources.map(({ name }) => name).toSorted());
});

test('before it is forgotten, the host is found on every surface on which a host can be', async () => {
  keys = await keysOf(db, host);
  const found = await tablesWithKey(db, keys);
  expect(found.filter((table) => !/_\d{4}$|_other$/.test(table))).toEqual(tablesWithHost.toSorted());
  const texts = await tablesWithText(db, departingTraces);
  for (const trace of departingTraces.slice(0, -1))
    expect([trace, texts.some((each) => each.endsWith(`: ${trace}`))]).toEqual([trace, true]);

  for (const domain of [host, mover, claimer])
    for (const { path, address } of await apiAddresses(domain)) {
      const response = await ask(address);
      expect([address, response.status]).toEqual([address, 200]);
      const isPlain = address === addressOf(path, domain);
      const isOfHost = path.includes('{domain}') && domain === host && !endpointsWithoutTrace.has(path);
      const isExpected = endpointsWithHost.has(path) || isOfHost;
      if (isPlain && isExpected)
        expect([address, tracesIn(await response.text(), departingTraces)]).not.toEqual([address, []]);
    }
  for (const { address, hasHost, ...entry } of pageAddresses()) {
    const text = await (await ask(address)).text();
    expect([address, tracesIn(text, tracesFor(entry)).length > 0]).toEqual([address, hasHost]);
  }
  // A list within a record has no column in CSV, and the names of an archive are such a list.
  const formatsOf = (what: string) =>
    what === 'archive' ? ['ndjson', 'parquet'] : ['csv', 'ndjson', 'parquet'];
  const withHost = ['archive', 'instances', 'rules', 'snapshots'].map(
    (what) => [what, formatsOf(what)] as const,
  );
  expect(holding(await exported())).toEqual(
    withHost.flatMap(([what, formats]) => formats.map((format) => `${what} ${format}`)),
  );
  const files = holding(await published());
  for (const day of departureDays.slice(2))
    for (const [what, formats] of withHost)
      expect([day, what, files.filter((path) => path.startsWith(`${day}/${what}`)).length]).toEqual([
        ...[day, what, formats.length],
      ]);
  expect(files.filter((path) => path.startsWith('snapshots/'))).toHaveLength(2);
  expect(await totals()).toEqual(totalsWithHost);
  // A decision stands above what rules find, so it comes last.
  await countDeparting(db);
  expect(await tablesWithText(db, departingTraces.slice(-1))).toHaveLength(1);
});

test('case 73: after optout nothing of it is found on any surface, but its name where it is kept lest it be asked again', async () => {
  await command('optout', host);
  // The site hears of it from the database, within seconds.
  await expect
    .poll(async () => (await ask(`/api/v1/instances/${host}`)).status, { timeout: 20_000 })
    .toBe(404);

  expect(await tablesWithText(db, departingTraces)).toEqual(whereNamesStay);
  expect(await tablesWithKey(db, keys)).toEqual(['host']);
  const saidByOthers = await db
    .selectFrom('instance')
    .innerJoin('host', 'host.host_id', 'instance.host_id')
    .select(['host.name', 'account_domain'])
    .where('account_domain', '=', host)
    .execute();
  expect(saidByOthers).toEqual([{ name: claimer, account_domain: host }]);
  for (const domain of [host, mover, claimer])
    for (const { path, address } of await apiAddresses(domain)) {
      const response = await ask(address);
      const status = domain === host && path.includes('{domain}') ? 404 : 200;
      expect([address, response.status]).toEqual([address, status]);
      const traces = status === 404 ? departingTraces.filter((trace) => trace !== host) : departingTraces;
      expect([address, tracesIn(await response.text(), traces)]).toEqual([address, []]);
    }
  for (const { address, afterwards = 200, ...entry } of pageAddresses()) {
    const response = await ask(address);
    expect([address, response.status]).toEqual([address, afterwards]);
    expect([address, tracesIn(await response.text(), tracesFor(entry))]).toEqual([address, []]);
  }
  expect(holding(await exported())).toEqual([]);

  const files = await published();
  expect(Object.keys(files)).not.toEqual([]);
  expect(holding(files)).toEqual([]);
  for (const path of Object.keys(files).filter(
    (name) => !name.split('/').some((part) => part.startsWith('_')),
  )) {
    const response = await ask(`/exports/${path}`);
    expect([path, response.status]).toEqual([path, 200]);
    const given = Buffer.from(await response.arrayBuffer());
    expect([path, given.equals(await readFile(join(database.dataFolder, 'exports', path)))]).toEqual([
      path,
      true,
    ]);
  }
  expect(await totals()).toEqual(totalsWithoutHost);
});

test('a host that takes part again appears anew, and nothing of what was forgotten comes back', async () => {
  await command('optout', host, '--undo');
  expect(await tablesWithText(db, departingTraces)).toEqual(others);
  const visit = visitOf(host, new Date().toISOString(), {
    instance: reading({
      name: 'A new beginning',
      figures: figuresOf({ users_total: 2, users_active_month: 1 }),
    }),
  });
  await db.transaction().execute((trx) => recordVisits(trx, [visit]));

  const again = async (path: string) => {
    const response = await ask(`/api/v1/instances/${host}${path}`);
    return response.status === 200 ? response.json() : null;
  };
  await expect.poll(() => again(''), { timeout: 20_000 }).not.toBeNull();
  const today = visit.visitedAt.toISOString().slice(0, 10);
  const record = (await again('')) as { readonly first_seen_at: string };
  expect(record).toMatchObject({
    name: 'A new beginning',
    users_total: 2,
    quarantine: null,
    uptime_30d: null,
  });
  expect(record.first_seen_at.slice(0, 10) >= '2026-11-03').toBe(true);
  expect(await again('/history')).toMatchObject({ data: [{ day: today, users_total: 2 }] });
  expect(await again('/rules/history')).toMatchObject({ data: [{ text: 'Be kind' }] });
  const older = departingTraces.filter((trace) => trace !== host);
  expect(await tablesWithText(db, older)).toEqual([]);
  expect(holding(await published())).toEqual([]);
  const totalsOf = (await totals()).slice(0, departureDays.length);
  expect(totalsOf).toEqual(totalsWithoutHost);
});
