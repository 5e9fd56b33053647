import type { UtcDay } from '../../db/model/utc-day.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { refreshUptime } from '../../db/writes/refresh-uptime.ts';
import { rollUpDay } from '../../db/writes/roll-up-day.ts';

/**
 * Recomputes the day figures of some days, one transaction a day, oldest first; then every instance's uptime as of now.
 * Idempotent; may run beside a crawl and beside itself.
 *
 * @param onDay told after each day, for progress.
 */
export async function rollUpDays(
  db: CensusDatabase,
  days: readonly UtcDay[],
  now: Date,
  onDay: (day: UtcDay) => void = () => undefined,
): Promise<void> {
  for (const day of days) {
    await db.transaction().execute((trx) => rollUpDay(trx, day, now));
    onDay(day);
  }
  await db.transaction().execute((trx) => refreshUptime(trx, now));
}
