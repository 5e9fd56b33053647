import type { Formats } from 'next-intl';

/** Named formats of dates and numbers. Dates are days of a UTC calendar: a reader's zone never moves them. */
export const formats = {
  dateTime: {
    day: { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
    dayShort: { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
    dayOfYear: { day: 'numeric', month: 'short', timeZone: 'UTC' },
    monthLong: { month: 'long', year: 'numeric', timeZone: 'UTC' },
    month: { month: 'short', year: 'numeric', timeZone: 'UTC' },
    year: { year: 'numeric', timeZone: 'UTC' },
    instant: {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: 'UTC',
      timeZoneName: 'short',
    },
    /** Where a heading or a note says that times are UTC. */
    instantShort: {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: 'UTC',
    },
  },
  number: {
    share: { style: 'percent', maximumFractionDigits: 1 },
    change: { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' },
    /** Of a share so close to all that a rounded one would say all. */
    preciseShare: { style: 'percent', maximumFractionDigits: 2 },
    /** Of a threshold: 0.5, 1.25. */
    exact: { maximumFractionDigits: 6 },
    /** Of a contrast: 4.52. */
    ratio: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
    compact: { notation: 'compact', maximumSignificantDigits: 3 },
  },
} as const satisfies Formats;

/** The instant at which a UTC day (`YYYY-MM-DD`) begins, for the formatter. */
export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
