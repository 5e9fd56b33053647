declare const utcDayBrand: unique symbol;

/** A day in UTC as `YYYY-MM-DD`; the grain of every snapshot and day figure. Sorts as text. */
export type UtcDay = string & { readonly [utcDayBrand]: true };

const millisecondsPerDay = 86_400_000;

/** The UTC day that holds an instant. */
export function utcDayOf(instant: Date): UtcDay {
  return instant.toISOString().slice(0, 10) as UtcDay;
}

/** Reads `YYYY-MM-DD`; undefined when it is not such a string or no real day (2023-02-29). */
export function parseUtcDay(raw: unknown): UtcDay | undefined {
  if (typeof raw !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(raw)) return undefined;
  const instant = new Date(`${raw}T00:00:00Z`);
  return Number.isNaN(instant.getTime()) || utcDayOf(instant) !== raw ? undefined : (raw as UtcDay);
}

/** The day that lies `days` later (earlier when negative). */
export function addDays(day: UtcDay, days: number): UtcDay {
  return utcDayOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * millisecondsPerDay));
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: UtcDay, to: UtcDay): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / millisecondsPerDay);
}

/** Every day from `from` to `to`, both included; empty when `to` is earlier. */
export function daysFromTo(from: UtcDay, to: UtcDay): UtcDay[] {
  const count = daysBetween(from, to) + 1;
  return count <= 0 ? [] : Array.from({ length: count }, (_, index) => addDays(from, index));
}
