import type { UtcDay } from '../../db/model/utc-day.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { rollUpDay } from '../../db/writes/roll-up-days.ts';
import { takeStaleDay } from '../../db/writes/take-stale-day.ts';
import { reckonGrowthDays } from './growth-days.ts';
import { refreshVitalDays } from './vital-days.ts';

/**
 * Rolls up again every day that still sums what has been forgotten, with what is said of growth on it, one transaction a day,
 * oldest first; then who came and went. Nothing is lost when it is cut short: the days that are left wait for the next
 * call, of this process or another.
 *
 * @param stop ends after the day that is being summed.
 * @returns how many days were summed anew.
 */
export async function reviseDays(db: CensusDatabase, now: Date, stop?: AbortSignal): Promise<number> {
  let revised = 0;
  while (stop?.aborted !== true) {
    const day = await db.transaction().execute(async (trx): Promise<UtcDay | undefined> => {
      const stale = await takeStaleDay(trx);
      if (stale === undefined) return undefined;
      await rollUpDay(trx, stale, now);
      await reckonGrowthDays(trx, { first: stale, last: stale }, now);
      return stale;
    });
    if (day === undefined) break;
    revised += 1;
  }
  // Also when this call revised nothing: an earlier one may have been cut short before it came to this.
  if (stop?.aborted !== true) await refreshVitalDays(db, now);
  return revised;
}
