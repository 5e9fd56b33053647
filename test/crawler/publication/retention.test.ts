import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysToDelete, keptFolders } from '../../../crawler/publication/retention.ts';
import { addDays, type UtcDay } from '../../../db/model/utc-day.ts';

const daysFrom = (first: string, count: number) =>
  Array.from({ length: count }, (_, index) => addDays(first as UtcDay, index));

test('the newest thirty days stay, and of older ones the first of each month', () => {
  const deleted = daysToDelete(daysFrom('2026-01-01', 100));
  expect(deleted).not.toContain('2026-01-01');
  expect(deleted).not.toContain('2026-02-01');
  expect(deleted).not.toContain('2026-03-01');
  expect(deleted[0]).toBe('2026-01-02');
  expect(deleted.at(-1)).toBe('2026-03-11');
  expect(deleted).toHaveLength(100 - keptFolders - 3);
});

test('where the first of a month was never published, the first that was stays', () => {
  const days = [...daysFrom('2026-01-20', 5), ...daysFrom('2026-06-01', keptFolders)];
  expect(daysToDelete(days)).toEqual(daysFrom('2026-01-21', 4));
});

test('deleting every night keeps the same days as deleting once', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(400), { minLength: 1, maxLength: 120 }), (offsets) => {
      const days = offsets.toSorted((a, b) => a - b).map((offset) => addDays('2026-01-01' as UtcDay, offset));
      let nightly: UtcDay[] = [];
      for (const day of days) {
        nightly.push(day);
        const gone = new Set(daysToDelete(nightly));
        nightly = nightly.filter((each) => !gone.has(each));
      }
      const once = new Set(daysToDelete(days));
      expect(nightly).toEqual(days.filter((day) => !once.has(day)));
    }),
  );
});
