import { sql } from 'kysely';
import type { VersionRecord } from '../model/growth-records.ts';
import type { CensusDatabase } from '../tables.ts';
import type { Page, PageQuery } from './page-records.ts';
import { releaseSeries } from './release-series.ts';

/** A place in the list: day and series. */
export type VersionPlace = readonly [day: string, series: string];

/**
 * Which release series did the servers of a software run, one row a UTC day and series: oldest day first, the series as text? What
 * `sharesBySeries` and `adoptionOf` say, from the day figures of the facet `version`.
 *
 * @param software as NodeInfo names it.
 */
export async function softwareVersionsPage(
  db: CensusDatabase,
  software: string,
  { from, to, after, limit }: PageQuery<VersionPlace>,
): Promise<Page<VersionRecord, VersionPlace>> {
  const { rows } = await sql<VersionRecord>`
    with version as (
      select day, substr(value, length(${software}::text) + 2) as series, servers_observed + servers_carried as servers, partial
      from day_figure
      where facet = 'version' and servers_observed + servers_carried > 0 and value = any(array(
        select distinct software.name || '/' || ${releaseSeries} from release join software using (software_id)
        where software.name = ${software}))
    ), seen as (
      select series, min(day) as first_seen from version group by series
    ), ranked as (
      select version.*, servers::double precision / sum(servers) over (partition by day) as share,
        case when series <> '' then sum(servers) over (partition by day, series = ''
          order by string_to_array(nullif(series, ''), '.')::integer[] desc) end as servers_at_or_above,
        case when series <> '' then sum(servers) over (partition by day, series = '') end as stating
      from version
      where (${from ?? null}::date is null or day >= ${from ?? null}::date)
        and (${to ?? null}::date is null or day <= ${to ?? null}::date)
    )
    select day, ${software}::text as software, nullif(series, '') as series, servers, share, servers_at_or_above,
      servers_at_or_above::double precision / stating as share_at_or_above, first_seen,
      first_seen > (select min(day) from version) as age_known, partial
    from ranked join seen using (series)
    where ${after?.[0] ?? null}::date is null or (day, series) > (${after?.[0] ?? null}::date, ${after?.[1] ?? null}::text)
    order by day, ranked.series limit ${limit + 1}`.execute(db);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? [last.day, last.series ?? ''] : null };
}

/** Which software has most servers on a day, the most first? Its name and how many count. */
export async function largestSoftware(
  db: CensusDatabase,
  day: string,
  limit: number,
): Promise<readonly { readonly software: string; readonly servers: number }[]> {
  const { rows } = await sql<{ software: string; servers: number }>`
    select value as software, servers_observed + servers_carried as servers from day_figure
    where facet = 'software' and day = ${day}::date and servers_observed + servers_carried > 0
    order by servers desc, value limit ${limit}`.execute(db);
  return rows;
}

/** Has any server of a software ever counted? */
export async function hasSoftware(db: CensusDatabase, software: string): Promise<boolean> {
  const row = await db
    .selectFrom('day_figure')
    .select('day')
    .where('facet', '=', 'software')
    .where('value', '=', software)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * On which days was a software seen first and last: did a server of it count that was observed? Undefined when none ever did.
 */
export async function softwareDays(
  db: CensusDatabase,
  software: string,
): Promise<{ readonly first: string; readonly last: string } | undefined> {
  const row = await db
    .selectFrom('day_figure')
    .select((eb) => [eb.fn.min<string | null>('day').as('first'), eb.fn.max<string | null>('day').as('last')])
    .where('facet', '=', 'software')
    .where('value', '=', software)
    .where('servers_observed', '>', 0)
    .executeTakeFirstOrThrow();
  return row.first === null || row.last === null ? undefined : { first: row.first, last: row.last };
}
