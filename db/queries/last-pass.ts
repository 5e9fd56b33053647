import type { Kysely } from 'kysely';
import type { UtcDay } from '../model/utc-day.ts';
import type { Database } from '../tables.ts';

/** A moment at which no host was due and no visit was waiting. */
export interface Pass {
  readonly day: UtcDay;
  readonly completedAt: Date;
}

/** When was nothing left to visit, last? Null: never yet. */
export async function lastPass(db: Kysely<Database>): Promise<Pass | null> {
  const row = await db
    .selectFrom('pass')
    .select(['day', 'completed_at'])
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { day: row.day as UtcDay, completedAt: row.completed_at };
}
