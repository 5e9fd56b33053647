import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { UtcDay } from '../model/utc-day.ts';
import { addDays, utcDayOf } from '../model/utc-day.ts';
import type { Database } from '../tables.ts';

/** An instance that does not answer counts with its newest value for this many days after it. */
export const carriedDays = 14;

/**
 * Computes the day figures of the network and of each software for one UTC day and stores them. Idempotent: the same
 * snapshots and visits give the same rows, and a row is only touched when a value changes. A finished day whose values
 * change gets `revised_at`.
 *
 * Observed: instances with a snapshot of that day. Carried: instances without one, at their newest snapshot of the
 * {@link carriedDays} days before. Quarantined snapshots count in `servers_quarantined` alone, and a host that has moved
 * counts under its new name only. Hosts below a domain that answers to any name count nowhere.
 *
 * @param now decides whether the day is over (`partial`).
 */
export async function rollUpDay(trx: Transaction<Database>, day: UtcDay, now: Date): Promise<void> {
  const partial = day >= utcDayOf(now);
  await sql`
    insert into network_day (day, ${columnList}, partial)
    select ${day}::date, ${sums},
      (select count(*) from host where first_seen_at < ${endOf(day)} and status not in ('opted-out', 'wildcard')),
      (select count(*) from (${newestVisits(day)}) as visited where outcome = 'robots-denied'),
      (select count(*) from (${newestVisits(day)}) as visited where ${isFailureOn(day)}),
      coalesce(sum((newest.quarantine_rule is not null)::int), 0),
      ${partial}
    from (${newestSnapshots(day)}) as newest
    ${onChange('network_day', sql`day`, now)}`.execute(trx);
  await rollUpSoftware(trx, day, now, partial);
}

async function rollUpSoftware(
  trx: Transaction<Database>,
  day: UtcDay,
  now: Date,
  partial: boolean,
): Promise<void> {
  await sql`
    insert into software_day (day, software_id, ${columnList}, partial)
    select ${day}::date, newest.software_id, ${sums},
      count(distinct newest.host_id),
      count(distinct visited.host_id) filter (where visited.outcome = 'robots-denied'),
      count(distinct visited.host_id) filter (where ${isFailureOn(day)}),
      coalesce(sum((newest.quarantine_rule is not null)::int), 0),
      ${partial}
    from (${newestSnapshots(day)}) as newest
    left join (${newestVisits(day)}) as visited on visited.host_id = newest.host_id
    group by newest.software_id
    ${onChange('software_day', sql`day, software_id`, now)}`.execute(trx);
  // A software whose last snapshot was withdrawn (an opt-out, a recomputation) leaves no row behind.
  await sql`
    delete from software_day where day = ${day}::date and software_id not in (
      select software_id from (${newestSnapshots(day)}) as newest)`.execute(trx);
}

const endOf = (day: UtcDay) => sql`(${addDays(day, 1)}::date::timestamp at time zone 'UTC')`;
const startOf = (day: UtcDay) => sql`(${day}::date::timestamp at time zone 'UTC')`;

/** The newest snapshot of each instance within reach of a day, and whether it is of the day itself. */
function newestSnapshots(day: UtcDay): RawBuilder<unknown> {
  return sql`
    select distinct on (snapshot.host_id) snapshot.*, release.software_id, snapshot.day = ${day}::date as is_observed
    from snapshot
    join host on host.host_id = snapshot.host_id
    join release on release.release_id = snapshot.release_id
    where snapshot.day between ${addDays(day, -carriedDays)}::date and ${day}::date
      and (host.moved_at is null or host.moved_at >= ${endOf(day)})
      and (host.status <> 'refused' or snapshot.day = ${day}::date)
      and host.status <> 'wildcard'
    order by snapshot.host_id, snapshot.day desc`;
}

/** The newest visit of each host that was asked on a day or within the days that a value is carried. */
function newestVisits(day: UtcDay): RawBuilder<unknown> {
  return sql`
    select distinct on (visit.host_id) visit.host_id, visit.outcome, visit.visited_at from visit
    where visit.visited_at >= ${startOf(addDays(day, -carriedDays))} and visit.visited_at < ${endOf(day)}
    order by visit.host_id, visit.visited_at desc`;
}

const isFailureOn = (day: UtcDay) =>
  sql`visited.visited_at >= ${startOf(day)} and visited.outcome not in ('up', 'moved', 'robots-denied', 'opted-out', 'no-ipv6-route')`;

const figures = ['users_total', 'users_active_month', 'users_active_half_year', 'local_posts'] as const;

const counted = sql`newest.quarantine_rule is null`;

const sums = sql.join([
  sql`count(distinct newest.host_id) filter (where newest.is_observed and ${counted})`,
  sql`count(distinct newest.host_id) filter (where not newest.is_observed and ${counted})`,
  ...figures.flatMap((figure) =>
    [sql`newest.is_observed`, sql`not newest.is_observed`].map(
      (part) => sql`coalesce(sum(newest.${sql.ref(figure)}) filter (where ${part} and ${counted}), 0)`,
    ),
  ),
]);

const columns = [
  'servers_observed',
  'servers_carried',
  ...figures.flatMap((figure) => [`${figure}_observed`, `${figure}_carried`]),
  'servers_known',
  'servers_refused',
  'servers_failed',
  'servers_quarantined',
];

const columnList = sql.join(columns.map((column) => sql.ref(column)));

/** Overwrites a row whose values changed, and notes when that happened to a finished day. */
function onChange(
  table: 'network_day' | 'software_day',
  key: RawBuilder<unknown>,
  now: Date,
): RawBuilder<unknown> {
  const compared = [...columns, 'partial'];
  const stored = sql.join(compared.map((column) => sql.ref(`${table}.${column}`)));
  const fresh = sql.join(compared.map((column) => sql.ref(`excluded.${column}`)));
  const set = sql.join(compared.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`));
  const values = (prefix: string) => sql.join(columns.map((column) => sql.ref(`${prefix}.${column}`)));
  return sql`on conflict (${key}) do update set ${set},
      revised_at = case when not ${sql.ref(`${table}.partial`)}
        and row(${values(table)}) is distinct from row(${values('excluded')}) then ${now}::timestamptz
        else ${sql.ref(`${table}.revised_at`)} end
    where row(${stored}) is distinct from row(${fresh})`;
}
