import { carriedDays as carriedDaysOfRollUp } from '../../../db/queries/counted-days.ts';
import type { DayNumber } from './day-number.ts';

/**
 * Days on which an instance was observed, from the first to the last, both included; between two observations within lie
 * no more than the carried days. One day alone is a span from itself to itself.
 */
export interface ObservedSpan {
  readonly from: DayNumber;
  readonly to: DayNumber;
  /**
   * The first day after `to` on which it stopped to count without falling silent: it moved, refused us, or was quarantined. Later
   * than `to`; absent: it did not. Without effect where it would have died earlier, or was observed earlier.
   */
  readonly leftOn?: DayNumber;
}

/** How long an instance counts without being observed, and until when we know. */
export interface LifeClock {
  /**
   * The last day that is over. What was observed later is left out: on the running day nobody is dead yet, since whoever has
   * not answered may still be asked.
   */
  readonly until: DayNumber;
  /** Default: `carriedDays` of the roll-up, 14. At least 0. */
  readonly carriedDays?: number;
  /**
   * Days on which we crawled nothing, ascending, each once: they do not count among the carried days, so that an outage of ours
   * of three weeks kills nobody. Default none, as in the roll-up, which counts every day of the calendar: only then is the number
   * of the living what `servers_observed + servers_carried` says, and where no run of idle days would have killed.
   */
  readonly idleDays?: readonly DayNumber[];
}

/** One uninterrupted time in which an instance counts. */
export interface LifeSpan {
  /** First day: the birth in the first span of an instance, a revival in each later one. */
  readonly from: DayNumber;
  /** The newest observation in it, `until` at the latest. */
  readonly lastSeen: DayNumber;
  /**
   * The first day on which it does not count any more; the day before is the last on which it does. With 14 carried days that
   * is 15 days after {@link lastSeen}, one more for each idle day between. Null: it counts still (right-censored).
   */
  readonly diedOn: DayNumber | null;
  /** It stopped to count on {@link diedOn} for another reason than silence ({@link ObservedSpan.leftOn}): no death. */
  readonly hasLeft?: true;
}

/** The days of an instance as spans of one day each; for those who have days, not spans. */
export function spansOfDays(days: Iterable<DayNumber>): readonly ObservedSpan[] {
  return [...days].map((day) => ({ from: day, to: day }));
}

/**
 * The life of one instance: it counts on a day on which it was observed, and on the {@link LifeClock.carriedDays} days after
 * it. Observed again before it has ceased to count, on the very day of its death too, it has not died.
 *
 * Birth is the first observation by us, not the day on which somebody set the server up.
 *
 * @param observed ascending, not overlapping.
 * @returns its spans in order; empty for an instance that was not observed by `until`.
 * @throws RangeError when spans are not whole days, or in another order.
 */
export function lifeOf(observed: readonly ObservedSpan[], clock: LifeClock): readonly LifeSpan[] {
  const { until, carriedDays = carriedDaysOfRollUp, idleDays = [] } = clock;
  const life: LifeSpan[] = [];
  let current: ObservedSpan | null = null;
  const endOf = (span: ObservedSpan) => endAfter(span, carriedDays, idleDays);
  let last = Number.NEGATIVE_INFINITY;
  for (const span of observed) {
    const isSpan = Number.isInteger(span.from) && Number.isInteger(span.to) && span.from <= span.to;
    if (!isSpan || span.from <= last)
      throw new RangeError(`${span.from} to ${span.to} after ${last} is no next span.`);
    last = span.to;
    if (span.from > until) break;
    const observedTo = { ...span, to: Math.min(span.to, until) };
    if (current !== null && span.from <= endOf(current).day) {
      current = { ...observedTo, from: current.from };
      continue;
    }
    if (current !== null) life.push(closed(current, endOf(current), until));
    current = observedTo;
  }
  return current === null ? life : [...life, closed(current, endOf(current), until)];
}

interface End {
  readonly day: DayNumber;
  readonly hasLeft: boolean;
}

function closed({ from, to }: ObservedSpan, end: End, until: DayNumber): LifeSpan {
  const hasEnded = end.day <= until;
  return {
    ...{ from, lastSeen: to, diedOn: hasEnded ? end.day : null },
    ...(hasEnded && end.hasLeft ? { hasLeft: true } : {}),
  };
}

function endAfter({ to, leftOn }: ObservedSpan, carriedDays: number, idleDays: readonly DayNumber[]): End {
  const death = deathAfter(to, carriedDays, idleDays);
  const hasLeft = leftOn !== undefined && leftOn < death;
  return { day: hasLeft ? leftOn : death, hasLeft };
}

/** The first day that is no carried day of an observation. */
function deathAfter(lastSeen: DayNumber, carriedDays: number, idleDays: readonly DayNumber[]): DayNumber {
  let death = lastSeen + carriedDays + 1;
  for (let place = firstAbove(idleDays, lastSeen); place < idleDays.length; place += 1) {
    if ((idleDays[place] ?? death) > death) break;
    death += 1;
  }
  return death;
}

/** Place of the first of ascending days that is later than `day`. */
function firstAbove(days: readonly DayNumber[], day: DayNumber): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle] ?? day) > day) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The births, revivals, deaths and departures of one day, and who is alive at its end. */
export interface VitalDay {
  readonly day: DayNumber;
  /** Instances that count on this day: those of the day before + births + revivals − deaths − departures, exactly. */
  readonly alive: number;
  readonly births: number;
  readonly revivals: number;
  /** Those that counted the day before and do not on this one, since they have been silent for too long. */
  readonly deaths: number;
  /** Those that counted the day before and do not on this one for another reason: moved, refusing, quarantined. */
  readonly departures: number;
}

/**
 * Counts lives by day. Who is to count at all is decided by which lives are given.
 *
 * @param lives of each instance, as {@link lifeOf} gives them for one `until` that is not before `to`.
 * @returns every day from `from` to `to`; empty when `to` is before `from`.
 */
export function countVitalDays(
  lives: Iterable<readonly LifeSpan[]>,
  { from, to }: { readonly from: DayNumber; readonly to: DayNumber },
): readonly VitalDay[] {
  const length = Math.max(0, to - from + 1);
  const births = new Float64Array(length);
  const revivals = new Float64Array(length);
  const deaths = new Float64Array(length);
  const departures = new Float64Array(length);
  const add = (counts: Float64Array, day: DayNumber) => {
    if (day >= from && day <= to) counts[day - from] = (counts[day - from] ?? 0) + 1;
  };
  let alive = 0;
  for (const life of lives) {
    for (const [index, span] of life.entries()) {
      add(index === 0 ? births : revivals, span.from);
      if (span.diedOn !== null) add(span.hasLeft === true ? departures : deaths, span.diedOn);
      if (span.from < from && (span.diedOn === null || span.diedOn >= from)) alive += 1;
    }
  }
  return Array.from({ length }, (_, index) => {
    const counted = {
      births: births[index] ?? 0,
      revivals: revivals[index] ?? 0,
      deaths: deaths[index] ?? 0,
      departures: departures[index] ?? 0,
    };
    alive += counted.births + counted.revivals - counted.deaths - counted.departures;
    return { day: from + index, alive, ...counted };
  });
}
