import { addDays, daysFromTo, type UtcDay, utcDayOf } from './utc-day.ts';

/** A time in which our own network failed, with a known end. */
export interface EndedOutage {
  readonly beganAt: Date;
  readonly endedAt: Date;
}

/** Consecutive days on which our own network failed for long. */
export interface OutageDays {
  readonly day: UtcDay;
  readonly lastDay: UtcDay;
  /** On all of these days together. */
  readonly hours: number;
}

const hourMs = 3_600_000;
const startOf = (day: UtcDay) => Date.parse(`${day}T00:00:00Z`);

/**
 * The days on which outages came to at least so many hours, neighbouring days as one; oldest first. Outages that overlap, as two
 * workers note them, count once.
 *
 * @param hoursAtLeast of a day, above 0.
 */
export function outageDays(
  outages: readonly EndedOutage[],
  { hoursAtLeast }: { readonly hoursAtLeast: number },
): readonly OutageDays[] {
  const msOfDay = new Map<UtcDay, number>();
  for (const { from, to } of disjoint(outages)) {
    for (const day of daysFromTo(utcDayOf(new Date(from)), utcDayOf(new Date(to)))) {
      const ms = Math.min(to, startOf(addDays(day, 1))) - Math.max(from, startOf(day));
      msOfDay.set(day, (msOfDay.get(day) ?? 0) + ms);
    }
  }
  const long = [...msOfDay].filter(([, ms]) => ms >= hoursAtLeast * hourMs).toSorted(byDay);
  return consecutive(long.map(([day]) => day)).map(({ from, to }) => {
    const ms = daysFromTo(from, to).reduce((sum, day) => sum + (msOfDay.get(day) ?? 0), 0);
    return { day: from, lastDay: to, hours: Math.round((ms / hourMs) * 10) / 10 };
  });
}

/** Neighbouring days as spans. */
export function consecutive(
  days: readonly UtcDay[],
): readonly { readonly from: UtcDay; readonly to: UtcDay }[] {
  const spans: { from: UtcDay; to: UtcDay }[] = [];
  for (const day of days) {
    const last = spans.at(-1);
    if (last !== undefined && addDays(last.to, 1) === day) last.to = day;
    else spans.push({ from: day, to: day });
  }
  return spans;
}

function byDay([left]: readonly [UtcDay, number], [right]: readonly [UtcDay, number]): number {
  return left < right ? -1 : 1;
}

/** The same time as spans that do not overlap, in order; what ends before it begins, by a clock that was set back, is none. */
function disjoint(
  outages: readonly EndedOutage[],
): readonly { readonly from: number; readonly to: number }[] {
  const spans: { from: number; to: number }[] = [];
  const ordered = outages
    .map(({ beganAt, endedAt }) => ({ from: beganAt.getTime(), to: endedAt.getTime() }))
    .filter(({ from, to }) => to > from)
    .toSorted((left, right) => left.from - right.from);
  for (const { from, to } of ordered) {
    const last = spans.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  }
  return spans;
}
