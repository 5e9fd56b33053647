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
  await sql`
    create temporary table facet_sum on commit drop as
    select day, facet_set_id, ${sums}
    from ${countedDays(days)} as counted group by day, facet_set_id`.execute(trx);
  const columns = sql.join(columnNames.map((name) => sql.ref(name)));
  await sql`
    create temporary table fresh_figure on commit drop as
    with named as materialized (
      select facet_sum.*, software.name as software, facet_set.registrations, facet_set.class, facet_set.network_country,
        software.name || '/' || ${releaseSeries} as version,
        case when facet_set.languages is null or facet_set.languages = '{}' then array['']
          else array(select distinct lower(split_part(tag, '-', 1)) from unnest(facet_set.languages) as tag) end as languages
      from facet_sum join facet_set using (facet_set_id) join release using (release_id) join software using (software_id))
    select day::date, facet, value, ${columns} from (
      ${sql.join(
        [
          facetSums('software', sql`software`),
          facetSums('version', sql`version`),
          facetSums('registrations', sql`coalesce(registrations, '')`),
          facetSums('class', sql`class`),
          facetSums('country', sql`coalesce(network_country, '')`),
          facetSums('language', sql`language`, sql`, unnest(languages) as language`),
          networkSums(days),
        ],
        sql` union all `,
      )}) as fresh`.execute(trx);
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

/** Every column, computed over instances and a day. */
const sums = sql.join(
  Object.entries({
    servers_observed: sql`count(*) filter (where is_observed and not is_quarantined)`,
    servers_carried: sql`count(*) filter (where not is_observed and not is_quarantined)`,
    ...Object.fromEntries(
      summedFigures.flatMap((figure) => [
        [`${figure}_observed`, sumOf(figure, sql`is_observed and not is_quarantined`)],
        [`${figure}_carried`, sumOf(figure, sql`not is_observed and not is_quarantined`)],
      ]),
    ),
    servers_known: sql`count(*)`,
    servers_asked: sql`count(*) filter (where letter <> '-')`,
    servers_answered: sql`count(*) filter (where letter = 'a')`,
    servers_refused: sql`count(*) filter (where letter = 'r')`,
    servers_failed: sql`count(*) filter (where letter = 'f')`,
    servers_quarantined: sql`count(*) filter (where is_quarantined)`,
    users_total_quarantined: sumOf('users_total', sql`is_quarantined`),
    users_active_month_quarantined: sumOf('users_active_month', sql`is_quarantined`),
    servers_stating_active_month: sql`count(users_active_month) filter (where not is_quarantined)`,
  } satisfies Record<(typeof columnNames)[number], RawBuilder<unknown>>).map(
    ([name, value]) => sql`${value} as ${sql.ref(name)}`,
  ),
);

function sumOf(figure: string, where: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce(sum(${sql.ref(figure)}) filter (where ${where}), 0)`;
}

const summedAgain = sql.join(
  columnNames.map((name) => sql`least(sum(${sql.ref(name)}), ${greatest})::bigint as ${sql.ref(name)}`),
);

function facetSums(
  facet: string,
  value: RawBuilder<unknown>,
  more: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  return sql`select day, ${facet}::text as facet, ${value} as value, ${summedAgain}
    from named ${more} group by day, ${value}`;
}

/** The whole: a row also for a day on which nobody counts, and coverage over every host. */
function networkSums({ first, last }: DaysOfMonth): RawBuilder<unknown> {
  const overHosts = new Set<string>([
    'servers_known',
    'servers_asked',
    'servers_answered',
    'servers_refused',
    'servers_failed',
  ]);
  const values = columnNames.map((name) =>
    overHosts.has(name)
      ? sql`coalesce(covered.${sql.ref(name)}, 0)::bigint`
      : sql`least(coalesce(summed.${sql.ref(name)}, 0), ${greatest})::bigint`,
  );
  const summed = columnNames.map((name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`);
  return sql`
    select series.day::date, 'network', '', ${sql.join(values)}
    from generate_series(${first}::date, ${last}::date, interval '1 day') as series (day)
    left join (select day, ${sql.join(summed)} from facet_sum group by day) as summed on summed.day = series.day::date
    left join ${coveredHosts({ first, last })} as covered on covered.day = series.day::date`;
}

/**
 * How many hosts were known at the end of each day, asked on it, and with what success. Refused: those whose newest visit
 * of the last {@link carriedDays} days ended so, since a host that refuses is not asked daily.
 */
function coveredHosts({ first, last }: DaysOfMonth): RawBuilder<unknown> {
  const month = monthOf(first);
  const before = monthBefore(first);
  const length = sql`${before.length}::integer`;
  const places = sql`generate_series(${placeOf(first)}::integer, ${placeOf(last)}::integer) as n`;
  return sql`(
    select known.day, known.servers_known, asked.servers_asked, asked.servers_answered, asked.servers_failed,
      asked.servers_refused
    from (
      select first_days.day::date, (select count(*) from host
        where first_seen_at < (first_days.day::date + 1)::timestamp at time zone 'UTC'
          and status not in ('opted-out', 'wildcard')) as servers_known
      from generate_series(${first}::date, ${last}::date, interval '1 day') as first_days (day)) as known
    left join (
      select ${month}::date + n - 1 as day,
        count(*) filter (where substr(strip, ${length} + n, 1) <> '-') as servers_asked,
        count(*) filter (where substr(strip, ${length} + n, 1) = 'a') as servers_answered,
        count(*) filter (where substr(strip, ${length} + n, 1) = 'f') as servers_failed,
        count(*) filter (where has_refused and right(rtrim(substr(strip, ${length} + n - ${carriedDays}::integer,
          ${carriedDays}::integer + 1), '-'), 1) = 'r') as servers_refused
      from (
        select strip, strpos(strip, 'r') > 0 as has_refused from (
          select coalesce(left(before.coverage, ${length}), repeat('-', ${length}))
            || coalesce(here.coverage, repeat('-', 31)) as strip
          from (select * from host_month where month = ${month}::date) as here
          full join (select * from host_month where month = ${before.month}::date) as before using (host_id)
          join host using (host_id)
          where host.status not in ('opted-out', 'wildcard')) as joined) as strips
      cross join ${places}
      group by n) as asked using (day))`;
}
