import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { UtcDay } from '../../../../db/model/utc-day.ts';
import { claimedMonths } from '../../../../web/charts/state/press-claim.ts';
import { timeChart } from '../../../../web/charts/state/time-chart.ts';

const file = join(import.meta.dirname, '../../../../crawler/archive/data/joinmastodon-statistics.csv');
const mastodon = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const cells = line.split(',');
    return { day: cells[0] as UtcDay, value: Number(cells[3]) };
  });

test("the months of the claim run from 356,682 to 2,624,121 in Mastodon's own series", () => {
  expect(claimedMonths(mastodon)).toEqual({
    lowest: { day: '2022-10-17', value: 356_682 },
    highest: { day: '2022-11-30', value: 2_624_121 },
  });
});

test('days outside October and November 2022 do not touch the claim', () => {
  expect(claimedMonths([{ day: '2022-12-03' as UtcDay, value: 2_536_166 }])).toBeNull();
});

test("the facts of Mastodon's series are those of its first, last and highest day", () => {
  const chart = timeChart([{ id: 'archive', points: mastodon }]);
  expect(chart).toMatchObject({
    kind: 'drawable',
    from: '2022-09-30',
    to: '2026-07-20',
    series: [
      {
        facts: {
          first: { value: 470_403 },
          last: { value: 722_334 },
          highest: { day: '2022-11-30', value: 2_624_121 },
          direction: 'rose',
        },
      },
    ],
  });
});
