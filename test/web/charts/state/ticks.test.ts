import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type UtcDay } from '../../../../db/model/utc-day.ts';
import { calendarTicks } from '../../../../web/charts/state/calendar-ticks.ts';
import { valueTicks } from '../../../../web/charts/state/value-ticks.ts';

const day = (text: string) => text as UtcDay;

test.for([
  ['2026-03-01', '2026-03-01', 'day', ['2026-03-01']],
  ['2026-03-01', '2026-03-05', 'day', ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05']],
  // Mondays.
  ['2026-03-01', '2026-03-31', 'day', ['2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23', '2026-03-30']],
  ['2026-01-15', '2026-05-20', 'month', ['2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01']],
  [
    '2025-11-02',
    '2026-10-20',
    'month',
    ['2026-01-01', '2026-03-01', '2026-05-01', '2026-07-01', '2026-09-01'],
  ],
  ['2022-09-30', '2026-11-24', 'year', ['2023-01-01', '2024-01-01', '2025-01-01', '2026-01-01']],
] as const)('%s to %s is marked by %s', ([from, to, unit, ticks]) => {
  expect(calendarTicks(day(from), day(to))).toEqual({ unit, ticks });
});

test('any span has one to six marks within it, in order', () => {
  fc.assert(
    fc.property(fc.nat(20_000), fc.nat(20_000), (start, length) => {
      const from = addDays(day('1995-01-01'), start);
      const to = addDays(from, length);
      const { ticks } = calendarTicks(from, to);
      expect(ticks.length).toBeGreaterThanOrEqual(1);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.every((tick) => tick >= from && tick <= to)).toBe(true);
      expect(ticks).toEqual([...new Set(ticks)].sort());
    }),
  );
});

test.for([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [46_299, [0, 20_000, 40_000, 60_000]],
  [2_624_121, [0, 1_000_000, 2_000_000, 3_000_000]],
] as const)('values up to %d are marked at %j', ([highest, expected]) => {
  expect(valueTicks(highest)).toEqual(expected);
});

test('value marks begin at zero, reach the highest value, are whole numbers and few', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 50 }), (highest) => {
      const ticks = valueTicks(highest);
      expect(ticks[0]).toBe(0);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest);
      expect(ticks.every(Number.isInteger)).toBe(true);
      expect(ticks.length).toBeLessThanOrEqual(6);
    }),
  );
});
