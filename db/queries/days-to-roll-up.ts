import { sql } from 'kysely';
import type { UtcDay } from '../model/utc-day.ts';
import type { CensusDatabase } from '../tables.ts';

/**
 * Which days may have figures that are not final, for a run that began on `firstDay`? One row a day, oldest first: days
 * of the run on which something reported, even to a worker that has died since; finished days whose figures were last
 * computed before they ended; and the day before the run, if anything reported then, since a visit from before midnight
 * may be recorded after it.
 */
export async function daysToRollUp(
  db: CensusDatabase,
  firstDay: UtcDay,
  today: UtcDay,
): Promise<readonly UtcDay[]> {
  const { rows } = await sql<{ day: UtcDay }>`
    select candidate::date as day
    from generate_series(${firstDay}::date - 1, ${today}::date, interval '1 day') as candidate
    where exists (
      select from host_month where month = date_trunc('month', candidate)::date
        and facet_set_ids[extract(day from candidate)::integer] is not null)
    union
    select day from day_figure where facet = 'network' and partial and day < ${today}::date
    order by day`.execute(db);
  return rows.map(({ day }) => day);
}
