import { sql } from 'kysely';
import type { CensusDatabase } from '../tables.ts';

/** Without a visit by anybody for so long, the census has paused. */
const pauseHours = 2;
/** Over so many hours the overdue hosts are spread. */
export const spreadHours = 6;

/**
 * After a pause, spreads the hosts that became due meanwhile over the next hours, in place of calling on all of them at
 * once: their servers share providers, and our own network is not made for it either. Hosts that were never visited wait
 * behind the others anyway. Does nothing while visits go on, in any process.
 *
 * @returns how many hosts were given a later time.
 */
export async function spreadOverdue(db: CensusDatabase, now: Date): Promise<number> {
  const result = await sql`
    update host set next_visit_at = ${now}::timestamptz + interval '1 hour' * ${spreadHours}::integer * random()
    where next_visit_at < ${now} and queued_at is null and last_visit_at is not null
      and not exists (
        select from visit where visited_at > ${now}::timestamptz - interval '1 hour' * ${pauseHours}::integer
          and visited_at <= ${now})`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}
