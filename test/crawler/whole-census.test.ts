import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InstanceRecord, RuleRecord } from '../../db/model/records.ts';
import { networkSeries, softwareSeries } from '../../db/queries/day-figures.ts';
import { instanceRules } from '../../db/queries/instance-rules.ts';
import { streamInstances } from '../../db/queries/stream-records.ts';
import { type Fediverse, startFediverse } from '../fediverse/start.ts';
import type { HostTruth, Totals } from '../fediverse/truth.ts';
import { crawlOnce, peersCountAfterOneVisit, startCrawl } from '../support/crawl-fediverse.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { runCli } from '../support/run-cli.ts';
import { hostName } from '../support/visit-records.ts';

/** Crawls of a simulated fediverse, compared with the truth that the simulator keeps. */
const firstDay = '2026-01-01';
const noonOf = (day: string) => `${day}T12:00:00Z`;

let fediverse: Fediverse;
let database: TestDatabase;
let summary: Record<string, unknown>;
beforeAll(async () => {
  fediverse = await startFediverse({ hosts: 2_000, seed: 42, firstDay, latencyMedianMs: 10 });
  database = await createTestDatabase();
  summary = await crawlOnce(fediverse, database, { now: noonOf(firstDay) });
}, 300_000);
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fediverse.close();
});

async function allInstances(db: TestDatabase['db']): Promise<ReadonlyMap<string, InstanceRecord>> {
  const instances: InstanceRecord[] = [];
  for await (const instance of streamInstances(db)) instances.push(instance);
  return new Map(instances.map((instance) => [instance.domain, instance]));
}

const counted = (hosts: readonly HostTruth[]) =>
  hosts.filter((host) => host.condition === 'healthy' && host.isReachable);

/** What a day figure must say when nothing is carried. */
const observed = (totals: Totals) => ({
  servers_observed: totals.servers,
  users_total_observed: totals.usersTotal,
  users_active_month_observed: totals.usersActiveMonth,
  users_active_half_year_observed: totals.usersActiveHalfYear,
  local_posts_observed: totals.localPosts,
});

test('a crawl of 2,000 hosts finds every reachable healthy host, and no other', async () => {
  const truth = counted(fediverse.truth().hosts).map((host) => host.host);
  const found = [...(await allInstances(database.db)).keys()];
  expect(truth.length).toBeGreaterThan(1_400);
  expect(found.toSorted()).toEqual(truth.toSorted());
});

test('the totals of the network and of each software equal the truth exactly', async () => {
  const { totals, bySoftware } = fediverse.truth();
  const [network] = await networkSeries(database.db);
  expect(network).toMatchObject({
    ...observed(totals),
    day: firstDay,
    servers_carried: 0,
    users_total: totals.usersTotal,
  });
  const software = await softwareSeries(database.db);
  expect(software.map((row) => row.software).toSorted()).toEqual(Object.keys(bySoftware).toSorted());
  for (const row of software) {
    const expected = bySoftware[row.software];
    if (expected === undefined) throw new Error(`no truth about ${row.software}`);
    expect(row).toMatchObject(observed(expected));
  }
});

test('every instance says in the census what it says of itself: software, figures, texts', async () => {
  const instances = await allInstances(database.db);
  for (const host of counted(fediverse.truth().hosts)) {
    expect(instances.get(host.host), host.host).toMatchObject({
      unicode_domain: host.unicodeHost,
      status: 'up',
      software: host.software,
      version: host.version,
      users_total: host.figures.usersTotal,
      users_active_month: host.figures.usersActiveMonth,
      users_active_half_year: host.figures.usersActiveHalfYear,
      local_posts: host.figures.localPosts,
      name: host.title,
      languages: host.languages,
      registrations: host.registrations,
      rules_count: host.rules?.length ?? null,
      peers_count: peersCountAfterOneVisit(fediverse, host),
    });
  }
});

test('rules are kept word for word, in order, with hints and translations', async () => {
  const withRules = counted(fediverse.truth().hosts).filter((host) => (host.rules?.length ?? 0) > 0);
  expect(withRules.length).toBeGreaterThan(100);
  for (const host of withRules) {
    const rules = await instanceRules(database.db, hostName(host.host));
    expect(rules.map(wordsOf)).toEqual(host.rules?.map(wordsOf));
  }
});

const wordsOf = (rule: Pick<RuleRecord, 'text' | 'translations'> & { readonly hint: string | null }) => ({
  text: rule.text,
  hint: rule.hint === '' ? null : rule.hint,
  translations: Object.fromEntries(
    Object.entries(rule.translations).map(([language, { text, hint }]) => [
      language,
      { text, hint: hint === '' ? null : hint },
    ]),
  ),
});

test('the summary has the promised shape, and its outcomes add up', () => {
  const { outcomes, ...numbers } = summary;
  expect(Object.keys(summary).toSorted()).toEqual(
    ['bytes', 'instances', 'new_hosts', 'outcomes', 'requests', 'seconds', 'visits'].toSorted(),
  );
  for (const number of Object.values(numbers)) expect(number).toBeGreaterThan(0);
  const sum = Object.values(outcomes as Record<string, number>).reduce((total, count) => total + count, 0);
  expect(sum).toBe(summary.visits);
  expect((outcomes as Record<string, number>).up).toBe(summary.instances);
});

