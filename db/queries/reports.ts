import { type RawBuilder, sql } from 'kysely';
import type { InstanceClass } from '../model/instance-class.ts';
import type { RegistrationMode } from '../model/status.ts';
import type { UtcDay } from '../model/utc-day.ts';
import type { CensusDatabase } from '../tables.ts';
import { monthOf, placeOf } from './counted-days.ts';

/** What an instance reported on a day, with what else it is judged by. */
export interface ReportRow {
  readonly hostId: number;
  readonly domain: string;
  readonly registrableDomain: string;
  /** In CIDR notation, as of its newest success; null when not known. */
  readonly network: string | null;
  readonly firstUpDay: UtcDay;
  readonly day: UtcDay;
  readonly software: string;
  readonly version: string | null;
  readonly class: InstanceClass;
  readonly registrations: RegistrationMode | null;
  readonly usersTotal: number | null;
  readonly usersActiveMonth: number | null;
  readonly usersActiveHalfYear: number | null;
  readonly localPosts: number | null;
  readonly localComments: number | null;
}

/** In which months did anything report, oldest first? Each by its first day. */
export async function reportedMonths(db: CensusDatabase): Promise<readonly UtcDay[]> {
  const { rows } = await sql<{ month: UtcDay }>`
    select distinct month from host_month where facet_set_ids is not null order by month`.execute(db);
  return rows.map((row) => row.month);
}

/** What did every instance report on a day? One row an instance that did. */
export async function reportsOfDay(db: CensusDatabase, day: UtcDay): Promise<readonly ReportRow[]> {
  const n = sql`${placeOf(day)}::integer`;
  const { rows } = await sql<ReportRow>`
    select ${describing}, ${day}::date as day, ${figuresAt(n)}
    from host_month ${joins(sql`facet_set_ids[${n}]`)}
    where month = ${monthOf(day)}::date and host.status <> 'wildcard'`.execute(db);
  return rows;
}

/** What did some hosts ever report? By host and day, one row a report. */
export async function reportsOfHosts(
  db: CensusDatabase,
  hostIds: readonly number[],
): Promise<readonly ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select ${describing}, month + n - 1 as day, ${figuresAt(sql`n`)}
    from host_month cross join generate_series(1, 31) as n ${joins(sql`facet_set_ids[n]`)}
    where host_month.host_id = any(${hostIds}::bigint[])
    order by host_month.host_id, month, n`.execute(db);
  return rows;
}

/**
 * Which instances have reported before a day, and have never been judged, not since a late report, or by rules that
 * remembered in another way?
 *
 * @param stateVersion of the present way.
 */
export async function unjudgedHosts(
  db: CensusDatabase,
  day: UtcDay,
  stateVersion: number,
): Promise<readonly number[]> {
  const { rows } = await sql<{ host_id: number }>`
    select host_id from instance
    where not exists (
        select from quarantine_state as judged
        where judged.host_id = instance.host_id and judged.state_version = ${stateVersion})
      and exists (
        select from host_month
        where host_month.host_id = instance.host_id and month <= ${day}::date and facet_set_ids is not null
          and (month < ${monthOf(day)}::date
            or array_remove(facet_set_ids[1:${placeOf(day)}::integer - 1], null) <> '{}'))
    order by host_id`.execute(db);
  return rows.map((row) => row.host_id);
}

const describing = sql`
  host_month.host_id as "hostId", host.name as domain, host.registrable_domain as "registrableDomain",
  instance.network::text as network, (instance.first_up_at at time zone 'UTC')::date as "firstUpDay",
  software.name as software, nullif(release.version, '') as version, facet_set.class, facet_set.registrations`;

const figuresAt = (n: RawBuilder<unknown>) => sql`
  host_month.users_total[${n}] as "usersTotal", host_month.users_active_month[${n}] as "usersActiveMonth",
  host_month.users_active_half_year[${n}] as "usersActiveHalfYear", host_month.local_posts[${n}] as "localPosts",
  host_month.local_comments[${n}] as "localComments"`;

const joins = (facetSetId: RawBuilder<unknown>) => sql`
  join host on host.host_id = host_month.host_id
  join instance on instance.host_id = host_month.host_id
  join facet_set on facet_set.facet_set_id = ${facetSetId}
  join release on release.release_id = facet_set.release_id
  join software on software.software_id = release.software_id`;
