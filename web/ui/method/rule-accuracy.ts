import type { UtcDay } from '../../../db/model/utc-day.ts';

/**
 * How well the quarantine rules did when they were last measured. `crawler/census/README.md` has the whole of it: a test compares the two.
 */
export const ruleAccuracy = {
  measuredOn: '2026-11-29' as UtcDay,
  /** Servers labelled by hand. */
  labelled: 163,
  /** Of them, those that the rules left out, and those of these that were labelled as implausible. */
  refused: 29,
  hits: 29,
  /** Share of the implausible servers that the rules found, and of their active users. */
  recallServers: 0.73,
  recallUsers: 0.9995,
  /** Honest servers that were simulated over a year without a false alarm, of so many kinds. */
  honestLives: 600,
  honestKinds: 22,
} as const;