test('no host was asked twice at once, too often, by an unnamed visitor, or where its robots.txt forbids', () => {
  const { hosts } = fediverse.log();
  const conditions = new Map(fediverse.truth().hosts.map((host) => [host.host, host.condition]));
  for (const { host, maxConcurrentRequests, requestCount, requests } of hosts) {
    expect(maxConcurrentRequests, host).toBeLessThanOrEqual(1);
    expect(requestCount, host).toBeLessThanOrEqual(8);
    if (requests[0] !== undefined) expect(requests[0].path).toBe('/robots.txt');
    for (const { userAgent } of requests) {
      expect(userAgent).toMatch(/^fedicensus\/\S+ \(\+http:\/\/\S+\/crawler; census@example\.org\)$/);
    }
    if (conditions.get(host) === 'forbidden') {
      const paths = requests.map(({ path }) => path);
      expect(
        paths.some((path) => path.startsWith('/nodeinfo') || path.startsWith('/api')),
        host,
      ).toBe(false);
    }
  }
});

test('run again at once, it visits nothing', async () => {
  const before = fediverse.log().connectionCount;
  expect(await crawlOnce(fediverse, database, { now: `${firstDay}T12:30:00Z` })).toMatchObject({
    visits: 0,
    requests: 0,
  });
  expect(fediverse.log().connectionCount).toBe(before);
});

test('exports print the same records as the queries, as NDJSON and as CSV', async () => {
  const run = (...args: readonly string[]) => runCli(['export', ...args], { DATABASE_URL: database.url });
  const instances = await allInstances(database.db);
  const ndjson = (await run('instances')).stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(new Map(ndjson.map((record: InstanceRecord) => [record.domain, record]))).toEqual(instances);
  for (const what of ['instances', 'snapshots', 'rules', 'network', 'software', 'archive']) {
    const lines = (await run(what)).stdout.split('\n').filter((line) => line !== '');
    const { code, stdout } = await run(what, '--format', 'csv');
    expect(code).toBe(0);
    const [header] = stdout.split('\r\n');
    if (lines[0] !== undefined) expect(header).toBe(Object.keys(JSON.parse(lines[0])).join(','));
    if (what !== 'rules') expect(stdout.trim().split('\r\n')).toHaveLength(lines.length + 1);
  }
}, 120_000);

test('over days: growth is observed, the missing are carried, changed rules open a version', async () => {
  await using small = await startFediverse({
    hosts: 250,
    seed: 9,
    firstDay,
    faults: 'none',
    deathShare: 0.6,
    birthShare: 0.4,
    ruleChangeShare: 0.8,
    latencyMedianMs: 0,
  });
  await using census = await createTestDatabase();
  const days = ['2026-01-01', '2026-06-01', '2026-06-08'];
  for (const day of days) {
    small.setDay(day);
    await crawlOnce(small, census, { now: noonOf(day) });
    // What is born is found as soon as a list that is read names it; lists are read weekly.
    const [figures] = (await networkSeries(census.db)).slice(-1);
    const up = await upOn(census, day);
    const truth = counted(small.truth(day).hosts).filter((host) => up.has(host.host));
    const sum = truth.reduce((total, host) => total + (host.figures.usersTotal ?? 0), 0);
    expect(figures).toMatchObject({ day, servers_observed: truth.length, users_total_observed: sum });
  }
  const last = days.at(-1) ?? '';
  const before = await upOn(census, '2026-06-01');
  const lost = small
    .truth(last)
    .hosts.filter(({ host, diesOn }) => diesOn !== null && diesOn <= last && before.has(host));
  const [newest] = (await networkSeries(census.db)).slice(-1);
  expect(lost.length).toBeGreaterThan(0);
  expect(newest?.servers_carried).toBe(lost.length);

  const { versions } = await census.db
    .selectFrom('rule_set')
    .select((eb) => eb.fn.countAll<number>().as('versions'))
    .where('valid_to', 'is not', null)
    .executeTakeFirstOrThrow();
  expect(versions).toBeGreaterThan(0);
}, 120_000);

async function upOn({ db }: TestDatabase, day: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('snapshot')
    .innerJoin('host', 'host.host_id', 'snapshot.host_id')
    .select('host.name')
    .where('snapshot.day', '=', day)
    .execute();
  return new Set(rows.map((row) => row.name));
}

test('killed with -9 in mid-run and started again, every host ends with exactly one snapshot for the day', async () => {
  await using small = await startFediverse({
    hosts: 400,
    seed: 5,
    firstDay,
    faults: 'none',
    latencyMedianMs: 15,
  });
  await using census = await createTestDatabase();
  const snapshots = async () =>
    census.db
      .selectFrom('snapshot')
      .select((eb) => [
        eb.fn.countAll<number>().as('rows'),
        eb.fn.count<number>('host_id').distinct().as('hosts'),
      ])
      .executeTakeFirstOrThrow();
  const killed = startCrawl(small, census, { now: noonOf(firstDay), concurrency: 20 });
  await expect
    .poll(async () => (await snapshots()).rows, { timeout: 60_000, interval: 20 })
    .toBeGreaterThan(30);
  killed.kill('SIGKILL');
  expect(await killed.finished).toMatchObject({ signal: 'SIGKILL' });
  const before = (await snapshots()).rows;
  const servers = small.truth().totals.servers;
  expect(before).toBeLessThan(servers);
  await crawlOnce(small, census, { now: `${firstDay}T12:05:00Z` });
  expect(await snapshots()).toEqual({ rows: servers, hosts: servers });
  const [network] = await networkSeries(census.db);
  expect(network).toMatchObject(observed(small.truth().totals));
}, 180_000);
