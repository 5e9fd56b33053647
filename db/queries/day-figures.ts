import { type Kysely, type Selectable, sql } from 'kysely';
import type { DayFigureTable } from '../count-tables.ts';
import type { Facet } from '../model/facets.ts';
import type { ArchiveRecord, NetworkRecord, SoftwareRecord } from '../model/records.ts';
import type { UtcDay } from '../model/utc-day.ts';
import type { Database } from '../tables.ts';
import { isForgotten } from './visible-name.ts';

/** A span of days, both ends included; an absent end is open. */
export interface DaySpan {
  readonly from?: UtcDay;
  readonly to?: UtcDay;
}

/** Which figures: of which days, and as they stood when. */
export interface DayFigureQuery extends DaySpan {
  /** As they stood at this instant, before later revisions. Absent: as they stand. */
  readonly asOf?: Date;
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
  'servers_asked',
  'servers_answered',
  'servers_refused',
  'servers_failed',
  'servers_quarantined',
  'users_total_quarantined',
  'users_active_month_quarantined',
  'servers_stating_active_month',
] as const;

/**
 * Day figures of a facet, oldest first and by value. As of an earlier instant: what was computed last until then; a day that
 * was not over then has no figures, since those of a running day are not kept.
 */
export function dayFigureRows(db: Kysely<Database>, facet: Facet, { from, to, asOf }: DayFigureQuery) {
  const columns = sql.join([...dayFigureColumns, 'computed_at'].map((column) => sql.ref(column)));
  const figures =
    asOf === undefined
      ? sql<DayFigureRow>`(select day, facet, value, ${columns}, partial, revised_at from day_figure)`
      : sql<DayFigureRow>`(
          select day, facet, value, ${columns}, partial, revised_at from day_figure
            where computed_at <= ${asOf} and (not partial or day < ${asOf}::timestamptz at time zone 'UTC')
          union all
          select day, facet, value, ${columns}, false, null from day_figure_revision
            where computed_at <= ${asOf} and replaced_at > ${asOf})`;
  return db
    .selectFrom(figures.as('figure'))
    .where('facet', '=', facet)
    .select(['day', 'value', ...dayFigureColumns, 'partial', 'revised_at'])
    .$if(from !== undefined, (query) => query.where('day', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('day', '<=', to ?? ''))
    .orderBy('day')
    .orderBy('value');
}

type DayFigureRow = Selectable<DayFigureTable>;

type SelectedRow = Awaited<ReturnType<ReturnType<typeof dayFigureRows>['execute']>>[number];

/** Adds the sums that the public record has beside their two parts. */
export function toNetworkRecord({ value: _, ...row }: SelectedRow): NetworkRecord {
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
export function toSoftwareRecord(row: SelectedRow): SoftwareRecord {
  return { ...toNetworkRecord(row), software: row.value };
}

/** How did the whole network develop, one row a UTC day, oldest first? */
export async function networkSeries(
  db: Kysely<Database>,
  query: DayFigureQuery = {},
): Promise<readonly NetworkRecord[]> {
  return (await dayFigureRows(db, 'network', query).execute()).map(toNetworkRecord);
}

/** What are the newest totals, now or as of an earlier instant? Undefined before the first roll-up. */
export async function newestNetworkDay(
  db: Kysely<Database>,
  query: Pick<DayFigureQuery, 'asOf'> = {},
): Promise<NetworkRecord | undefined> {
  const row = await dayFigureRows(db, 'network', query)
    .clearOrderBy()
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : toNetworkRecord(row);
}

/** How did each software develop, one row a UTC day and software, oldest first? */
export async function softwareSeries(
  db: Kysely<Database>,
  query: DayFigureQuery = {},
): Promise<readonly SoftwareRecord[]> {
  return (await dayFigureRows(db, 'software', query).execute()).map(toSoftwareRecord);
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
