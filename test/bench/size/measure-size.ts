import { sql } from 'kysely';
import { judgeDays } from '../../../crawler/census/judge-days.ts';
import { rollUpDays } from '../../../crawler/census/roll-up.ts';
import { addDays, daysFromTo, type UtcDay } from '../../../db/model/utc-day.ts';
import { networkSeries, softwareSeries } from '../../../db/queries/day-figures.ts';
import { instanceHistory } from '../../../db/queries/instance-history.ts';
import { historyPage } from '../../../db/queries/page-records.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import { rollUpDay } from '../../../db/writes/roll-up-days.ts';
import { hostName } from '../../support/visit-records.ts';
import { timeMs } from '../benchmark.ts';
import { loadedName } from './load-history.ts';

/** What tables take up. */
export interface Bytes {
  readonly total: number;
  readonly indexes: number;
  /** Values that were put beside their row, and the index over these. */
  readonly toast: number;
}

/** Of a table with all its partitions, or of one partition. */
export async function bytesOf(db: CensusDatabase, table: string): Promise<Bytes> {
  const { rows } = await sql<Bytes>`
    select sum(pg_total_relation_size(oid)) as total, sum(pg_indexes_size(oid)) as indexes,
      sum(coalesce(pg_total_relation_size(nullif(reltoastrelid, 0)), 0)) as toast
    from (select relid::oid as oid from pg_partition_tree(${table}) union select ${table}::regclass::oid) as part
    join pg_class using (oid)`.execute(db);
  const [bytes] = rows;
  if (bytes === undefined) throw new Error(`There is no table ${table}.`);
  return { total: Number(bytes.total), indexes: Number(bytes.indexes), toast: Number(bytes.toast) };
}

/** How long things take on a loaded census, in milliseconds; medians but for {@link Times.allDays}. */
export interface Times {
  /** Roll-up of one day in the second half of a month, and in the first, where values of the month before are carried. */
  readonly oneDay: number;
  readonly oneEarlyDay: number;
  readonly allDays: number;
  readonly history: number;
  readonly historyPage: number;
  readonly networkSeries: number;
  readonly softwareSeries: number;
}

/** Rolls up and reads a census of so many instances and days. */
export async function measureTimes(
  db: CensusDatabase,
  census: { readonly instances: number; readonly first: UtcDay; readonly last: UtcDay },
): Promise<Times> {
  const { instances, first, last } = census;
  const now = new Date(`${addDays(last, 1)}T00:00:00Z`);
  const rollUp = (day: UtcDay) => db.transaction().execute((trx) => rollUpDay(trx, day, now));
  const lastMonth = addDays(last, -30);
  const allDays = await timeMs(() => rollUpDays(db, daysFromTo(first, last), now));
  const hosts = [3, 40, 500, 6_000, 17_000].map((index) => hostName(loadedName(Math.min(index, instances))));
  const each = <Item>(items: readonly Item[], task: (item: Item) => Promise<unknown>) =>
    medianOf(items.map((item) => () => task(item)));
  return {
    allDays,
    oneDay: await each(
      [20, 21, 22, 23, 24].map((back) => addDays(lastMonth, back)),
      rollUp,
    ),
    oneEarlyDay: await each(
      [3, 4, 5, 6, 7].map((back) => addDays(lastMonth, back)),
      rollUp,
    ),
    history: await each([...hosts, ...hosts], (host) => instanceHistory(db, host)),
    historyPage: await each([...hosts, ...hosts], (host) =>
      historyPage(db, host, { after: null, limit: 500 }),
    ),
    networkSeries: await each([1, 2, 3, 4, 5], () => networkSeries(db)),
    softwareSeries: await each([1, 2, 3, 4, 5], () => softwareSeries(db, { from: addDays(last, -89) })),
  };
}

/**
 * Judges some days in a row, and then again whole histories of some instances: milliseconds a day, and reports a second.
 *
 * @param days in order, the first after the day of which states are known.
 */
export async function measureJudging(
  db: CensusDatabase,
  {
    days,
    replayed,
    replayedOn,
  }: { readonly days: readonly UtcDay[]; readonly replayed: number; readonly replayedOn: UtcDay },
): Promise<{ readonly oneDay: number; readonly reportsPerSecond: number }> {
  await judgeDays(db, days.slice(0, 1));
  const oneDay = await medianOf(days.slice(1).map((day) => () => judgeDays(db, [day])));
  await judgeDays(db, [addDays(replayedOn, -1)]);
  await sql`delete from quarantine_state where host_id <= ${replayed}`.execute(db);
  const { rows } = await sql<{ reports: number }>`
    select count(*) as reports from snapshot where host_id <= ${replayed} and day < ${replayedOn}::date`.execute(
    db,
  );
  const ms = await timeMs(() => judgeDays(db, [replayedOn]));
  return { oneDay, reportsPerSecond: ((rows[0]?.reports ?? 0) / Math.max(1, ms - oneDay)) * 1_000 };
}

async function medianOf(tasks: readonly (() => Promise<unknown>)[]): Promise<number> {
  const times: number[] = [];
  for (const task of tasks) times.push(await timeMs(task));
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}
