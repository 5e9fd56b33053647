import { type Kysely, sql } from 'kysely';
import type { PeerRefusal } from '../model/peer-refusals.ts';
import type { UtcDay } from '../model/utc-day.ts';
import type { Database } from '../tables.ts';

/** Adds to a day's count of names that are no hosts, by reason. */
export async function countRefusals(
  db: Kysely<Database>,
  day: UtcDay,
  refusals: ReadonlyMap<PeerRefusal, number>,
): Promise<void> {
  if (refusals.size === 0) return;
  // Sorted for the same reason as in add-hosts: one order of locks.
  const rows = [...refusals].sort(([a], [b]) => (a < b ? -1 : 1));
  await db
    .insertInto('host_name_refusal')
    .values(rows.map(([reason, names]) => ({ day, reason, names })))
    .onConflict((conflict) =>
      conflict
        .columns(['day', 'reason'])
        .doUpdateSet({ names: sql`host_name_refusal.names + excluded.names` }),
    )
    .execute();
}
