import { sql } from 'kysely';
import type { UtcDay } from '../model/utc-day.ts';
import type { CensusDatabase } from '../tables.ts';

/** The finished days of the series. */
export interface FinishedSeries {
  /** The first day on which anything was observed. */
  readonly firstDay: UtcDay;
  /** The last day that is over and rolled up. */
  readonly throughDay: UtcDay;
  /** Days between on which nobody was asked, also those that are not in the series. */
  readonly idleDays: readonly UtcDay[];
  /** Another one whenever a day figure of these days has changed. */
  readonly fingerprint: string;
}

/** Which finished days does the series have? Undefined before the first of them on which anything was observed. */
export async function finishedSeries(db: CensusDatabase): Promise<FinishedSeries | undefined> {
  const { rows } = await sql<{
    first: UtcDay | null;
    last: UtcDay | null;
    idle: readonly UtcDay[];
    fingerprint: string;
  }>`
    with finished as (
      select day, servers_asked, servers_observed, servers_carried, servers_quarantined, users_active_month_observed, computed_at
      from day_figure where facet = 'network' and value = '' and not partial
    ), ends as (
      select min(day) filter (where servers_observed > 0) as first, max(day) as last from finished
    )
    select first, last,
      array(select candidate::date from generate_series(first, last, interval '1 day') as candidate
        where not exists (select from finished where finished.day = candidate::date
          and (servers_asked > 0 or servers_observed > 0)) order by candidate) as idle,
      (select md5(coalesce(string_agg(finished::text, ',' order by day), ''))::uuid from finished) as fingerprint
    from ends`.execute(db);
  const { first = null, last = null, idle = [], fingerprint = '' } = rows[0] ?? {};
  if (first === null || last === null) return undefined;
  return { firstDay: first, throughDay: last, idleDays: idle, fingerprint };
}
