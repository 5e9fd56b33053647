import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseRobots } from '../../../crawler/net/robots.ts';
import { keepableRobots, parseKeptRobots } from '../../../db/model/kept-robots.ts';
import type { VisitRecord } from '../../../db/model/visit-record.ts';
import { hostStates } from '../../../db/queries/hosts.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { optOutHost, undoOptOut } from '../../../db/writes/forget-host.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { failedVisit, hostName, visitOf } from '../../support/visit-records.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => database[Symbol.asyncDispose]());

const morning = '2026-03-01T08:00:00Z';
const evening = '2026-03-01T20:00:00Z';
const nextDay = '2026-03-02T08:00:00Z';
const someRobots = { rules: [['disallow', '/api']], crawl_delay_seconds: 2 };

async function record(...records: readonly VisitRecord[]) {
  await addHosts(
    database.db,
    records.map(({ host }) => host),
    { source: 'seed', at: new Date(morning) },
  );
  await database.db.transaction().execute((trx) => recordVisits(trx, records));
}

const read = (at: string, robots: unknown = someRobots) => ({ robots: { readAt: new Date(at), robots } });
const stateOf = async (host: string) =>
  (await hostStates(database.db, [hostName(host)])).get(hostName(host)) ?? null;
const keptOf = async (host: string) => (await stateOf(host))?.robots ?? null;

test('case 40: what robots.txt said is written with the visit, and known to the next', async () => {
  await record(visitOf('kept.social', morning, read(morning)), visitOf('unread.social', morning));
  expect(await keptOf('kept.social')).toEqual({ readAt: new Date(morning), robots: someRobots });
  expect(await keptOf('unread.social')).toBeNull();
});

test('case 40: a visit that failed keeps it, too, and one that did not read it leaves it alone', async () => {
  await record(failedVisit('failing.social', morning, read(morning)));
  await record(failedVisit('failing.social', evening));
  expect(await keptOf('failing.social')).toEqual({ readAt: new Date(morning), robots: someRobots });
});

test('case 40: a newer reading takes its place, an older one that comes late does not', async () => {
  const other = { rules: [], crawl_delay_seconds: null };
  await record(visitOf('changed.social', morning, read(morning)));
  await record(visitOf('changed.social', nextDay, read(nextDay, other)));
  await record(visitOf('changed.social', evening, read(evening)));
  expect(await keptOf('changed.social')).toEqual({ readAt: new Date(nextDay), robots: other });
});

test('case 40: when it has grown too long, nothing is kept', async () => {
  await record(visitOf('grown.social', morning, read(morning)));
  await record(visitOf('grown.social', nextDay, read(nextDay, null)));
  expect(await keptOf('grown.social')).toBeNull();
});

test('case 40: of a forgotten host no copy is left, nor when it forgets itself', async () => {
  await record(visitOf('wished.social', morning, read(morning)));
  await database.db
    .transaction()
    .execute((trx) => optOutHost(trx, hostName('wished.social'), { at: new Date(evening) }));
  const gone = { outcome: 'opted-out', status: 'opted-out', nextVisitAt: null } as const;
  await record(failedVisit('gone.social', morning, { ...gone, ...read(morning) }));
  const left = await database.db
    .selectFrom('host_robots')
    .innerJoin('host', 'host.host_id', 'host_robots.host_id')
    .select('name')
    .where('name', 'in', ['wished.social', 'gone.social'])
    .execute();
  expect(left).toEqual([]);
  await database.db
    .transaction()
    .execute((trx) => undoOptOut(trx, hostName('wished.social'), new Date(nextDay)));
  expect(await stateOf('wished.social')).toMatchObject({ robots: null, failingSince: null, status: 'new' });
});

test('case 113: any file goes through the database unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'binary' }), { maxLength: 8 }),
      fc.nat(1e6),
      async (lines, seconds) => {
        const rules = lines.map((line) => `Disallow: /${line}`).join('\n');
        const robots = parseRobots(`User-agent: *\nCrawl-delay: ${seconds / 1000}\n${rules}`);
        const at = new Date(Date.parse(morning) + seconds * 1000).toISOString();
        await database.db.deleteFrom('host_robots').execute();
        await record(visitOf('any.social', at, read(at, keepableRobots(robots))));
        expect(parseKeptRobots((await keptOf('any.social'))?.robots)).toEqual(robots);
      },
    ),
    { numRuns: 25 },
  );
});

test('case 114: since when a host fails is known until it answers', async () => {
  await record(visitOf('mended.social', morning));
  expect(await stateOf('mended.social')).toMatchObject({ failingSince: null });
  await record(failedVisit('mended.social', evening));
  await record(failedVisit('mended.social', nextDay, { consecutiveFailures: 2 }));
  expect(await stateOf('mended.social')).toMatchObject({ failingSince: new Date(evening) });
  await record(visitOf('mended.social', '2026-03-03T08:00:00Z'));
  expect(await stateOf('mended.social')).toMatchObject({ failingSince: null });
});

test('case 114: a name that had moved and does not answer still leads where it led', async () => {
  const moved = { outcome: 'moved', status: 'moved', movedTo: hostName('new.social') } as const;
  await record(failedVisit('old.social', morning, { ...moved, consecutiveFailures: 0 }));
  await record(failedVisit('old.social', nextDay, { status: 'moved' }));
  const row = await database.db
    .selectFrom('host')
    .select(['status', 'moved_to', 'moved_at', 'last_outcome'])
    .where('name', '=', 'old.social')
    .executeTakeFirstOrThrow();
  expect(row).toEqual({
    status: 'moved',
    moved_to: 'new.social',
    moved_at: new Date(morning),
    last_outcome: 'timed-out',
  });
});
