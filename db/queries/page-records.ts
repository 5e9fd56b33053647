import { sql } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import type {
  ArchiveRecord,
  NetworkRecord,
  RuleRecord,
  SnapshotRecord,
  SoftwareRecord,
} from '../model/records.ts';
import { instanceStatuses } from '../model/status.ts';
import type { CensusDatabase } from '../tables.ts';
import {
  archiveRows,
  type DaySpan,
  networkRows,
  softwareRows,
  toNetworkRecord,
  toSoftwareRecord,
} from './day-figures.ts';
import { snapshotRows } from './instance-history.ts';
import { ruleRows, toRuleRecord } from './instance-rules.ts';

/**
 * Series in pages: the entries that come after a place in the list's order, with the place of the last one. A keyset
 * walk: new days do not shift what is still to come.
 */

/** One page; `next` is the place of its last entry, null when nothing follows. */
export interface Page<Item, Place> {
  readonly items: readonly Item[];
  readonly next: Place | null;
}

/** What a page of a series is asked for with. `after` null: the beginning. */
export interface PageQuery<Place> extends DaySpan {
  readonly after: Place | null;
  readonly limit: number;
}

/** Which day figures of the whole network come after a day? By day. */
export async function networkPage(
  db: CensusDatabase,
  { after, limit, ...span }: PageQuery<string>,
): Promise<Page<NetworkRecord, string>> {
  const rows = await networkRows(db, span)
    .$if(after !== null, (query) => query.where('day', '>', after ?? ''))
    .limit(limit + 1)
    .execute();
  return cut(rows.map(toNetworkRecord), limit, (record) => record.day);
}

/** Which day figures of software come after a day and name? By day and name. */
export async function softwarePage(
  db: CensusDatabase,
  query: PageQuery<readonly [day: string, software: string]> & { readonly software?: readonly string[] },
): Promise<Page<SoftwareRecord, readonly [day: string, software: string]>> {
  const { after, limit, software, ...span } = query;
  const rows = await softwareRows(db, span)
    .$if(software !== undefined, (builder) => builder.where('software.name', 'in', software ?? []))
    .$if(after !== null, (builder) =>
      builder.where(
        sql<boolean>`(software_day.day, software.name) > (${after?.[0]}::date, ${after?.[1]}::text)`,
      ),
    )
    .limit(limit + 1)
    .execute();
  return cut(rows.map(toSoftwareRecord), limit, (record) => [record.day, record.software] as const);
}

/** Which days of other people's history come after a source and day? By source and day. */
export async function archivePage(
  db: CensusDatabase,
  query: PageQuery<readonly [source: string, day: string]> & { readonly source?: string },
): Promise<Page<ArchiveRecord, readonly [source: string, day: string]>> {
  const { after, limit, source, from, to } = query;
  const rows = await archiveRows(db, source)
    .$if(from !== undefined, (builder) => builder.where('day', '>=', from ?? ''))
    .$if(to !== undefined, (builder) => builder.where('day', '<=', to ?? ''))
    .$if(after !== null, (builder) =>
      builder.where(sql<boolean>`(source, day) > (${after?.[0]}::text, ${after?.[1]}::date)`),
    )
    .limit(limit + 1)
    .execute();
  return cut(rows, limit, (record) => [record.source, record.day] as const);
}

/** What did one instance report after a day? By day. */
export async function historyPage(
  db: CensusDatabase,
  host: HostName,
  { after, limit, from, to }: PageQuery<string>,
): Promise<Page<SnapshotRecord, string>> {
  const rows = await snapshotRows(db)
    .where('host.name', '=', host)
    .$if(from !== undefined, (query) => query.where('snapshot.day', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('snapshot.day', '<=', to ?? ''))
    .$if(after !== null, (query) => query.where('snapshot.day', '>', after ?? ''))
    .orderBy('snapshot.day')
    .limit(limit + 1)
    .execute();
  return cut(rows, limit, (record) => record.day);
}

/**
 * Which versions of an instance's rules come after one, newest first? A page has whole versions, each in its own
 * order; `limit` counts versions.
 *
 * @param query.after `rule_set_id` of the version before.
 */
export async function ruleHistoryPage(
  db: CensusDatabase,
  host: HostName,
  query: { readonly after: number | null; readonly limit: number },
): Promise<Page<RuleRecord, number>> {
  const { after, limit } = query;
  const versions = await db
    .selectFrom('rule_set')
    .innerJoin('host', 'host.host_id', 'rule_set.host_id')
    .where('host.name', '=', host)
    .where('host.status', 'in', instanceStatuses)
    .$if(after !== null, (builder) => builder.where('rule_set_id', '<', after ?? 0))
    .select('rule_set_id')
    .orderBy('rule_set_id', 'desc')
    .limit(limit + 1)
    .execute();
  const { items, next } = cut(versions, limit, (version) => version.rule_set_id);
  if (items.length === 0) return { items: [], next: null };
  const rows = await ruleRows(db)
    .where(
      'rule.rule_set_id',
      'in',
      items.map((version) => version.rule_set_id),
    )
    .orderBy('rule.rule_set_id', 'desc')
    .orderBy('rule.position')
    .execute();
  return { items: rows.map(toRuleRecord), next };
}

/** Queries ask for one row more than wanted, to know whether anything follows. */
function cut<Item, Place>(
  items: readonly Item[],
  limit: number,
  placeOf: (item: Item) => Place,
): Page<Item, Place> {
  const kept = items.slice(0, limit);
  const last = kept.at(-1);
  return { items: kept, next: items.length > limit && last !== undefined ? placeOf(last) : null };
}
