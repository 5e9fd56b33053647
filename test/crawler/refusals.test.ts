import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { networkSeries, softwareSeries } from '../../db/queries/day-figures.ts';
import { streamInstances, streamSnapshots } from '../../db/queries/stream-records.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { runCli } from '../support/run-cli.ts';
import { startApi } from '../web/api/api-server.ts';
import { createTrust, serve } from './net/harness.ts';
import { serverOf } from './visit/visiting.ts';

/**
 * Four servers, crawled by the command on three days. On the second one forbids NodeInfo in its robots.txt, one sets a
 * flag that asks not to be tracked, and one has a robots.txt that cannot be read for the moment; on the third the one
 * that refused cannot be reached.
 */
const steady = 'server.town';
const refusing = 'other.social';
const hiding = 'third.social';
const stumbling = 'www.server.town';
const names = [steady, refusing, hiding, stumbling];
const days = ['2026-03-01', '2026-03-02', '2026-03-09'] as const;
/** As the daily visit has it, less than 24 hours lie between the first two. */
const timesOfDay = {
  '2026-03-01': '12:00:00Z',
  '2026-03-02': '11:30:00Z',
  '2026-03-09': '12:00:00Z',
} as const;

let database: TestDatabase;
let day: (typeof days)[number] = days[0];
const asked: { day: string; host: string; path: string }[] = [];

/** The status and body that a server answers with on the day. */
function answer(host: string, path: string): readonly [status: number, body: string] {
  const isLater = day !== days[0];
  if (path === '/robots.txt') {
    if (host === stumbling && day === days[1]) return [503, ''];
    if (host === refusing && day === days[2]) return [500, ''];
    if (host === refusing && isLater) return [200, 'User-agent: *\nDisallow: /nodeinfo/\n'];
    return [404, ''];
  }
  const software = host === hiding ? 'funkwhale' : host === stumbling ? 'writefreely' : 'mastodon';
  const metadata = { private: host === hiding && isLater };
  const usage = {
    users: { total: 100 + names.indexOf(host) },
    localPosts: 1_000 * (1 + names.indexOf(host)),
  };
  const body = serverOf(software, { metadata, usage })[path]?.body;
  return body === undefined ? [404, '{}'] : [200, JSON.stringify(body).replaceAll(steady, host)];
}

/** The domains that an export would hold. */
async function domainsOf(records: AsyncIterable<{ readonly domain: string }>): Promise<readonly string[]> {
  const domains = new Set<string>();
  for await (const { domain } of records) domains.add(domain);
  return [...domains].toSorted();
}

interface Seen {
  readonly outcomes: Readonly<Record<string, number>>;
  readonly instances: readonly string[];
  readonly snapshots: readonly string[];
}
const seen: Seen[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const trust = await createTrust();
  const folder = await mkdtemp(join(tmpdir(), 'fedicensus-refusals-'));
  await writeFile(join(folder, 'ca.pem'), trust.authority.certificatePem);
  await using server = await serve(trust, (request, response) => {
    const { host = '', url = '' } = { host: request.headers.host, url: request.url };
    asked.push({ day, host, path: url });
    const [status, body] = answer(host, url);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  for (day of days) {
    const { code, stdout, stderr } = await runCli(
      [
        ...['crawl', '--once', '--json', '--now', `${day}T${timesOfDay[day]}`],
        ...['--connect-to', `${server.host}:${server.port}`, '--ca', join(folder, 'ca.pem')],
        ...['--seed', ...names],
      ],
      { DATABASE_URL: database.url },
    );
    if (code !== 0) throw new Error(stderr);
    const { outcomes } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    seen.push({
      outcomes,
      instances: await domainsOf(streamInstances(database.db)),
      snapshots: await domainsOf(streamSnapshots(database.db, {})),
    });
  }
  await rm(folder, { recursive: true });
}, 300_000);
afterAll(async () => database[Symbol.asyncDispose]());

const others = [steady, stumbling].toSorted();

test('cases 43, 47: who refuses, or asks not to be tracked, leaves lists and exports at the next visit', () => {
  expect(seen[0]).toMatchObject({ instances: names.toSorted(), snapshots: names.toSorted() });
  expect(seen[1]).toMatchObject({ instances: others, snapshots: others });
  expect(seen[1]?.outcomes).toMatchObject({ up: 2, 'robots-denied': 1, 'opted-out': 1 });
});

test('cases 43, 47: the API knows neither of them any more', async () => {
  await using api = await startApi(database.db);
  const list = (await api.json('/api/v1/instances')) as { readonly data: readonly { domain: string }[] };
  expect(list.data.map(({ domain }) => domain).toSorted()).toEqual(others);
  for (const path of ['', '/history', '/rules', '/rules/history', '/rules/changes'])
    for (const host of [refusing, hiding])
      expect((await fetch(`${api.origin}/api/v1/instances/${host}${path}`)).status).toBe(404);
});

test('cases 43, 47: no number of theirs is in a total from that day on', async () => {
  const network = await networkSeries(database.db);
  expect(network[1]).toMatchObject({
    day: days[1],
    servers_observed: 2,
    servers_carried: 0,
    users_total: 203,
    servers_refused: 1,
  });
  const software = await softwareSeries(database.db);
  expect(software.filter((row) => row.day === days[1]).map((row) => row.software)).toEqual(
    expect.not.arrayContaining(['funkwhale']),
  );
});

test('case 43: a server that refused and cannot be read now does not come back into a list or a total', async () => {
  expect(seen[2]).toMatchObject({ instances: others, snapshots: others });
  expect(seen[2]?.outcomes).toMatchObject({ 'robots-unreachable': 1 });
  const [today] = (await networkSeries(database.db)).slice(-1);
  expect(today).toMatchObject({ day: days[2], servers_observed: 2, servers_carried: 0, users_total: 203 });
});

test('case 47: the one that asked not to be tracked is never contacted again, and nothing of it is kept', async () => {
  expect(asked.filter(({ host, day: at }) => host === hiding && at === days[2])).toEqual([]);
  const row = await database.db
    .selectFrom('host')
    .leftJoin('instance', 'instance.host_id', 'host.host_id')
    .leftJoin('visit', 'visit.host_id', 'host.host_id')
    .leftJoin('host_robots', 'host_robots.host_id', 'host.host_id')
    .select(['status', 'next_visit_at', 'instance.host_id as instance', 'visit.host_id as visit', 'read_at'])
    .where('host.name', '=', hiding)
    .execute();
  expect(row).toEqual([
    { status: 'opted-out', next_visit_at: null, instance: null, visit: null, read_at: null },
  ]);
});

test('case 40: a robots.txt that fails for a moment costs no day while the copy is fresh enough', () => {
  const paths = asked
    .filter(({ host, day: at }) => host === stumbling && at === days[1])
    .map(({ path }) => path);
  expect(paths).toEqual(['/robots.txt', '/.well-known/nodeinfo', '/nodeinfo/2.0']);
});
