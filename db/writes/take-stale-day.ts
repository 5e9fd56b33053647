import { sql } from 'kysely';
import type { UtcDay } from '../model/utc-day.ts';
import type { CensusTransaction } from '../tables.ts';

/**
 * Takes the oldest day whose figures sum what has been forgotten since, or undefined when there is none. To be called in
 * the transaction that rolls the day up: what is forgotten meanwhile notes the day anew.
 */
export async function takeStaleDay(trx: CensusTransaction): Promise<UtcDay | undefined> {
  const { rows } = await sql<{ day: UtcDay }>`
    delete from stale_day where day = (select min(day) from stale_day) returning day`.execute(trx);
  return rows[0]?.day;
}
