import { type RawBuilder, sql } from 'kysely';
import type { UtcDay } from '../model/utc-day.ts';
import { utcDayOf } from '../model/utc-day.ts';
import {
  carriedDays,
  countedDays,
  type DaysOfMonth,
  monthBefore,
  monthOf,
  placeOf,
  summedFigures,
} from '../queries/counted-days.ts';
import { releaseSeries } from '../queries/release-series.ts';
import type { CensusTransaction } from '../tables.ts';
import { storeDayFigures } from './store-day-figures.ts';

/**
 * Computes the day figures of the network, and of each value of each facet (`model/facets.ts`), for some UTC days of one
 * calendar month, and stores them. Idempotent: the same reports and visits give the same figures, and a row is only
 * touched when a value changes. A finished day whose values change gets `revised_at`; what they were is kept.
 *
 * What observed and carried mean is written at `countedDays`. What is quarantined counts in `…_quarantined` alone. Of the
 * network, hosts that are no instances are known, asked, refused and failed as well; of its parts, only instances that
 * count, or are quarantined, in them.
 *
 * @param now decides which days are over (`partial`).
 * @throws RangeError when the days are not of one month.
 */
export async function rollUpDays(trx: CensusTransaction, days: DaysOfMonth, now: Date): Promise<void> {
  if (monthOf(days.first) !== monthOf(days.last) || days.last < days.first)
    throw new RangeError(`${days.first} to ${days.last} are no days of one month.`);
  // Two workers that wrote the same rows in other orders would deadlock; the second finds nothing to change.
  await sql`select pg_advisory_xact_lock(hashtext('fedicensus roll-up'))`.execute(trx);
  await sql`set local work_mem = '64MB'`.execute(trx);
  await sql`
    create temporary table facet_sum on commit drop as
    select day, facet_set_id, is_observed, is_quarantined, letter, count(*) as servers,
      count(users_active_month) as stating, ${sql.join(summedFigures.map((figure) => sql`sum(${sql.ref(figure)}::float8) as ${sql.ref(figure)}`))}
    from ${countedDays(days)} as counted
    group by day, facet_set_id, is_observed, is_quarantined, letter`.execute(trx);
  await sql`
    create temporary table fresh_figure on commit drop as
    with part as (${partSums}), figure as (
      select day, facet, value, ${figureSums} from part group by day, facet, value)
    select * from figure where facet <> 'network'
    union all
    ${networkFigures(days)}`.execute(trx);
  await storeDayFigures(trx, { ...days, columns: columnNames, today: utcDayOf(now), now });
  await sql`drop table facet_sum, fresh_figure`.execute(trx);
}

/** {@link rollUpDays} of one day. */
export async function rollUpDay(trx: CensusTransaction, day: UtcDay, now: Date): Promise<void> {
  await rollUpDays(trx, { first: day, last: day }, now);
}

/** JavaScript reads no greater whole number exactly; only quarantined figures come near it. */
const greatest = sql`${Number.MAX_SAFE_INTEGER}::bigint`;

