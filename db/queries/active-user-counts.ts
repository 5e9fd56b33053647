import { sql } from 'kysely';
import type { UtcDay } from '../model/utc-day.ts';
import type { CensusDatabase } from '../tables.ts';
import { countedDays, type DaysOfMonth } from './counted-days.ts';

/** So many instances have so many active users on a day. */
export interface ActiveUserCount {
  readonly day: UtcDay;
  readonly users: number;
  readonly servers: number;
}

/**
 * How many instances have how many active users on some days of one month? Those that count, observed or carried, and say
 * so; a row a day and number of users, by both. Far fewer rows than instances, as most have few users.
 */
export async function activeUserCounts(
  db: CensusDatabase,
  days: DaysOfMonth,
): Promise<readonly ActiveUserCount[]> {
  const { rows } = await sql<ActiveUserCount>`
    select day, users_active_month as users, count(*) as servers from ${countedDays(days)} as counted
    where not is_quarantined and users_active_month is not null
    group by day, users_active_month order by day, users_active_month`.execute(db);
  return rows;
}
