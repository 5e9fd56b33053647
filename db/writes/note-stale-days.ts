import { sql } from 'kysely';
import type { CensusTransaction } from '../tables.ts';
import { carriedDays } from './roll-up-day.ts';

/**
 * Notes the days that are in the series and counted one of the hosts, observed or carried: they are to be rolled up again,
 * since these hosts count no longer, or count again.
 */
export async function noteStaleDays(trx: CensusTransaction, hostIds: readonly number[]): Promise<void> {
  await sql`
    insert into stale_day (day)
    select network_day.day from network_day, (
      select min(day) as first, max(day) as last from snapshot where host_id = any(${hostIds}::bigint[])) as counted
    where network_day.day between counted.first and counted.last + ${carriedDays}::integer`.execute(trx);
}
