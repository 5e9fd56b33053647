import { sql } from 'kysely';
import type { HostName } from '../../../db/model/host-name.ts';
import type { UtcDay } from '../../../db/model/utc-day.ts';
import { countedDays, type DaysOfMonth } from '../../../db/queries/counted-days.ts';
import type { CensusDatabase } from '../../../db/tables.ts';

/** What the census counts one name with on one day. */
export interface CountedName {
  readonly host: HostName;
  readonly day: UtcDay;
  readonly isObserved: boolean;
  readonly isQuarantined: boolean;
  /** Null: it does not say. */
  readonly usersActiveMonth: number | null;
}

/** Every name that counts, or is quarantined, on days of a month: what the total is a sum of. */
export async function countedByName(db: CensusDatabase, days: DaysOfMonth): Promise<readonly CountedName[]> {
  const { rows } = await sql<CountedName>`
    select host.name as host, counted.day, is_observed as "isObserved", is_quarantined as "isQuarantined",
      users_active_month as "usersActiveMonth"
    from ${countedDays(days)} as counted join host using (host_id)`.execute(db);
  return rows;
}
