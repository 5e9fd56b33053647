import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  adoptionOf,
  compareSeries,
  seriesOf,
  sharesBySeries,
  type VersionCount,
} from '../../../../crawler/census/growth/adoption.ts';

test.for([
  ['4.5.0', '4.5'],
  ['4.5.0+glitch', '4.5'],
  ['4.5.0-rc.2', '4.5'],
  ['v4.5', '4.5'],
  ['0.19.12-4-gd8445', '0.19'],
  ['2.9.0-compatible; Pleroma 2.9.1', '2.9'],
  ['2.7.2 (compatible; Akkoma 3.13.2)', '2.7'],
  ['2025.5', '2025.5'],
  ['2025.05.1', '2025.5'],
  ['2024.08-1571', '2024.8'],
  ['2025.12.0-beta.3', '2025.12'],
  ['20240905', '2024.9'],
  ['20249905', '20249905.0'],
  ['20240905.1', '20240905.1'],
  ['7', '7.0'],
  ['10.6.0.1', '10.6'],
  [' 6.4 ', '6.4'],
  ['unknown version', null],
  ['HEAD-1a2b3c', null],
  ['', null],
  [null, null],
  ['9'.repeat(400), null],
  [`1.${'9'.repeat(20)}`, null],
] as const)('%j is of the series %j', ([version, series]) => {
  expect(seriesOf(version)).toBe(series);
});

test('series are ordered by their numbers, not as text', () => {
  const ordered = ['0.9', '0.19', '1.0', '4.5', '4.10', '13.1', '2024.9', '2025.5', '2025.12'];
  expect([...ordered].reverse().sort(compareSeries)).toEqual(ordered);
  expect(() => compareSeries('none', '4.5')).toThrow(RangeError);
});

test('servers by series, the newest first, those that say no version last', () => {
  const versions: VersionCount[] = [
    ['4.9.1', 30],
    ['4.10.0+glitch', 5],
    [null, 3],
    ['4.9.0', 10],
    ['master', 2],
    ['4.8.0', 0],
  ];
  expect(sharesBySeries(versions)).toEqual([
    { series: '4.10', servers: 5, share: 0.1 },
    { series: '4.9', servers: 40, share: 0.8 },
    { series: null, servers: 5, share: 0.1 },
  ]);
  expect(sharesBySeries([])).toEqual([]);
});

test('any versions: no server is lost, shares add up to 1, order of input changes nothing', () => {
  const version = fc.option(
    fc.oneof(
      fc.string(),
      fc.tuple(fc.nat(30), fc.nat(30)).map((two) => two.join('.')),
    ),
  );
  const counts = fc.array(fc.tuple(version, fc.nat({ max: 1_000 })), { maxLength: 40 });
  fc.assert(
    fc.property(counts, (versions) => {
      const shares = sharesBySeries(versions);
      const all = versions.reduce((sum, [, servers]) => sum + servers, 0);
      expect(shares.reduce((sum, { servers }) => sum + servers, 0)).toBe(all);
      if (all > 0) expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10);
      expect(sharesBySeries([...versions].reverse())).toEqual(shares);
    }),
  );
});

describe('adoption', () => {
  const old = (servers: number): VersionCount => ['4.5.3', servers];
  const fresh = (servers: number): VersionCount => ['4.6.0', servers];

  test('a curve begins on the day the series is first seen and counts newer series along', () => {
    const days = [
      { day: 10, versions: [old(100)] },
      { day: 12, versions: [old(98), fresh(2)] },
      { day: 13, versions: [old(70), fresh(20), ['5.0.0', 10], [null, 900]] },
      { day: 16, versions: [['master', 4]] },
      { day: 20, versions: [old(40), fresh(40), ['5.0.0', 20]] },
    ] as const;
    expect(adoptionOf('4.6', days)).toEqual({
      series: '4.6',
      firstSeen: 12,
      isLeftCensored: false,
      points: [
        { days: 0, servers: 2, of: 100, share: 0.02 },
        { days: 1, servers: 30, of: 100, share: 0.3 },
        { days: 8, servers: 60, of: 100, share: 0.6 },
      ],
      daysToHalf: 8,
    });
    expect(adoptionOf('4.6', days, { minServers: 20 })).toMatchObject({ firstSeen: 13, daysToHalf: 7 });
    expect(adoptionOf('5.0', days)).toMatchObject({ firstSeen: 13, daysToHalf: null });
    expect(adoptionOf('6.0', days)).toMatchObject({ firstSeen: null, points: [], daysToHalf: null });
  });

  test('a series that was there from the first day on has no known age', () => {
    const days = [
      { day: 10, versions: [old(60), fresh(40)] },
      { day: 11, versions: [old(30), fresh(70)] },
    ];
    expect(adoptionOf('4.6', days)).toMatchObject({ isLeftCensored: true, firstSeen: 10, daysToHalf: null });
  });

  test('an older series is never less adopted than a newer one, on any day', () => {
    const counts = fc.array(
      fc.tuple(fc.constantFrom('4.4.1', '4.5.0', '4.6.0+glitch', '5.0', null), fc.nat({ max: 100 })),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 12 }), (days) => {
        const dated = days.map((versions, day) => ({ day, versions }));
        const byDay = (series: string) => {
          const { firstSeen, points } = adoptionOf(series, dated);
          return new Map(points.map(({ days: age, share }) => [(firstSeen ?? 0) + age, share]));
        };
        const [older, newer] = [byDay('4.5'), byDay('4.6')];
        for (const [day, share] of newer) expect(older.get(day)).toBeGreaterThanOrEqual(share);
      }),
    );
  });
});
