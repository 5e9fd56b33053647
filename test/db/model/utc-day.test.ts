import { expect, test } from 'vitest';
import { addDays, daysBetween, daysFromTo, parseUtcDay, utcDayOf } from '../../../db/model/utc-day.ts';

test.for(['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '2026-01-01T00:00:00Z', '', null, 20260101])(
  '%j is no day',
  (raw) => {
    expect(parseUtcDay(raw)).toBeUndefined();
  },
);

test('a day belongs to UTC, whatever the zone of the instant', () => {
  expect(utcDayOf(new Date('2026-03-29T01:30:00+02:00'))).toBe('2026-03-28');
});

test('days are counted over leap days and changes of summer time', () => {
  const day = parseUtcDay('2028-02-28');
  if (day === undefined) throw new Error('not a day');
  expect(addDays(day, 2)).toBe('2028-03-01');
  expect(daysBetween(day, addDays(day, 366))).toBe(366);
  expect(daysFromTo(day, addDays(day, 1))).toEqual(['2028-02-28', '2028-02-29']);
  expect(daysFromTo(day, addDays(day, -1))).toEqual([]);
});