const columnNames = [
  'servers_observed',
  'servers_carried',
  ...summedFigures.flatMap((figure) => [`${figure}_observed`, `${figure}_carried`]),
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
 * Sums by part of the network and by what makes a difference to its figures. Facet sets are
 * named once each. Floating-point sums of whole numbers are exact below {@link greatest}, and stay above it once they are.
 */
const partSums = sql`
  with release_name as materialized (
    select release_id, software.name as software, software.name || '/' || ${releaseSeries} as version
    from release join software using (software_id)
  ), facet_name as materialized (
    select facet_set_id, software, version, coalesce(registrations, '') as registrations, class,
      coalesce(network_country, '') as country,
      case when languages is null or languages = '{}' then array['']
        else array(select distinct lower(split_part(tag, '-', 1)) from unnest(languages) as tag) end as languages
    from facet_set join release_name using (release_id)
    where facet_set_id in (select facet_set_id from facet_sum)
  ), named as materialized (
    select * from facet_sum join facet_name using (facet_set_id)
  )
  ${sql.join(
    [
      partsOf('network', sql`''`),
      partsOf('software', sql`software`),
      partsOf('version', sql`version`),
      partsOf('registrations', sql`registrations`),
      partsOf('class', sql`class`),
      partsOf('country', sql`country`),
      partsOf('language', sql`language`, sql`cross join unnest(languages) as language`),
    ],
    sql` union all `,
  )}`;

function partsOf(facet: string, value: RawBuilder<unknown>, more: RawBuilder<unknown> = sql``) {
  const sums = ['servers', 'stating', ...summedFigures].map(
    (name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`,
  );
  return sql`select day, ${facet}::text as facet, ${value} as value, is_observed, is_quarantined, letter, ${sql.join(sums)}
    from named ${more} group by 1, 3, 4, 5, 6`;
}

/** Every column, summed over the rows of a part of the network and a day. */
const figureSums = sql.join(
  Object.entries({
    servers_observed: sumOf('servers', sql`is_observed and not is_quarantined`),
    servers_carried: sumOf('servers', sql`not is_observed and not is_quarantined`),
    ...Object.fromEntries(
      summedFigures.flatMap((figure) => [
        [`${figure}_observed`, sumOf(figure, sql`is_observed and not is_quarantined`)],
        [`${figure}_carried`, sumOf(figure, sql`not is_observed and not is_quarantined`)],
      ]),
    ),
    servers_known: sumOf('servers', sql`true`),
    servers_asked: sumOf('servers', sql`letter <> '-'`),
    servers_answered: sumOf('servers', sql`letter = 'a'`),
    servers_refused: sumOf('servers', sql`letter = 'r'`),
    servers_failed: sumOf('servers', sql`letter = 'f'`),
    servers_quarantined: sumOf('servers', sql`is_quarantined`),
    users_total_quarantined: sumOf('users_total', sql`is_quarantined`),
    users_active_month_quarantined: sumOf('users_active_month', sql`is_quarantined`),
    servers_stating_active_month: sumOf('stating', sql`not is_quarantined`),
  } satisfies Record<(typeof columnNames)[number], RawBuilder<unknown>>).map(
    ([name, value]) => sql`${value} as ${sql.ref(name)}`,
  ),
);

function sumOf(column: string, where: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`least(coalesce(sum(${sql.ref(column)}) filter (where ${where}), 0), ${greatest})::bigint`;
}

/** The whole: a row also for a day on which nobody counts, and coverage over every host. */
function networkFigures(days: DaysOfMonth): RawBuilder<unknown> {
  const overHosts = new Set<string>([
    'servers_known',
    'servers_asked',
    'servers_answered',
    'servers_refused',
    'servers_failed',
  ]);
  const values = columnNames.map((name) => {
    const value = sql.ref(overHosts.has(name) ? `covered.${name}` : `figure.${name}`);
    return sql`coalesce(${value}, 0)::bigint`;
  });
  return sql`
    select covered.day, 'network', '', ${sql.join(values)}
    from ${coveredHosts(days)} as covered
    left join figure on figure.day = covered.day and figure.facet = 'network'`;
}

/**
 * How many hosts were known at the end of each day, asked on it, and with what success. Refused: those whose newest visit
 * of the last {@link carriedDays} days ended so, since a host that refuses is not asked daily.
 */
function coveredHosts({ first, last }: DaysOfMonth): RawBuilder<unknown> {
  const month = sql`${monthOf(first)}::date`;
  const before = monthBefore(first);
  const length = sql`${before.length}::integer`;
  const places = sql`generate_series(${placeOf(first)}::integer, ${placeOf(last)}::integer) as n`;
  return sql`(
    with visible as (
      select host_id, (first_seen_at at time zone 'UTC')::date as seen from host where status not in ('opted-out', 'wildcard')
    ), seen as materialized (
      select greatest(seen, ${first}::date) as day, count(*) as hosts from visible where seen <= ${last}::date group by 1
    ), here as materialized (
      select host_id, coverage, convert_to(coverage, 'UTF8') as letters from host_month join visible using (host_id)
      where month = ${month}
    ), letter as (
      select n, get_byte(letters, n - 1) as code, count(*) as hosts from here cross join ${places} group by 1, 2
    ), asked as (
      select ${month} + n - 1 as day, sum(hosts) filter (where code <> ascii('-')) as servers_asked,
        sum(hosts) filter (where code = ascii('a')) as servers_answered,
        sum(hosts) filter (where code = ascii('f')) as servers_failed
      from letter group by n
    ), refusing as (
      select host_id, coalesce(left(before.coverage, ${length}), repeat('-', ${length})) || coalesce(here.coverage, repeat('-', 31)) as strip
      from here full join (
        select host_id, coverage from host_month join visible using (host_id) where month = ${before.month}::date) as before
        using (host_id)
      where here.coverage like '%r%' or before.coverage like '%r%'
    ), refused as (
      select ${month} + n - 1 as day, count(*) as servers_refused from refusing cross join ${places}
      where right(rtrim(substr(strip, ${length} + n - ${carriedDays}::integer, ${carriedDays}::integer + 1), '-'), 1) = 'r'
      group by n)
    select series.day::date, (select sum(hosts) from seen where seen.day <= series.day) as servers_known,
      servers_asked, servers_answered, servers_failed, servers_refused
    from generate_series(${first}::date, ${last}::date, interval '1 day') as series (day)
    left join asked on asked.day = series.day left join refused on refused.day = series.day)`;
}
