import { addDays, type UtcDay } from '../../../db/model/utc-day.ts';
import type { TimePoint } from './time-chart.ts';

/** A run of consecutive days as its first day and the values from there on: a tenth of the characters. */
export type PackedRun = readonly [from: UtcDay, values: readonly number[]];

/** Packs runs for the way to the browser; see {@link unpackRuns}. */
export function packRuns(runs: readonly (readonly TimePoint[])[]): readonly PackedRun[] {
  return runs.flatMap((run): PackedRun[] => {
    const [first] = run;
    return first === undefined ? [] : [[first.day, run.map(({ value }) => value)]];
  });
}

/** The inverse of {@link packRuns}. */
export function unpackRuns(packed: readonly PackedRun[]): readonly (readonly TimePoint[])[] {
  return packed.map(([from, values]) => values.map((value, index) => ({ day: addDays(from, index), value })));
}
