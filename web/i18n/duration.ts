import type { SiteFormatter } from './formatter.ts';

/** A part of a duration, such as 3 hours. */
export interface DurationPart {
  readonly value: number;
  readonly unit: 'day' | 'hour' | 'minute' | 'second';
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * A duration as people say it: its two largest units, the second only when it is not zero; seconds alone below a
 * minute, days from two days on. Rounded down; negative ones are 0 seconds.
 */
export function durationParts(ms: number): readonly DurationPart[] {
  if (ms >= 2 * dayMs) return largestTwo(ms, 'day', dayMs, 'hour', hourMs);
  if (ms >= hourMs) return largestTwo(ms, 'hour', hourMs, 'minute', minuteMs);
  if (ms >= minuteMs) return [{ value: Math.floor(ms / minuteMs), unit: 'minute' }];
  return [{ value: Math.max(0, Math.floor(ms / 1_000)), unit: 'second' }];
}

function largestTwo(
  ms: number,
  unit: DurationPart['unit'],
  unitMs: number,
  smaller: DurationPart['unit'],
  smallerMs: number,
): readonly DurationPart[] {
  const rest = Math.floor((ms % unitMs) / smallerMs);
  const first = { value: Math.floor(ms / unitMs), unit };
  return rest === 0 ? [first] : [first, { value: rest, unit: smaller }];
}

/** A duration in the reader's words: "3 hours 12 minutes". See {@link durationParts}. */
export function formatDuration(format: SiteFormatter, ms: number): string {
  return durationParts(ms)
    .map(({ value, unit }) => format.number(value, { style: 'unit', unit, unitDisplay: 'long' }))
    .join(' ');
}

/** How long ago an instant was, in milliseconds; 0 when it lies ahead, since another machine's clock may run ahead. */
export function msSince(at: Date, now: Date): number {
  return Math.max(0, now.getTime() - at.getTime());
}
