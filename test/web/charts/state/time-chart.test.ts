import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type UtcDay } from '../../../../db/model/utc-day.ts';
import { chartRows, plotRows, tableRows } from '../../../../web/charts/state/chart-rows.ts';
import { growthChart } from '../../../../web/charts/state/growth.ts';
import { linePath, lonePointsPath } from '../../../../web/charts/state/line-path.ts';
import { packRuns, unpackRuns } from '../../../../web/charts/state/packed-runs.ts';
import {
  curveLabelPlace,
  type DrawableChart,
  dayPosition,
  type TimeChart,
  type TimePoint,
  type TimeSeries,
  timeChart,
  valuePosition,
} from '../../../../web/charts/state/time-chart.ts';

const day = (text: string) => text as UtcDay;
const point = (text: string, value: number): TimePoint => ({ day: day(text), value });

function drawn(series: readonly TimeSeries[]): DrawableChart {
  return drawable(timeChart(series));
}

function drawable(chart: TimeChart): DrawableChart {
  if (chart.kind !== 'drawable') throw new Error('The chart has nothing to draw.');
  return chart;
}

const anyPoints = fc
  .uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 })
  .chain((offsets) =>
    fc.tuple(
      ...offsets.map((offset) =>
        fc.nat(5_000_000).map((value) => ({ day: addDays(day('2022-09-30'), offset), value })),
      ),
    ),
  );

test('no series, or series without points, give no chart', () => {
  expect(timeChart([])).toEqual({ kind: 'no-data' });
  expect(timeChart([{ id: 'own', points: [] }])).toEqual({ kind: 'no-data' });
});

test('a missing day splits a series into runs', () => {
  const chart = drawn([
    { id: 'own', points: [point('2026-03-01', 1), point('2026-03-02', 2), point('2026-03-05', 5)] },
  ]);
  expect(chart.series[0]?.runs.map((run) => run.map(({ value }) => value))).toEqual([[1, 2], [5]]);
  expect(chart.series[0]?.facts.gaps).toBe(1);
});

test('a zero is a value and not a gap', () => {
  const chart = drawn([
    { id: 'own', points: [point('2026-03-01', 1), point('2026-03-02', 0), point('2026-03-03', 1)] },
  ]);
  expect(chart.series[0]?.facts.gaps).toBe(0);
});

test('the facts name first, last and highest day, and the change between the first two', () => {
  const [series] = drawn([
    { id: 'own', points: [point('2026-01-01', 200), point('2026-01-02', 900), point('2026-01-03', 150)] },
  ]).series;
  expect(series?.facts).toEqual({
    first: point('2026-01-01', 200),
    last: point('2026-01-03', 150),
    highest: point('2026-01-02', 900),
    direction: 'fell',
    change: -0.25,
    gaps: 0,
  });
});

test('one day is told as a single day, and growth from zero has no percentage', () => {
  expect(drawn([{ id: 'own', points: [point('2026-01-01', 7)] }]).series[0]?.facts.direction).toBe('single');
  const [series] = drawn([{ id: 'own', points: [point('2026-01-01', 0), point('2026-01-02', 7)] }]).series;
  expect(series?.facts).toMatchObject({ direction: 'rose', change: null });
});

test('two series share one scale, from the earliest to the latest day and from zero to the highest value', () => {
  const chart = drawn([
    { id: 'archive', points: [point('2022-10-01', 2_600_000)] },
    { id: 'own', points: [point('2026-11-24', 150_000)] },
  ]);
  expect([chart.from, chart.to]).toEqual(['2022-10-01', '2026-11-24']);
  expect(chart.values).toEqual([0, 1_000_000, 2_000_000, 3_000_000]);
  expect(dayPosition(chart, day('2022-10-01'))).toBe(0);
  expect(dayPosition(chart, day('2026-11-24'))).toBe(1);
});

test('a chart of one day puts it in the middle', () => {
  const chart = drawn([{ id: 'own', points: [point('2026-01-01', 7)] }]);
  expect(dayPosition(chart, day('2026-01-01'))).toBe(0.5);
});

