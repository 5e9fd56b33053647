import fc from 'fast-check';
import { expect, test } from 'vitest';
import { consecutive, outageDays } from '../../../db/model/outage-days.ts';
import { addDays, daysFromTo, type UtcDay } from '../../../db/model/utc-day.ts';

const outage = (from: string, to: string) => ({ beganAt: new Date(from), endedAt: new Date(to) });
const long = { hoursAtLeast: 3 };

test.for([
  ['none', [], []],
  ['one of less than three hours', [outage('2026-11-25T01:00Z', '2026-11-25T03:59Z')], []],
  [
    'one of exactly three',
    [outage('2026-11-25T01:00Z', '2026-11-25T04:00Z')],
    [['2026-11-25', '2026-11-25', 3]],
  ],
  [
    'three of one day, which come to a moment less than three hours',
    ['01', '08', '23'].map((hour) => outage(`2026-11-25T${hour}:00Z`, `2026-11-25T${hour}:59:59.999Z`)),
    [],
  ],
  [
    'two of one day, together five hours and a half',
    [outage('2026-11-25T10:00Z', '2026-11-25T13:00Z'), outage('2026-11-25T01:00Z', '2026-11-25T03:30Z')],
    [['2026-11-25', '2026-11-25', 5.5]],
  ],
  [
    'one that two workers noted, which counts once',
    [outage('2026-11-25T01:00Z', '2026-11-25T03:00Z'), outage('2026-11-25T01:05Z', '2026-11-25T03:10Z')],
    [],
  ],
  [
    'one over midnight, long on one side only',
    [outage('2026-11-25T23:00Z', '2026-11-26T04:00Z')],
    [['2026-11-26', '2026-11-26', 4]],
  ],
  [
    'one of three days',
    [outage('2026-11-25T12:00Z', '2026-11-27T12:00Z')],
    [['2026-11-25', '2026-11-27', 48]],
  ],
  [
    'one that ends at midnight and says nothing of the next day',
    [outage('2026-12-31T12:00Z', '2027-01-01T00:00Z')],
    [['2026-12-31', '2026-12-31', 12]],
  ],
  ['one that ended before it began', [outage('2026-11-25T12:00Z', '2026-11-25T01:00Z')], []],
] as const)('of outages: %s', ([, outages, expected]) => {
  expect(outageDays(outages, long).map(({ day, lastDay, hours }) => [day, lastDay, hours])).toEqual(expected);
});

test('days of outages are in order, apart from each other, and no day has more than its hours', () => {
  const start = Date.parse('2026-01-01T00:00:00Z');
  const any = fc
    .tuple(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: -5, max: 200 }))
    .map(([hour, length]) => ({
      beganAt: new Date(start + hour * 3_600_000),
      endedAt: new Date(start + (hour + length) * 3_600_000),
    }));
  fc.assert(
    fc.property(fc.array(any, { maxLength: 20 }), (outages) => {
      const spans = outageDays(outages, long);
      for (const [index, { day, lastDay, hours }] of spans.entries()) {
        const days = daysFromTo(day, lastDay).length;
        expect(hours).toBeGreaterThanOrEqual(3 * days);
        expect(hours).toBeLessThanOrEqual(24 * days);
        const next = spans[index + 1];
        if (next !== undefined) expect(next.day > addDays(lastDay, 1)).toBe(true);
      }
    }),
  );
});

test('neighbouring days become spans', () => {
  const days = ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-03'] as readonly string[];
  expect(consecutive(days as readonly UtcDay[])).toEqual([
    { from: '2026-02-27', to: '2026-03-01' },
    { from: '2026-03-03', to: '2026-03-03' },
  ]);
  expect(consecutive([])).toEqual([]);
});
