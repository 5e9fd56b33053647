import { utcDayOf } from '../model/utc-day.ts';
import type { CensusDatabase } from '../tables.ts';

/** Notes that no host is due and no visit waits: everything has been visited that was to be. */
export async function recordPass(db: CensusDatabase, completedAt: Date): Promise<void> {
  await db
    .insertInto('pass')
    .values({ day: utcDayOf(completedAt), completed_at: completedAt })
    .onConflict((conflict) => conflict.column('day').doUpdateSet({ completed_at: completedAt }))
    .execute();
}
