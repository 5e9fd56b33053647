import { sql } from 'kysely';
import type { Facet } from '../model/facets.ts';
import type { FacetRecord } from '../model/growth-records.ts';
import type { HostName } from '../model/host-name.ts';
import type {
  ArchiveRecord,
  NetworkRecord,
  RuleRecord,
  SnapshotRecord,
  SoftwareRecord,
} from '../model/records.ts';
import type { CensusDatabase } from '../tables.ts';
import {
  archiveRows,
  type DayFigureQuery,
  type DaySpan,
  dayFigureRows,
  toNetworkRecord,
  toSoftwareRecord,
} from './day-figures.ts';
import { snapshotRows, toSnapshotRecord } from './instance-history.ts';
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
  { after, limit, ...figures }: PageQuery<string> & DayFigureQuery,
): Promise<Page<NetworkRecord, string>> {
  const rows = await dayFigureRows(db, 'network', figures)
    .$if(after !== null, (query) => query.where('day', '>', after ?? ''))
    .limit(limit + 1)
    .execute();
  return cut(rows.map(toNetworkRecord), limit, (record) => record.day);
}

/** Which day figures of software come after a day and name? By day and name. */
export async function softwarePage(
  db: CensusDatabase,
  query: PageQuery<readonly [day: string, software: string]> &
    DayFigureQuery & { readonly software?: readonly string[] },
): Promise<Page<SoftwareRecord, readonly [day: string, software: string]>> {
  const { after, limit, software, ...figures } = query;
  const rows = await facetRowsAfter(db, { facet: 'software', after, limit, values: software }, figures);
  return cut(rows.map(toSoftwareRecord), limit, (record) => [record.day, record.software] as const);
}

/** Which day figures of a facet come after a day and value? By day and value. */
export async function facetPage(
  db: CensusDatabase,
  facet: FacetRecord['facet'],
  query: PageQuery<readonly [day: string, value: string]> &
    DayFigureQuery & { readonly value?: readonly string[] },
): Promise<Page<FacetRecord, readonly [day: string, value: string]>> {
  const { after, limit, value, ...figures } = query;
  const rows = await facetRowsAfter(db, { facet, after, limit, values: value }, figures);
  const records = rows.map((row) => ({ facet, value: row.value, ...toNetworkRecord(row) }));
  return cut(records, limit, (record) => [record.day, record.value] as const);
}

/** One row more than the limit. */
function facetRowsAfter(
  db: CensusDatabase,
  page: {
    readonly facet: Facet;
    readonly after: readonly [day: string, value: string] | null;
    readonly limit: number;
    readonly values: readonly string[] | undefined;
  },
  figures: DayFigureQuery,
) {
  const { facet, after, limit, values } = page;
  return dayFigureRows(db, facet, figures)
    .$if(values !== undefined, (builder) => builder.where('value', 'in', values ?? []))
    .$if(after !== null, (builder) =>
      builder.where(sql<boolean>`(day, value) > (${after?.[0]}::date, ${after?.[1]}::text)`),
    )
    .limit(limit + 1)
    .execute();
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
  return cut(rows.map(toSnapshotRecord), limit, (record) => record.day);
}

/** A place in the history of an instance's rules: instant in ISO 8601, position, rule. */
export type RulePlace = readonly [validFrom: string, position: number, ruleId: number];

/**
 * Which rules of an instance come after a place, past ones and present ones? Those that were read last come first;
 * of those read together, in the server's order.
 */
export async function ruleHistoryPage(
  db: CensusDatabase,
  host: HostName,
  query: { readonly after: RulePlace | null; readonly limit: number },
): Promise<Page<RuleRecord, RulePlace>> {
  const { after, limit } = query;
  const rows = await ruleRows(db)
    .where('host.name', '=', host)
    .$if(after !== null, (builder) =>
      builder.where(sql<boolean>`(rule.valid_from < ${after?.[0]}::timestamptz or (rule.valid_from = ${after?.[0]}::timestamptz
        and (rule_set_rule.position, rule.rule_id) > (${after?.[1]}::integer, ${after?.[2]}::bigint)))`),
    )
    .orderBy('rule.valid_from', 'desc')
    .orderBy('rule_set_rule.position')
    .orderBy('rule.rule_id')
    .limit(limit + 1)
    .execute();
  const { items, next } = cut(
    rows,
    limit,
    (row): RulePlace => [row.valid_from.toISOString(), row.position, row.rule_id],
  );
  return { items: items.map(toRuleRecord), next };
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
