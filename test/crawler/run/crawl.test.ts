import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visit } from '../../../crawler/run/run-state.ts';
import { countUnfinishedVisits } from '../../../db/queries/visit-jobs.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { runCrawl } from '../../support/run-crawl.ts';
import { failedVisit, hostName, peersOf, reading, visitOf } from '../../support/visit-records.ts';

/** A peer graph in which every host is named by one before it; visits are what a network would give, without one. */
const hosts = 300;
const nameOf = (index: number) => hostName(`host-${index}.social`);
const at = '2026-03-01T12:00:00Z';
function visiting(log: string[] = []): Visit {
  return async (state) => {
    log.push(state.host);
    await sleep(1);
    const index = Number(/\d+/.exec(state.host)?.[0]);
    const named = [2 * index + 1, 2 * index + 2].filter((next) => next < hosts).map(nameOf);
    return visitOf(state.host, at, { peers: peersOf({ count: named.length, hosts: named }) });
  };
}

const run = (
  database: TestDatabase,
  visit: Visit,
  options: { readonly stop?: AbortSignal; readonly concurrency?: number } = {},
) => runCrawl(database, { now: () => new Date(at), visit, ...options });

async function withFrontier(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  await addHosts(database.db, [nameOf(0)], { source: 'seed', at: new Date(at) });
  return database;
}

async function countSnapshots(database: TestDatabase): Promise<number> {
  const row = await database.db
    .selectFrom('snapshot')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

let shared: TestDatabase;
beforeAll(async () => {
  shared = await withFrontier();
});
afterAll(async () => shared[Symbol.asyncDispose]());

test('a run follows peer lists to their end, visits every host once, and a second run visits nothing', async () => {
  const log: string[] = [];
  const tally = await run(shared, visiting(log));
  expect(new Set(log).size).toBe(hosts);
  expect(log).toHaveLength(hosts);
  expect(tally.summary(1)).toMatchObject({
    visits: hosts,
    instances: hosts,
    new_hosts: hosts - 1,
    outcomes: { up: hosts },
  });
  expect(await countSnapshots(shared)).toBe(hosts);
  expect(await countUnfinishedVisits(shared.db)).toBe(0);
  expect((await run(shared, visiting(log))).visits).toBe(0);
  expect(log).toHaveLength(hosts);
});

test('three workers at once share the work and visit no host twice', async () => {
  await using database = await withFrontier();
  const log: string[] = [];
  const tallies = await Promise.all([1, 2, 3].map(() => run(database, visiting(log), { concurrency: 5 })));
  expect(log).toHaveLength(hosts);
  expect(new Set(log).size).toBe(hosts);
  expect(tallies.reduce((sum, tally) => sum + tally.visits, 0)).toBe(hosts);
  expect(await countSnapshots(database)).toBe(hosts);
});

test('a run that is stopped records what it visited, gives the rest back, and the next run ends the work', async () => {
  await using database = await withFrontier();
  const stop = new AbortController();
  const log: string[] = [];
  const inner = visiting(log);
  const visit: Visit = async (state, signal) => {
    if (log.length === 60) stop.abort();
    return inner(state, signal);
  };
  const first = await run(database, visit, { stop: stop.signal });
  expect(first.visits).toBe(log.length);
  expect(log.length).toBeLessThan(hosts);
  await run(database, inner);
  expect(log).toHaveLength(hosts);
  expect(await countSnapshots(database)).toBe(hosts);
});

test('a visit that throws ends the run with its error, and its host is visited by the next run', async () => {
  await using database = await withFrontier();
  const log: string[] = [];
  const inner = visiting(log);
  const broken: Visit = async (state, signal) => {
    if (state.host === nameOf(5)) throw new Error('a bug');
    return inner(state, signal);
  };
  await expect(run(database, broken)).rejects.toThrow('a bug');
  await run(database, inner);
  expect(new Set(log).size).toBe(hosts);
  expect(await countSnapshots(database)).toBe(hosts);
});

test('one record that the database refuses costs only itself, and is kept as an unexpected end', async () => {
  await using database = await withFrontier();
  const inner = visiting();
  const poisoned: Visit = async (state, signal) => {
    const record = await inner(state, signal);
    if (state.host !== nameOf(7) || record === undefined) return record;
    // PostgreSQL refuses NUL in a text; the parsers remove it, so only a bug of ours can bring it here.
    return { ...record, instance: reading({ name: 'a\u0000b' }) };
  };
  const tally = await run(database, poisoned);
  expect(tally.summary(1).outcomes.unexpected).toBe(1);
  const refused = await database.db
    .selectFrom('visit')
    .selectAll()
    .where('outcome', '=', 'unexpected')
    .execute();
  expect(refused).toMatchObject([{ detail: expect.stringMatching(/^record refused: 22/) }]);
  // Host 7 named two others, which nobody else names: their subtrees are not found in this run.
  expect(await countSnapshots(database)).toBe(tally.instances);
});

test('a host that opts out while its visit waits is dropped without a request', async () => {
  await using database = await withFrontier();
  const log: string[] = [];
  const inner = visiting(log);
  const visit: Visit = async (state, signal) => {
    const record = await inner(state, signal);
    if (state.host === nameOf(0)) {
      // Both at once: between them the run, which looks for due hosts all the time, might visit it.
      await database.db.transaction().execute(async (trx) => {
        await addHosts(trx, [nameOf(1)], { source: 'peer', at: new Date(at) });
        await trx.updateTable('host').set({ status: 'opted-out' }).where('name', '=', nameOf(1)).execute();
      });
    }
    return record;
  };
  await run(database, visit);
  expect(log).not.toContain(nameOf(1));
  expect(log).toContain(nameOf(2));
});

test('failures are recorded with their kind, and due again later', async () => {
  await using database = await withFrontier();
  const failing: Visit = async (state) =>
    failedVisit(state.host, at, { status: 'silent', nextVisitAt: new Date('2026-03-02T12:00:00Z') });
  const tally = await run(database, failing);
  expect(tally.summary(1).outcomes).toEqual({ 'timed-out': 1 });
  const host = await database.db.selectFrom('host').selectAll().executeTakeFirstOrThrow();
  expect(host).toMatchObject({
    status: 'silent',
    queued_at: null,
    next_visit_at: new Date('2026-03-02T12:00:00Z'),
  });
});
