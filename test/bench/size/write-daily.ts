import { sql } from 'kysely';
import { addDays, type UtcDay } from '../../../db/model/utc-day.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import { recordHostDays } from '../../../db/writes/record-host-days.ts';
import { randomFor } from '../../fediverse/random.ts';

/** As few of all instances as a batch of the crawler's is. */
const writtenAtOnce = 100;

/**
 * Writes a month of some instances day by day through `recordHostDays`, in another order each day as visits come, with what
 * was loaded for an earlier month; vacuumed once a day, as autovacuum would. Shows what rows that grow leave behind.
 *
 * @param from first day of the loaded month, which is as long as the one that is written.
 */
export async function writeDaily(
  db: CensusDatabase,
  {
    from,
    to,
    instances,
    days,
  }: { readonly from: UtcDay; readonly to: UtcDay; readonly instances: number; readonly days: number },
): Promise<void> {
  const random = randomFor('write daily');
  for (let n = 0; n < days; n += 1) {
    const { rows } = await sql<Loaded>`
      select host_id, facet_set_id, provenance, users_total, users_active_month, users_active_half_year, local_posts,
        local_comments, peers_count
      from snapshot where month = ${from}::date and day = ${addDays(from, n)}::date and host_id <= ${instances}`.execute(
      db,
    );
    const visitedAt = new Date(`${addDays(to, n)}T12:00:00Z`);
    const shuffled = random.sample(rows, rows.length);
    for (let start = 0; start < shuffled.length; start += writtenAtOnce) {
      const batch = shuffled.slice(start, start + writtenAtOnce);
      await db.transaction().execute((trx) =>
        recordHostDays(
          trx,
          batch.map(({ host_id, ...reported }) => ({ hostId: host_id, visitedAt, outcome: 'up', reported })),
        ),
      );
    }
    await sql`vacuum host_month`.execute(db);
  }
}

type Loaded = { readonly host_id: number } & NonNullable<
  Parameters<typeof recordHostDays>[1][number]['reported']
>;
