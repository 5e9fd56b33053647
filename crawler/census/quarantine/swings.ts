import { quarantineRules } from '../../../db/model/quarantine-rules.ts';
import { daysBetween, type UtcDay } from '../../../db/model/utc-day.ts';

const { swingFactor, swingAtLeast, swings: swingsNeeded, withinDays } = quarantineRules.random.thresholds;

/** What is remembered of one figure's jumps up and down; JSON of a bounded size. */
export interface Swings {
  /** The newest value that is not zero. */
  readonly last: number | null;
  /** Which way the newest large jump went. */
  readonly direction: 'up' | 'down' | null;
  /** The days of the newest large jumps against the one before, oldest first; as many as the rule needs. */
  readonly days: readonly UtcDay[];
}

/** Of a figure of which nothing is known. */
export const noSwings: Swings = { last: null, direction: null, days: [] };

/**
 * Adds a day's value. Growth and decay go one way, a restart or a purge jumps once: only jumps that undo one another count.
 * A zero says that the server would not tell, as many do for a while, and is passed over.
 */
export function stepSwings(swings: Swings, value: number | null, day: UtcDay): Swings {
  if (value === null || value <= 0) return swings;
  const { last, direction } = swings;
  if (last === null) return { ...swings, last: value };
  const jumped =
    Math.abs(value - last) >= swingAtLeast.value &&
    Math.max(value, last) >= Math.min(value, last) * swingFactor.value;
  if (!jumped) return { ...swings, last: value };
  const way = value > last ? 'up' : 'down';
  const days = direction === null || direction === way ? swings.days : [...swings.days, day];
  return { last: value, direction: way, days: days.slice(-swingsNeeded.value) };
}

/** How often a figure turned round lately, when that is too often; null otherwise. */
export function tooManySwings({ days }: Swings, day: UtcDay): number | null {
  const lately = days.filter((each) => daysBetween(each, day) <= withinDays.value);
  return lately.length >= swingsNeeded.value ? lately.length : null;
}
