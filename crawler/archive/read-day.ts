import { parseUtcDay, type UtcDay, utcDayOf } from '../../db/model/utc-day.ts';

/** Before the first federated server (identi.ca, 2008) there is nothing to count; and PostgreSQL knows no year 0. */
const firstDay = '2008-01-01' as UtcDay;

/** A UTC day (`2022-11-04`), or the UTC day of an instant with an offset; undefined when it is no day since 2008. */
export function readDay(raw: unknown): UtcDay | undefined {
  const text = typeof raw === 'string' ? raw.trim() : raw;
  const instant = readInstant(text);
  const day = instant === undefined ? parseUtcDay(text) : utcDayOf(instant);
  return day !== undefined && day >= firstDay ? day : undefined;
}

/** An instant with an offset (RFC 3339); undefined when it is none. */
export function readInstant(raw: unknown): Date | undefined {
  if (typeof raw !== 'string') return undefined;
  const parts = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.exec(
    raw.trim(),
  );
  // Date.parse turns 2022-02-30 into 2 March; a day that is in no calendar is refused instead.
  if (parts === null || parseUtcDay(parts[1]) === undefined) return undefined;
  const milliseconds = Date.parse(raw.trim());
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds);
}
