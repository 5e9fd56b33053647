import { type RawBuilder, sql } from 'kysely';
import { addDays, type UtcDay } from '../model/utc-day.ts';

/** An instance that does not answer counts with its newest value for this many days after it. */
export const carriedDays = 14;

/** The first day of a day's month. */
export function monthOf(day: UtcDay): UtcDay {
  return `${day.slice(0, 8)}01` as UtcDay;
}

/** The month before a day's month: its first day, and how many days it has. */
export function monthBefore(day: UtcDay): { readonly month: UtcDay; readonly length: number } {
  const last = addDays(monthOf(day), -1);
  return { month: monthOf(last), length: placeOf(last) };
}

/** The day's number in its month, from 1: its place in the lists of `host_month`. */
export function placeOf(day: UtcDay): number {
  return Number(day.slice(8));
}

/** Figures that are summed. */
export const summedFigures = [
  'users_total',
  'users_active_month',
  'users_active_half_year',
  'local_posts',
] as const;

/** Days of one calendar month, both ends included. */
export interface DaysOfMonth {
  readonly first: UtcDay;
  readonly last: UtcDay;
}

/**
 * For `from`: what every instance counts with on each of some days, a row an instance and day: `host_id`, `day`,
 * `is_observed`, `letter` (coverage of the day), `facet_set_id`, the {@link summedFigures}, `is_quarantined`.
 *
 * Observed: it reported on that day. Carried: it did not, and counts with its newest report of the {@link carriedDays} days
 * before, unless it has moved or refused us since. Whether a report is quarantined is a matter of the day on which it
 * was made. A day on which it was found to have moved counts for nothing. Hosts below a domain that answers to any name
 * count nowhere.
 */
export function countedDays({ first, last }: DaysOfMonth): RawBuilder<unknown> {
  const month = monthOf(first);
  const before = monthBefore(first);
  const lengthBefore = sql`${before.length}::integer`;
  const figures = (name: (figure: string) => RawBuilder<unknown>) => sql.join(summedFigures.map(name));
  return sql`(
    with quarantined as (
      select host_id, range_agg(daterange(from_day, to_day, '[]')) as days from quarantine group by host_id
    ), here as (
      select host_month.*, quarantined.days as quarantined_days from host_month
      join host using (host_id) left join quarantined using (host_id)
      where month = ${month}::date and facet_set_ids is not null and host.status <> 'wildcard'
    ), observed as (
      select host_id, ${month}::date + n::integer - 1 as day, true as is_observed,
        substr(coverage, n::integer, 1) as letter, facet_set_id, ${figures((figure) => sql.ref(figure))},
        coalesce(quarantined_days @> (${month}::date + n::integer - 1), false) as is_quarantined
      from (
        select host_id, coverage, quarantined_days, reported.* from here, unnest(facet_set_ids, ${figures(
          (figure) => sql.ref(`here.${figure}`),
        )})
          with ordinality as reported (facet_set_id, ${figures((figure) => sql.ref(figure))}, n)) as unnested
      where facet_set_id is not null and n between ${placeOf(first)} and ${placeOf(last)}
        and substr(coverage, n::integer, 1) <> 'm'
    ), missing as (
      -- Both months in one strip of 62 places, so that a place before the first of the month is one of the month before.
      select host_id, here.coverage as coverage_here, before.coverage as coverage_before, n,
        here.facet_set_ids as ids_here, before.facet_set_ids as ids_before,
        ${figures((figure) => sql`here.${sql.ref(figure)} as ${sql.ref(`${figure}_here`)}, before.${sql.ref(figure)} as ${sql.ref(`${figure}_before`)}`)}
      from (select * from host_month where month = ${month}::date) as here
      full join (
        select * from host_month where month = ${before.month}::date
          and facet_set_ids is not null) as before using (host_id)
      join host using (host_id)
      cross join generate_series(${placeOf(first)}::integer, ${placeOf(last)}::integer) as n
      where host.status <> 'wildcard' and coalesce(here.facet_set_ids, before.facet_set_ids) is not null
        and here.facet_set_ids[n] is null
    ), carried as (
      select missing.host_id, ${month}::date + n - 1 as day, false as is_observed,
        coalesce(substr(coverage_here, n, 1), '-') as letter,
        case when back < n then ids_here[n - back] else ids_before[${lengthBefore} + n - back] end as facet_set_id,
        ${figures(
          (figure) => sql`case when back < n then ${sql.ref(`${figure}_here`)}[n - back]
          else ${sql.ref(`${figure}_before`)}[${lengthBefore} + n - back] end as ${sql.ref(figure)}`,
        )},
        coalesce(quarantined.days @> (${month}::date + n - 1 - back), false) as is_quarantined
      from missing
      cross join lateral (
        select back from generate_series(1, ${carriedDays}::integer) as back
        where case when back < n then ids_here[n - back] else ids_before[${lengthBefore} + n - back] end is not null
        order by back limit 1) as newest
      left join quarantined on quarantined.host_id = missing.host_id
      where substr(coalesce(left(coverage_before, ${lengthBefore}), repeat('-', ${lengthBefore}))
          || coalesce(coverage_here, repeat('-', 31)), ${lengthBefore} + n - back, back + 1) !~ '[mr]'
    )
    select * from observed union all select * from carried)`;
}
