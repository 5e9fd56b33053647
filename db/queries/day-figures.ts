import { type Kysely, sql } from 'kysely';
import type { ArchiveRecord, NetworkRecord, SoftwareRecord } from '../model/records.ts';
import type { UtcDay } from '../model/utc-day.ts';
import type { Database } from '../tables.ts';
import { isForgotten } from './visible-name.ts';

/** A span of days, both ends included; an absent end is open. */
export interface DaySpan {
  readonly from?: UtcDay;
  readonly to?: UtcDay;
}

const dayFigureColumns = [
  'servers_observed',
  'servers_carried',
  'users_total_observed',
  'users_total_carried',
  'users_active_month_observed',
  'users_active_month_carried',
  'users_active_half_year_observed',
  'users_active_half_year_carried',
  'local_posts_observed',
  'local_posts_carried',
  'servers_known',
  'servers_refused',
  'servers_failed',
  'servers_quarantined',
  'partial',
  'revised_at',
] as const;

/** The figures of the whole network, one row a UTC day, oldest first. */
export function networkRows(db: Kysely<Database>, { from, to }: DaySpan) {
  return db
    .selectFrom('network_day')
    .select(['day', ...dayFigureColumns])
    .$if(from !== undefined, (query) => query.where('day', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('day', '<=', to ?? ''))
    .orderBy('day');
}

/** The figures of each software, one row a UTC day and software, oldest first. */
export function softwareRows(db: Kysely<Database>, { from, to }: DaySpan) {
  return db
    .selectFrom('software_day')
    .innerJoin('software', 'software.software_id', 'software_day.software_id')
    .select(['software_day.day', 'software.name as software', ...dayFigureColumns])
    .$if(from !== undefined, (query) => query.where('software_day.day', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('software_day.day', '<=', to ?? ''))
    .orderBy('software_day.day')
    .orderBy('software.name');
}

type NetworkRow = Awaited<ReturnType<ReturnType<typeof networkRows>['execute']>>[number];

/** Adds the sums that the public record has beside their two parts. */
export function toNetworkRecord(row: NetworkRow): NetworkRecord {
  return {
    ...row,
    users_total: row.users_total_observed + row.users_total_carried,
    users_active_month: row.users_active_month_observed + row.users_active_month_carried,
    users_active_half_year: row.users_active_half_year_observed + row.users_active_half_year_carried,
    local_posts: row.local_posts_observed + row.local_posts_carried,
    revised_at: row.revised_at?.toISOString() ?? null,
  };
}

/** As {@link toNetworkRecord}, for one software. */
export function toSoftwareRecord(row: NetworkRow & { readonly software: string }): SoftwareRecord {
  return { ...toNetworkRecord(row), software: row.software };
}

/** How did the whole network develop, one row a UTC day, oldest first? */
export async function networkSeries(
  db: Kysely<Database>,
  span: DaySpan = {},
): Promise<readonly NetworkRecord[]> {
  return (await networkRows(db, span).execute()).map(toNetworkRecord);
}

/** What are the newest totals? Undefined before the first roll-up. */
export async function newestNetworkDay(db: Kysely<Database>): Promise<NetworkRecord | undefined> {
  const row = await networkRows(db, {}).clearOrderBy().orderBy('day', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? undefined : toNetworkRecord(row);
}

/** How did each software develop, one row a UTC day and software, oldest first? */
export async function softwareSeries(
  db: Kysely<Database>,
  span: DaySpan = {},
): Promise<readonly SoftwareRecord[]> {
  return (await softwareRows(db, span).execute()).map(toSoftwareRecord);
}

/** The servers that a list of somebody else left out, without those that have asked us to be forgotten. */
const visibleQuarantined = sql<ArchiveRecord['quarantined']>`
  case when quarantined is null or jsonb_typeof(quarantined) <> 'array' then quarantined else (
    select coalesce(jsonb_agg(left_out.entry order by left_out.place), '[]')
    from jsonb_array_elements(quarantined) with ordinality as left_out (entry, place)
    where not ${isForgotten(sql`left_out.entry ->> 'domain'`)}) end`;

/** Somebody else's history, one row a day, oldest first; days that the source lacks have no row. */
export function archiveRows(db: Kysely<Database>, source?: string) {
  return db
    .selectFrom('archive_day')
    .select([
      'source',
      'day',
      'servers',
      'users_total',
      'users_active_month',
      'users_total_raw',
      'servers_quarantined',
      visibleQuarantined.as('quarantined'),
    ])
    .$if(source !== undefined, (query) => query.where('source', '=', source ?? ''))
    .orderBy('source')
    .orderBy('day');
}

/** See {@link archiveRows}; all rows at once. */
export async function archiveSeries(
  db: Kysely<Database>,
  source?: string,
): Promise<readonly ArchiveRecord[]> {
  return archiveRows(db, source).execute();
}

/** Does the archive hold any day of a source? */
export async function hasArchiveSource(db: Kysely<Database>, source: string): Promise<boolean> {
  const row = await db
    .selectFrom('archive_day')
    .select('day')
    .where('source', '=', source)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