test('every point lies on the chart, every run is of consecutive days, and no point is lost', () => {
  fc.assert(
    fc.property(anyPoints, (points) => {
      const chart = drawn([{ id: 'own', points }]);
      const [series] = chart.series;
      expect(series?.runs.flat()).toEqual(points.toSorted((left, right) => (left.day < right.day ? -1 : 1)));
      for (const run of series?.runs ?? []) {
        expect(run.map((each) => each.day)).toEqual(
          run.map((_, index) => addDays(run[0]?.day as UtcDay, index)),
        );
      }
      for (const each of points) {
        expect(dayPosition(chart, each.day)).toBeGreaterThanOrEqual(0);
        expect(dayPosition(chart, each.day)).toBeLessThanOrEqual(1);
        expect(valuePosition(chart, each.value)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('packed runs unpack to what they were', () => {
  fc.assert(
    fc.property(anyPoints, (points) => {
      const [series] = drawn([{ id: 'own', points }]).series;
      expect(unpackRuns(packRuns(series?.runs ?? []))).toEqual(series?.runs);
    }),
  );
});

test('a line is broken where days are missing, and a lone day is a dot', () => {
  const chart = drawn([
    { id: 'own', points: [point('2026-03-01', 0), point('2026-03-02', 4), point('2026-03-05', 2)] },
  ]);
  const series = chart.series[0] as DrawableChart['series'][number];
  expect(linePath(chart, series)).toBe('M0 1000l250-1000');
  expect(lonePointsPath(chart, series)).toBe('M1000 500h0');
});

test('the rows of a plot hold an empty row in every gap, and no value of their own', () => {
  const series: TimeSeries = { id: 'own', points: [point('2026-03-01', 1), point('2026-03-09', 2)] };
  expect(plotRows(drawn([series]))).toEqual([
    { day: '2026-03-01', values: { own: 1 } },
    { day: '2026-03-02', values: {} },
    { day: '2026-03-09', values: { own: 2 } },
  ]);
});

test('a table lists the values that are drawn, a row a day', () => {
  fc.assert(
    fc.property(anyPoints, (points) => {
      const chart = drawn([{ id: 'own', points }]);
      const values = new Map(points.map((each) => [each.day, each.value]));
      expect(new Map(chartRows(chart).map((row) => [row.day, row.values.own]))).toEqual(values);
      expect(tableRows(chart)).toEqual({ grain: 'day', rows: chartRows(chart) });
    }),
  );
});

test('a long table has a row a month with the last value of each series in it', () => {
  const days = Array.from({ length: 120 }, (_, index) => addDays(day('2026-01-01'), index));
  const chart = drawn([
    { id: 'own', points: days.map((each, index) => ({ day: each, value: index })) },
    { id: 'archive', points: [point('2026-01-10', 99)] },
  ]);
  expect(tableRows(chart)).toEqual({
    grain: 'month',
    rows: [
      { day: '2026-01-01', values: { own: 30, archive: 99 } },
      { day: '2026-02-01', values: { own: 58 } },
      { day: '2026-03-01', values: { own: 89 } },
      { day: '2026-04-01', values: { own: 119 } },
    ],
  });
});

test('a curve is named beside its peak, or above its end when the peak lies at the end', () => {
  const early = drawn([{ id: 'own', points: [point('2026-01-01', 9), point('2026-01-02', 1)] }]);
  const late = drawn([{ id: 'own', points: [point('2026-01-01', 1), point('2026-01-02', 9)] }]);
  expect(early.series.map((series) => curveLabelPlace(early, series).side)).toEqual(['after']);
  expect(late.series.map((series) => curveLabelPlace(late, series).side)).toEqual(['above']);
});

test('a list that was taken once is one point of its own, without a line to anywhere', () => {
  const list = {
    source: 'instances.social',
    day: '2022-11-04',
    servers: 8_000,
    users_total: 4_000_000,
    users_active_month: 700_000,
    users_total_raw: 7_900_000_000,
    servers_quarantined: 1,
    quarantined: [{ domain: 'fake.net', rule: 'absurd' }],
  };
  const { series } = drawable(growthChart([], [list]));
  expect(series.map(({ id, runs }) => [id, runs])).toEqual([['archive', [[point('2022-11-04', 700_000)]]]]);
  expect(growthChart([], [{ ...list, users_active_month: null }])).toEqual({ kind: 'no-data' });
});
