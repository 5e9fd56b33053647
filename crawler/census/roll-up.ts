import { addDays, type UtcDay } from '../../db/model/utc-day.ts';
import { type DaysOfMonth, monthOf } from '../../db/queries/counted-days.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { refreshUptime } from '../../db/writes/refresh-uptime.ts';
import { rollUpDays as rollUpMonth } from '../../db/writes/roll-up-days.ts';
import { reckonGrowthDays } from './growth-days.ts';
import { refreshVitalDays } from './vital-days.ts';

/**
 * Recomputes the day figures of some days and what is said of growth on them, a transaction for the days of a month each,
 * oldest first; then every instance's uptime as of now, and who came and went if a finished day has changed.
 * Idempotent; may run beside a crawl and beside itself.
 *
 * @param days in order.
 * @param onDays told after each month, for progress.
 */
export async function rollUpDays(
  db: CensusDatabase,
  days: readonly UtcDay[],
  now: Date,
  onDays: (done: DaysOfMonth) => void = () => undefined,
): Promise<void> {
  for (const span of spansOfMonths(days)) {
    await db.transaction().execute((trx) => rollUpMonth(trx, span, now));
    await db.transaction().execute((trx) => reckonGrowthDays(trx, span, now));
    onDays(span);
  }
  await db.transaction().execute((trx) => refreshUptime(trx, now));
  await refreshVitalDays(db, now);
}

/** Days in order as spans without a gap, none of which reaches over the end of a month. */
export function spansOfMonths(days: readonly UtcDay[]): readonly DaysOfMonth[] {
  const spans: DaysOfMonth[] = [];
  for (const day of days) {
    const last = spans.at(-1);
    const isNext =
      last !== undefined && addDays(last.last, 1) === day && monthOf(last.first) === monthOf(day);
    if (isNext) spans.splice(-1, 1, { first: last.first, last: day });
    else spans.push({ first: day, last: day });
  }
  return spans;
}
