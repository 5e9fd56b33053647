import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { VisitRecord } from '../../../db/model/visit-record.ts';
import { censusHealth } from '../../../db/queries/census-health.ts';
import { dueNow, oldestDueInstance } from '../../../db/queries/living-instances.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { failedVisit, visitOf } from '../../support/visit-records.ts';

const now = new Date('2026-11-24T10:00:00Z');
const firstSeenAt = new Date('2026-11-01T00:00:00Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  const { db } = database;
  for (const table of ['visit', 'host_month', 'own_outage', 'pass'] as const)
    await db.deleteFrom(table).execute();
  await db.updateTable('host').set({ status: 'silent', next_visit_at: null }).execute();
});
afterAll(() => database[Symbol.asyncDispose]());

async function record(...visits: readonly VisitRecord[]): Promise<void> {
  const hosts = visits.map(({ host }) => host);
  await addHosts(database.db, hosts, { source: 'seed', at: firstSeenAt });
  for (const visit of visits) await database.db.transaction().execute((trx) => recordVisits(trx, [visit]));
}

test('nothing is known of a census that has not begun', async () => {
  await using empty = await createTestDatabase();
  expect(await censusHealth(empty.db, now)).toEqual({
    state: 'none',
    newestDay: null,
    lastVisitAt: null,
    living: { instances: 0, visitedInDay: 0, overdue: 0, oldestDueAt: null },
    outcomes: [],
    lastPass: null,
    outages: [],
  });
  expect(await oldestDueInstance(empty.db, now)).toBeNull();
  expect(await dueNow(empty.db, now)).toEqual({ hosts: 0, oldestLivingDueAt: null });
});

test('living are those that were up at the newest visit; of them, the oldest due one is told', async () => {
  await record(
    visitOf('fresh.social', '2026-11-24T09:00:00Z'),
    visitOf('late.social', '2026-11-23T09:59:00Z'),
    visitOf('latest.social', '2026-11-22T09:00:00Z'),
    visitOf('once.social', '2026-11-20T09:00:00Z'),
    failedVisit('once.social', '2026-11-21T09:00:00Z', {
      status: 'failing',
      nextVisitAt: new Date('2026-11-21T12:00:00Z'),
    }),
  );
  const { state, living } = await censusHealth(database.db, now);
  const oldestDueAt = new Date('2026-11-23T07:00:00Z');
  expect(living).toEqual({ instances: 3, visitedInDay: 1, overdue: 2, oldestDueAt });
  expect(state).toBe('behind');
  expect(await oldestDueInstance(database.db, now)).toBe('latest.social');
  expect(await dueNow(database.db, now)).toEqual({ hosts: 3, oldestLivingDueAt: oldestDueAt });
});

test('outcomes are those of the running UTC day and those of 24 hours, the most common first', async () => {
  await record(
    visitOf('a.social', '2026-11-24T00:00:00Z'),
    visitOf('b.social', '2026-11-23T23:59:59Z'),
    failedVisit('c.social', '2026-11-23T10:00:01Z', { outcome: 'timed-out' }),
    // Exactly a day ago is no longer within it.
    failedVisit('d.social', '2026-11-23T10:00:00Z', { outcome: 'not-json' }),
  );
  expect((await censusHealth(database.db, now)).outcomes).toEqual([
    { outcome: 'up', today: 1, inDay: 2 },
    { outcome: 'timed-out', today: 0, inDay: 1 },
  ]);
});

test('passes and outages: the newest pass, the outages of 30 days with those that reach into them', async () => {
  const { db } = database;
  const at = (text: string) => new Date(text);
  await db
    .insertInto('pass')
    .values([
      { day: '2026-11-22', completed_at: at('2026-11-22T08:00:00Z') },
      { day: '2026-11-23', completed_at: at('2026-11-23T08:00:00Z') },
    ])
    .execute();
  await db
    .insertInto('own_outage')
    .values([
      { began_at: at('2026-10-01T00:00:00Z'), ended_at: at('2026-10-01T01:00:00Z'), failures: 1 },
      { began_at: at('2026-10-25T09:00:00Z'), ended_at: at('2026-10-25T11:00:00Z'), failures: 2 },
      { began_at: at('2026-11-20T09:00:00Z'), ended_at: at('2026-11-20T10:00:00Z'), failures: 3 },
      { began_at: at('2026-11-24T09:30:00Z'), failures: 4 },
    ])
    .execute();
  await record(visitOf('a.social', '2026-11-24T09:00:00Z'));
  const health = await censusHealth(db, now);
  expect(health.lastPass).toEqual({ day: '2026-11-23', completedAt: at('2026-11-23T08:00:00Z') });
  expect(health.outages.map(({ failures, endedAt }) => [failures, endedAt?.toISOString() ?? null])).toEqual([
    [4, null],
    [3, '2026-11-20T10:00:00.000Z'],
    [2, '2026-10-25T11:00:00.000Z'],
  ]);
  expect(health.state).toBe('outage');
});
