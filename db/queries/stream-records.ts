import { sql } from 'kysely';
import type {
  ArchiveRecord,
  InstanceRecord,
  NetworkRecord,
  RuleRecord,
  SnapshotRecord,
  SoftwareRecord,
} from '../model/records.ts';
import type { CensusDatabase } from '../tables.ts';
import { monthOf } from './counted-days.ts';
import {
  archiveRows,
  type DaySpan,
  dayFigureRows,
  toNetworkRecord,
  toSoftwareRecord,
} from './day-figures.ts';
import { snapshotRows, toSnapshotRecord } from './instance-history.ts';
import { listedInstances, selectInstanceRow, toInstanceRecord } from './instance-rows.ts';
import { ruleRows, toRuleRecord } from './instance-rules.ts';
import { reportedMonths } from './reports.ts';

/**
 * All records of a kind, one after another, at constant memory: a cursor hands over some rows at a time and waits for
 * the reader. Each stream is one statement, or one transaction, so it shows one moment of the census however long the reader takes; it
 * holds one connection until it ends or is left.
 */

/** Rows that a cursor hands over at once. */
const rowsAtOnce = 500;

/** Every listed instance, by domain. */
export async function* streamInstances(db: CensusDatabase): AsyncGenerator<InstanceRecord> {
  const query = selectInstanceRow(listedInstances(db)).orderBy('host.name');
  for await (const row of query.stream(rowsAtOnce)) yield toInstanceRecord(row);
}

/**
 * What listed instances reported in a span of days, by day and domain. A statement a month, in one transaction: the order
 * of a whole history at once would be more than a machine sorts lightly.
 */
export async function* streamSnapshots(
  db: CensusDatabase,
  { from, to }: DaySpan,
): AsyncGenerator<SnapshotRecord> {
  const trx = await db
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute();
  try {
    for (const month of await reportedMonths(trx)) {
      if (from !== undefined && month < monthOf(from)) continue;
      if (to !== undefined && month > to) break;
      const query = snapshotRows(trx)
        .where('snapshot.month', '=', month)
        .$if(from !== undefined, (builder) => builder.where('snapshot.day', '>=', from ?? ''))
        .$if(to !== undefined, (builder) => builder.where('snapshot.day', '<=', to ?? ''))
        .orderBy('snapshot.day')
        .orderBy('host.name');
      for await (const row of query.stream(rowsAtOnce)) yield toSnapshotRecord(row);
    }
  } finally {
    await trx.rollback().execute();
  }
}

/** Rules of listed instances that were in force at some time of a span of days, by domain, the oldest first. */
export async function* streamRules(db: CensusDatabase, { from, to }: DaySpan): AsyncGenerator<RuleRecord> {
  const query = ruleRows(db)
    .$if(from !== undefined, (builder) =>
      builder.where(
        sql<boolean>`(rule.valid_to is null or rule.valid_to > ${from}::date::timestamp at time zone 'UTC')`,
      ),
    )
    .$if(to !== undefined, (builder) =>
      builder.where(sql<boolean>`rule.valid_from < (${to}::date + 1)::timestamp at time zone 'UTC'`),
    )
    .orderBy('host.name')
    .orderBy('rule.valid_from')
    .orderBy('rule_set_rule.position')
    .orderBy('rule.rule_id');
  for await (const row of query.stream(rowsAtOnce)) yield toRuleRecord(row);
}

/** Network day figures of a span, oldest first. */
export async function* streamNetwork(db: CensusDatabase, span: DaySpan): AsyncGenerator<NetworkRecord> {
  for await (const row of dayFigureRows(db, 'network', span).stream(rowsAtOnce)) yield toNetworkRecord(row);
}

/** Software day figures of a span, by day and name. */
export async function* streamSoftware(db: CensusDatabase, span: DaySpan): AsyncGenerator<SoftwareRecord> {
  for await (const row of dayFigureRows(db, 'software', span).stream(rowsAtOnce)) yield toSoftwareRecord(row);
}

/** Other people's history in a span of days, by source and day. */
export async function* streamArchive(
  db: CensusDatabase,
  { from, to }: DaySpan,
): AsyncGenerator<ArchiveRecord> {
  const query = archiveRows(db)
    .$if(from !== undefined, (builder) => builder.where('day', '>=', from ?? ''))
    .$if(to !== undefined, (builder) => builder.where('day', '<=', to ?? ''));
  for await (const row of query.stream(rowsAtOnce)) yield row;
}
