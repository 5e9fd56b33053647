import { sql } from 'kysely';
import type { CensusDatabase } from '../tables.ts';

/**
 * Visits are kept for this many days: uptime looks back 30, and an admin who asks what we did wants a season. What came of
 * them by day is kept for ever, in `host_month`.
 */
export const visitsKeptDays = 100;

const prunedAtOnce = 20_000;

/**
 * Deletes visits that are older than {@link visitsKeptDays}, some at a time, each time in a transaction of its own.
 *
 * @returns how many were deleted.
 */
export async function pruneVisits(db: CensusDatabase, now: Date): Promise<number> {
  let pruned = 0;
  for (;;) {
    const { numAffectedRows } = await sql`
      delete from visit where (host_id, visited_at) in (
        select host_id, visited_at from visit
        where visited_at < ${now}::timestamptz - ${visitsKeptDays}::integer * interval '1 day'
        order by visited_at limit ${prunedAtOnce})`.execute(db);
    const deleted = Number(numAffectedRows ?? 0n);
    pruned += deleted;
    if (deleted < prunedAtOnce) return pruned;
  }
}
