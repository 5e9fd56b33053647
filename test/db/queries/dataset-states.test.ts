import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { judgeDays } from '../../../crawler/census/judge-days.ts';
import { rollUpDays } from '../../../crawler/census/roll-up.ts';
import type { DatasetStates } from '../../../db/model/dataset.ts';
import { utcDayOf } from '../../../db/model/utc-day.ts';
import { datasetStates } from '../../../db/queries/dataset-states.ts';
import type { CensusTransaction } from '../../../db/tables.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { forgetHosts } from '../../../db/writes/forget-host.ts';
import { pruneDatasetChanges } from '../../../db/writes/prune-dataset-changes.ts';
import { quarantineHost } from '../../../db/writes/quarantine-host.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { failedVisit, hostName, reading, ruleOf, visitOf } from '../../support/visit-records.ts';

const now = new Date('2026-11-29T12:00:00Z');
const day = utcDayOf(now);
const name = hostName('heron.social');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

/** Which datasets a piece of work has changed. */
async function changedBy(work: () => Promise<unknown>): Promise<readonly string[]> {
  const before: DatasetStates = await datasetStates(database.db);
  await work();
  const after = await datasetStates(database.db);
  return Object.keys(after).filter(
    (dataset) =>
      before[dataset as keyof DatasetStates].version !== after[dataset as keyof DatasetStates].version,
  );
}

const inTransaction = (work: (trx: CensusTransaction) => Promise<unknown>) =>
  database.db.transaction().execute(work);

test('each piece of work changes the datasets that it writes, and those alone', async () => {
  const { db } = database;
  const at = (hour: number) => new Date(now.getTime() - hour * 3_600_000).toISOString();
  expect(await changedBy(() => addHosts(db, [name], { source: 'seed', at: now }))).toEqual([]);
  expect(await changedBy(() => inTransaction((trx) => recordVisits(trx, [visitOf(name, at(9))])))).toEqual([
    'instances',
    'rules',
    'history',
  ]);
  // The same rules again.
  expect(await changedBy(() => inTransaction((trx) => recordVisits(trx, [visitOf(name, at(8))])))).toEqual([
    'instances',
    'history',
  ]);
  const other = visitOf(name, at(7), { instance: reading({ rules: [ruleOf('Be kinder')] }) });
  expect(await changedBy(() => inTransaction((trx) => recordVisits(trx, [other])))).toContain('rules');
  const failed = failedVisit(name, at(6));
  expect(await changedBy(() => inTransaction((trx) => recordVisits(trx, [failed])))).toContain('instances');
  // Uptime is a server's own.
  expect(await changedBy(() => rollUpDays(db, [day], now))).toEqual(['instances', 'figures']);
  // Recomputed to the same values.
  expect(await changedBy(() => rollUpDays(db, [day], now))).toEqual([]);
  expect(await changedBy(() => judgeDays(db, [day]))).toEqual([]);
  expect(
    await changedBy(() =>
      inTransaction((trx) => quarantineHost(trx, name, { since: day, detail: 'fake', decidedAt: now })),
    ),
  ).toEqual(expect.arrayContaining(['instances', 'history', 'figures']));
  expect(await changedBy(() => inTransaction((trx) => forgetHosts(trx, [name])))).toEqual(
    expect.arrayContaining(['instances', 'rules', 'history']),
  );
});

test('a change is seen when its transaction has ended, also when that of a later one has ended before', async () => {
  const { db } = database;
  const insert = (trx: CensusTransaction, source: string) =>
    trx
      .insertInto('archive_day')
      .values({
        source,
        day,
        servers: 1,
        users_total: 1,
        users_active_month: 1,
        users_total_raw: null,
        servers_quarantined: null,
        quarantined: null,
        imported_at: now,
      })
      .execute();
  const slow = await db.startTransaction().execute();
  await insert(slow, 'slow');
  const before = await datasetStates(db);
  const between = await changedBy(() => inTransaction((trx) => insert(trx, 'quick')));
  expect(between).toEqual(['archive']);
  expect(await changedBy(() => slow.commit().execute())).toEqual(['archive']);
  expect((await datasetStates(db)).archive.changedAt?.getTime()).toBeGreaterThan(
    before.archive.changedAt?.getTime() ?? 0,
  );
});

test('old changes are pruned, and the newest of each dataset stays', async () => {
  const { db } = database;
  const rows = async () =>
    (await db.selectFrom('dataset_change').select('dataset').execute()).map(({ dataset }) => dataset);
  const { instances } = await datasetStates(db);
  await pruneDatasetChanges(db);
  expect((await rows()).length).toBeGreaterThan(5);
  await sql`update dataset_change set changed_at = changed_at - interval '2 hours'`.execute(db);
  await pruneDatasetChanges(db);
  expect((await rows()).toSorted()).toEqual(['archive', 'figures', 'history', 'instances', 'rules']);
  const after = (await datasetStates(db)).instances.changedAt?.getTime() ?? 0;
  expect(after).toBe((instances.changedAt?.getTime() ?? 0) - 7_200_000);
});
