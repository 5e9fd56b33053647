import { type Kysely, sql } from 'kysely';
import type { OutcomeKind } from '../model/outcome.ts';
import { utcDayOf } from '../model/utc-day.ts';
import type { Database } from '../tables.ts';

/** How often visits ended in one way. */
export interface OutcomeCount {
  readonly outcome: OutcomeKind;
  /** Since midnight, UTC. */
  readonly today: number;
  /** Within the 24 hours before. */
  readonly inDay: number;
}

/**
 * How did the visits of the running UTC day, and those of the last 24 hours, end? One entry an outcome that occurs in
 * either, the most common first. Reads a day of the index on `visited_at`, however old the census is.
 */
export async function outcomeCounts(db: Kysely<Database>, now: Date): Promise<readonly OutcomeCount[]> {
  // The running day began less than 24 hours ago: the longer span holds the shorter.
  const dayAgo = new Date(now.getTime() - 86_400_000);
  const midnight = new Date(`${utcDayOf(now)}T00:00:00Z`);
  return db
    .selectFrom('visit')
    .select((eb) => [
      'outcome',
      eb.fn.countAll<number>().filterWhere('visited_at', '>=', midnight).as('today'),
      eb.fn.countAll<number>().as('inDay'),
    ])
    .where('visited_at', '>', dayAgo)
    .groupBy('outcome')
    .orderBy('inDay', 'desc')
    .orderBy(sql`outcome`)
    .execute();
}
