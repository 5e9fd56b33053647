import { addDays, daysBetween, type UtcDay } from '../../../db/model/utc-day.ts';

/** Days to mark on a time axis, and how precisely to name them. */
export interface CalendarTicks {
  readonly unit: 'day' | 'month' | 'year';
  readonly ticks: readonly UtcDay[];
}

interface Step {
  readonly unit: CalendarTicks['unit'];
  readonly every: number;
}

/** Steps that a calendar has names for, finest first. Weeks begin on Monday. */
const steps: readonly Step[] = [
  ...[1, 2, 7, 14].map((every) => ({ unit: 'day' as const, every })),
  ...[1, 2, 3, 6].map((every) => ({ unit: 'month' as const, every })),
  ...[1, 2, 5, 10, 20, 50].map((every) => ({ unit: 'year' as const, every })),
];

/** A Monday, from which weeks are counted. */
const someMonday = '2024-01-01' as UtcDay;

/**
 * Marks on the finest calendar step that needs at most `most` of them. Every mark is the first day of its step, so
 * none lies before `from`; a span without one is marked at its first day.
 */
export function calendarTicks(from: UtcDay, to: UtcDay, most = 6): CalendarTicks {
  for (const step of steps) {
    const ticks = ticksOf(step, from, to, most);
    if (ticks !== null) return { unit: step.unit, ticks: ticks.length === 0 ? [from] : ticks };
  }
  return { unit: 'year', ticks: [from] };
}

/** Null when there are more than `most`. */
function ticksOf(step: Step, from: UtcDay, to: UtcDay, most: number): UtcDay[] | null {
  const ticks: UtcDay[] = [];
  for (let tick = firstTick(step, from); tick <= to; tick = nextTick(step, tick)) {
    if (ticks.length === most) return null;
    ticks.push(tick);
  }
  return ticks;
}

function firstTick({ unit, every }: Step, from: UtcDay): UtcDay {
  if (unit === 'day') {
    const past = daysBetween(someMonday, from) % every;
    return addDays(from, past === 0 ? 0 : past > 0 ? every - past : -past);
  }
  const months = unit === 'year' ? every * 12 : every;
  const index = monthIndex(from);
  const floor = monthStart(index - (index % months));
  return floor >= from ? floor : monthStart(index - (index % months) + months);
}

function nextTick({ unit, every }: Step, tick: UtcDay): UtcDay {
  if (unit === 'day') return addDays(tick, every);
  return monthStart(monthIndex(tick) + (unit === 'year' ? every * 12 : every));
}

/** Months since the year 0. */
function monthIndex(day: UtcDay): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function monthStart(index: number): UtcDay {
  const year = String(Math.floor(index / 12)).padStart(4, '0');
  const month = String((index % 12) + 1).padStart(2, '0');
  return `${year}-${month}-01` as UtcDay;
}
