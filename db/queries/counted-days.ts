import { type RawBuilder, sql } from 'kysely';
import { addDays, type UtcDay } from '../model/utc-day.ts';

/** An instance that does not answer counts with its newest value for this many days after it. */
export const carriedDays = 14;

/** Up to so many days, places of lists are read one by one. */
const fewDays = 4;

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
  const month = sql`${monthOf(first)}::date`;
  const before = monthBefore(first);
  const lengthBefore = sql`${before.length}::integer`;
  const places = (to: number) => sql`generate_series(${placeOf(first)}::integer, ${to}::integer) as n`;
  const figures = (of: (figure: string) => RawBuilder<unknown>) => sql.join(summedFigures.map(of));
  const figuresOf = (table: string) => figures((figure) => sql.ref(`${table}.${figure}`));
  const valuesAt = (table: string, place: RawBuilder<unknown>) =>
    sql`${sql.ref(`${table}.facet_set_ids`)}[${place}] as facet_set_id,
      ${figures((figure) => sql`${sql.ref(`${table}.${figure}`)}[${place}] as ${sql.ref(figure)}`)}`;
  const isQuarantined = (day: RawBuilder<unknown>) => sql`coalesce(quarantined.days @> (${day}), false)`;
  // Of a month, each list is unpacked once; of few days, only these places.
  const reported =
    placeOf(last) - placeOf(first) < fewDays
      ? sql`(select n, ${valuesAt('here', sql`n`)} from ${places(placeOf(last))}) as reported`
      : sql`unnest(here.facet_set_ids, ${figuresOf('here')})
          with ordinality as reported (facet_set_id, ${figures((figure) => sql.ref(figure))}, n)`;
  return sql`(
    with quarantined as (
      select host_id, range_agg(daterange(from_day, to_day, '[]')) as days from quarantine group by host_id
    ), here as not materialized (
      select host_month.* from host_month join host using (host_id)
      where month = ${month} and host.status <> 'wildcard'
    ), before as not materialized (
      select host_month.* from host_month join host using (host_id)
      where month = ${before.month}::date and facet_set_ids is not null and host.status <> 'wildcard'
    ), observed as (
      select host_id, ${month} + n::integer - 1 as day, true as is_observed, substr(coverage, n::integer, 1) as letter,
        facet_set_id, ${figuresOf('reported')}, ${isQuarantined(sql`${month} + n::integer - 1`)} as is_quarantined
      from here left join quarantined using (host_id) cross join lateral ${reported}
      where here.facet_set_ids is not null and reported.facet_set_id is not null
        and n between ${placeOf(first)} and ${placeOf(last)} and substr(coverage, n::integer, 1) <> 'm'
    ), missing as (
      -- A day with the letter a was reported on, so most lists need not be unpacked.
      select here.*, n, back from here cross join ${places(placeOf(last))}
      left join lateral (
        select back from generate_series(1, least(n - 1, ${carriedDays}::integer)) as back
        where here.facet_set_ids[n - back] is not null order by back limit 1) as newest on true
      where substr(coverage, n, 1) <> 'a' and (here.facet_set_ids is null or here.facet_set_ids[n] is null)
    ), carried as (
      select host_id, ${month} + n - 1 as day, false as is_observed, substr(coverage, n, 1) as letter,
        ${valuesAt('missing', sql`n - back`)}, ${isQuarantined(sql`${month} + n - 1 - back`)} as is_quarantined
      from missing left join quarantined using (host_id)
      where back is not null and substr(coverage, n - back, back + 1) !~ '[mr]'
    ), silent as (
      select host_id, n, coverage from missing where back is null and n <= ${carriedDays}::integer
      union all
      select host_id, n, repeat('-', 31) from before
      cross join ${places(Math.min(placeOf(last), carriedDays))}
      where not exists (select from host_month as own where own.host_id = before.host_id and own.month = ${month})
    ), carried_over as (
      select host_id, ${month} + n - 1 as day, false as is_observed, substr(silent.coverage, n, 1) as letter,
        ${valuesAt('before', sql`${lengthBefore} + n - back`)},
        ${isQuarantined(sql`${month} + n - 1 - back`)} as is_quarantined
      from silent join before using (host_id)
      cross join lateral (
        select back from generate_series(n, ${carriedDays}::integer) as back
        where before.facet_set_ids[${lengthBefore} + n - back] is not null order by back limit 1) as newest
      left join quarantined using (host_id)
      where substr(left(before.coverage, ${lengthBefore}) || silent.coverage, ${lengthBefore} + n - back, back + 1) !~ '[mr]'
    )
    select * from observed union all select * from carried union all select * from carried_over)`;
}
