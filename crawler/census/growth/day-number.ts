import type { UtcDay } from '../../../db/model/utc-day.ts';
import { utcDayOf } from '../../../db/model/utc-day.ts';

const millisecondsPerDay = 86_400_000;

/**
 * A UTC day as a whole number: days since 1970-01-01 (`day - date '1970-01-01'` in PostgreSQL). Millions of observed days are
 * compared and subtracted, which texts are too slow for.
 */
export type DayNumber = number;

/** The number of a day. */
export function dayNumberOf(day: UtcDay): DayNumber {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / millisecondsPerDay);
}

/** The day of a number. */
export function dayOfNumber(number: DayNumber): UtcDay {
  return utcDayOf(new Date(number * millisecondsPerDay));
}

/** The calendar month, `YYYY-MM`, in which a day lies. */
export function monthOf(number: DayNumber): string {
  return dayOfNumber(number).slice(0, 7);
}
