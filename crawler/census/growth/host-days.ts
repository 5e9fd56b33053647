import { type SizeClass, sizeClasses, sizeClassOf } from '../../../db/model/size-class.ts';
import type { DayNumber } from './day-number.ts';
import type { LifeSpan, ObservedSpan } from './lives.ts';

/** One month of one host, as the census keeps it: every list has a place a day, in the order of the month. */
export interface HostMonth {
  /** Its first day. */
  readonly firstDay: DayNumber;
  /** A letter a day (`db/model/coverage.ts`). */
  readonly coverage: string;
  /** Not null on the days on which it reported; null: on none. */
  readonly reported: readonly (number | null)[] | null;
  /** Active users; null: stated on none. */
  readonly users: readonly (number | null)[] | null;
}

/** Days whose reports do not count, both ends included; null: without end. */
export interface QuarantinedSpan {
  readonly from: DayNumber;
  readonly to: DayNumber | null;
}

/** What one host reported and counts for, ascending by day. */
export interface HostDays {
  readonly spans: readonly ObservedSpan[];
  /** Active users on each day on which it was observed; null: not stated. */
  readonly users: ReadonlyMap<DayNumber, number | null>;
}

/**
 * The days on which a host was observed and counts, as the roll-up has it (`db/queries/counted-days.ts`): not those on which it was
 * found to have moved, nor those whose report is quarantined. Either, or a refusal, ends its counting at once.
 *
 * @param months of one host, ascending, each once.
 * @param until later days are left out.
 */
export function hostDaysOf(
  months: readonly HostMonth[],
  { quarantined, until }: { readonly quarantined: readonly QuarantinedSpan[]; readonly until: DayNumber },
): HostDays {
  const spans: ObservedSpan[] = [];
  const users = new Map<DayNumber, number | null>();
  const isQuarantined = (day: DayNumber) =>
    quarantined.some(({ from, to }) => from <= day && (to === null || day <= to));
  for (const month of months) {
    for (let place = 0; place < month.coverage.length; place += 1) {
      const day = month.firstDay + place;
      if (day > until) break;
      const letter = month.coverage[place];
      const hasReported = (month.reported?.[place] ?? null) !== null;
      const last = spans.at(-1);
      if (hasReported && letter !== 'm' && !isQuarantined(day)) {
        // Who refuses on the very day of a report counts on it, and is not carried.
        const left = letter === 'r' ? { leftOn: day + 1 } : {};
        if (last?.to === day - 1) spans.splice(-1, 1, { from: last.from, to: day, ...left });
        else spans.push({ from: day, to: day, ...left });
        users.set(day, month.users?.[place] ?? null);
      } else if ((letter === 'm' || letter === 'r' || hasReported) && last && last.leftOn === undefined)
        spans.splice(-1, 1, { ...last, leftOn: day });
    }
  }
  return { spans, users };
}

/** Counts, day by day, the instances of each size that could die: those that counted the day before. */
export class Exposure {
  readonly #from: DayNumber;
  readonly #until: DayNumber;
  /** By class, by day from `#from` on: how many more are at risk than the day before. */
  readonly #steps: ReadonlyMap<SizeClass, Float64Array>;

  /** Counts the days from `from` to `until`. */
  constructor({ from, until }: { readonly from: DayNumber; readonly until: DayNumber }) {
    this.#from = from;
    this.#until = until;
    const length = Math.max(0, until - from + 2);
    this.#steps = new Map(sizeClasses.map((size) => [size, new Float64Array(length)]));
  }

  /** Adds one instance: at each of its days at risk in the class of its newest report before. */
  add(life: readonly LifeSpan[], users: HostDays['users']): void {
    const reports = [...users];
    let index = 0;
    for (const { lastSeen, diedOn } of life) {
      for (; (reports[index]?.[0] ?? Number.POSITIVE_INFINITY) <= lastSeen; index += 1) {
        const [day, count] = reports[index] ?? [lastSeen, null];
        const next = reports[index + 1]?.[0];
        const last = day < lastSeen && next !== undefined ? next : (diedOn ?? this.#until);
        this.#step(sizeClassOf(count), day + 1, last);
      }
    }
  }

  #step(size: SizeClass, from: DayNumber, to: DayNumber): void {
    const steps = this.#steps.get(size);
    const first = Math.max(from, this.#from);
    const last = Math.min(to, this.#until);
    if (steps === undefined || first > last) return;
    steps[first - this.#from] = (steps[first - this.#from] ?? 0) + 1;
    steps[last + 1 - this.#from] = (steps[last + 1 - this.#from] ?? 0) - 1;
  }

  /** The counts. On `idleDays` nobody could die. */
  *atRisk(idleDays: readonly DayNumber[]) {
    const idle = new Set(idleDays);
    for (const [size, steps] of this.#steps) {
      let servers = 0;
      for (let day = this.#from; day <= this.#until; day += 1) {
        servers += steps[day - this.#from] ?? 0;
        if (servers > 0 && !idle.has(day)) yield { day, size, servers };
      }
    }
  }
}
