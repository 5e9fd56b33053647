import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChurnRecord, SurvivalRecord, VitalRecord } from '../../../../db/model/growth-records.ts';
import type { NetworkRecord } from '../../../../db/model/records.ts';
import {
  drawnCohorts,
  indexChart,
  lorenzChart,
  newestChurn,
  survivalChart,
  usersOfSmallest,
  vitalChart,
} from '../../../../web/charts/state/network-growth.ts';
import { shareSteps, valueTicks } from '../../../../web/charts/state/value-ticks.ts';
import { xyPath } from '../../../../web/charts/state/xy-chart.ts';

const vital = (day: string, births: number, idle = false): VitalRecord => ({
  ...{ day, alive: 5, births, revivals: 0, deaths: 1, departures: 0, idle },
});
const cohort = (month: string, servers: number): SurvivalRecord => ({
  ...{ month, servers, deaths: 1, followed_days: 40, median_days: null },
  points: [
    { days: 0, at_risk: servers, deaths: 0, survival: 1, low: null, high: null },
    { days: 20, at_risk: servers, deaths: 1, survival: 0.8, low: 0.5, high: 0.9 },
  ],
});

test('births begin after the days of finding, and a day on which nobody was asked is a gap', () => {
  const days = [
    vital('2026-03-01', 400),
    vital('2026-03-02', 3),
    vital('2026-03-03', 0, true),
    vital('2026-03-04', 2),
  ];
  const chart = vitalChart(days, '2026-03-01');
  if (chart.kind !== 'drawable') throw new Error('There is something to draw.');
  expect(chart.series.map(({ id, runs }) => [id, runs.map((run) => run.map(({ value }) => value))])).toEqual([
    ['births', [[3], [2]]],
    ['deaths', [[1], [1]]],
  ]);
  expect(vitalChart(days.slice(0, 1), '2026-03-01').kind).toBe('no-data');
});

test('all that count are an index of the same first day as the same servers; without that day there is none', () => {
  const network = [
    { day: '2026-03-01', users_active_month: 50 },
    { day: '2026-03-02', users_active_month: 200 },
    { day: '2026-03-03', users_active_month: 300 },
  ] as unknown as readonly NetworkRecord[];
  const index = [
    { day: '2026-03-02', index: 100 },
    { day: '2026-03-03', index: null },
  ];
  const chart = indexChart(index, network);
  if (chart.kind !== 'drawable') throw new Error('There is something to draw.');
  expect(chart.unit).toBe('index');
  expect(chart.series.map(({ id, facts }) => [id, facts.first.value, facts.last.value])).toEqual([
    ['all', 100, 150],
    ['same', 100, 100],
  ]);
  expect(indexChart([], network).kind).toBe('no-data');
});

test('at most three months are drawn, and none of fewer than five servers; steps hold to the end of what is known', () => {
  const months = ['01', '02', '03', '04', '05', '06'].map((month, at) =>
    cohort(`2026-${month}-01`, at === 5 ? 4 : 9),
  );
  expect(drawnCohorts(months).map(({ month }) => month)).toEqual(['2026-01-01', '2026-03-01', '2026-05-01']);
  const chart = survivalChart(months.slice(0, 1));
  expect(chart?.xMax).toBe(40);
  expect(chart?.series.map((series) => xyPath(chart, series))).toEqual(['M0 0l500 0 0 200 500 0']);
  expect(survivalChart(months.slice(5))).toBeNull();
});

test('users of the smallest servers lie on the Lorenz curve, from none to all', () => {
  const curve = [
    { servers: 0, users: 0 },
    { servers: 0.5, users: 0.1 },
    { servers: 1, users: 1 },
  ];
  expect([0, 0.25, 0.5, 0.75, 1].map((share) => usersOfSmallest(curve, share))).toEqual([
    0, 0.05, 0.1, 0.55, 1,
  ]);
  expect(lorenzChart(curve)?.series.map(({ id }) => id)).toEqual(['equal', 'lorenz']);
  expect(lorenzChart(null)).toBeNull();
});

test('churn is shown of the newest month in which anything could die', () => {
  const row = (month: string, server_days: number) => ({ month, server_days }) as ChurnRecord;
  const rows = [row('2026-01-01', 5), row('2026-02-01', 3), row('2026-02-01', 0), row('2026-03-01', 0)];
  expect(newestChurn(rows)).toEqual(rows.slice(1, 3));
  expect(newestChurn([])).toEqual([]);
});

test('marks of shares reach the highest share, and are whole per cents or more', () => {
  expect(valueTicks(0.35, shareSteps)).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
  expect(valueTicks(0, shareSteps)).toEqual([0, 1]);
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1, noNaN: true }), (highest) => {
      const ticks = valueTicks(highest, shareSteps);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest * (1 - 1e-9));
      expect(ticks[1]).toBeGreaterThanOrEqual(0.01);
      expect(ticks.length).toBeLessThanOrEqual(6);
    }),
  );
});
