import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumberOf } from '../../../../crawler/census/growth/day-number.ts';
import { lifeOf, spansOfDays } from '../../../../crawler/census/growth/lives.ts';
import {
  kaplanMeier,
  type Lifetime,
  lifetimeOf,
  survivalAfter,
  survivalByCohort,
} from '../../../../crawler/census/growth/survival.ts';
import type { UtcDay } from '../../../../db/model/utc-day.ts';

const dead = (days: number): Lifetime => ({ days, isDead: true });
const living = (days: number): Lifetime => ({ days, isDead: false });

// Weeks of remission under 6-mercaptopurine (Freireich et al., Blood 21, 1963), the textbook case of this estimate.
const freireich = [
  ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map(dead),
  ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(living),
];

test('the trial of Freireich gives the survival, risk sets and intervals of the textbooks', () => {
  const curve = kaplanMeier(freireich);
  expect(curve).toMatchObject({ servers: 21, deaths: 9, medianDays: 23, followedDays: 35 });
  expect(curve.points.map(({ days, atRisk, deaths }) => [days, atRisk, deaths])).toEqual([
    [0, 21, 0],
    [6, 21, 3],
    [7, 17, 1],
    [10, 15, 1],
    [13, 12, 1],
    [16, 11, 1],
    [22, 7, 1],
    [23, 6, 1],
  ]);
  const rounded = curve.points.slice(1).map(({ survival }) => survival.toFixed(3));
  expect(rounded).toEqual(['0.857', '0.807', '0.753', '0.690', '0.627', '0.538', '0.448']);
  expect(curve.points[1]?.low).toBeCloseTo(0.62, 3);
  expect(curve.points[1]?.high).toBeCloseTo(0.952, 3);
  expect(curve.points.at(-1)?.low).toBeCloseTo(0.188, 3);
  expect(curve.points.at(-1)?.high).toBeCloseTo(0.68, 3);
});

test('nobody, nobody dead, everybody dead at once', () => {
  expect(kaplanMeier([])).toEqual({
    servers: 0,
    deaths: 0,
    points: [{ days: 0, atRisk: 0, deaths: 0, survival: 1, low: null, high: null }],
    followedDays: 0,
    medianDays: null,
  });
  const alive = kaplanMeier([living(5), living(9)]);
  expect(alive).toMatchObject({ deaths: 0, medianDays: null, followedDays: 9 });
  expect(alive.points).toHaveLength(1);
  expect(kaplanMeier([dead(15), dead(15)]).points.at(-1)).toEqual({
    ...{ days: 15, atRisk: 2, deaths: 2, survival: 0, low: null, high: null },
  });
  expect(kaplanMeier([dead(0), living(3)]).points.map(({ survival }) => survival)).toEqual([0.5]);
});

test.for([-1, Number.NaN, Number.POSITIVE_INFINITY])('%d days are no lifetime', (days) => {
  expect(() => kaplanMeier([living(3), dead(days)])).toThrow(RangeError);
});

const lifetimes = fc.array(fc.record({ days: fc.nat({ max: 400 }), isDead: fc.boolean() }), {
  maxLength: 150,
});

test('for any lifetimes survival lies between 0 and 1, never rises, and within its interval', () => {
  fc.assert(
    fc.property(lifetimes, (each) => {
      const { points, deaths } = kaplanMeier(each);
      expect(deaths).toBe(each.filter(({ isDead }) => isDead).length);
      let before = 1;
      for (const { survival, low, high } of points) {
        expect(survival).toBeLessThanOrEqual(before);
        expect(survival).toBeGreaterThanOrEqual(0);
        if (low !== null && high !== null) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(survival);
          expect(high).toBeGreaterThanOrEqual(survival);
          expect(high).toBeLessThanOrEqual(1);
        }
        before = survival;
      }
    }),
  );
});

test('when everybody was followed to the end, survival is the plain share of those who live longer', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 100 }), (days) => {
      const curve = kaplanMeier(days.map(dead));
      for (let age = 0; age <= 51; age += 1) {
        const share = days.filter((each) => each > age).length / days.length;
        expect(survivalAfter(curve, age)).toBeCloseTo(share, 12);
      }
    }),
  );
});

test('who is followed for a while only can raise survival, never lower it, against taking the end for a death', () => {
  fc.assert(
    fc.property(lifetimes, (each) => {
      const pessimist = kaplanMeier(each.map(({ days }) => dead(days)));
      const curve = kaplanMeier(each);
      for (const { days, survival } of curve.points)
        expect(survival).toBeGreaterThanOrEqual(survivalAfter(pessimist, days) - 1e-12);
    }),
  );
});

test('order changes nothing', () => {
  fc.assert(
    fc.property(lifetimes, (each) => {
      expect(kaplanMeier([...each].reverse())).toEqual(kaplanMeier(each));
    }),
  );
});

test('a lifetime ends with the first death, or with what we know', () => {
  const until = 200;
  const of = (days: readonly number[]) => lifetimeOf(lifeOf(spansOfDays(days), { until }), until);
  expect(of([100, 105])).toEqual({ days: 20, isDead: true });
  expect(of([100, 105, 190])).toEqual({ days: 20, isDead: true });
  expect(of([190])).toEqual({ days: 10, isDead: false });
  expect(of([])).toBeNull();
});

test('cohorts are months of birth; who was there on the first day is in none', () => {
  const on = (text: string) => dayNumberOf(text as UtcDay);
  const until = on('2026-04-30');
  const born = (...days: readonly string[]) => lifeOf(spansOfDays(days.map(on)), { until });
  const { cohorts, leftTruncated } = survivalByCohort(
    [
      born('2026-01-01'),
      born('2026-01-01', '2026-04-30'),
      born('2026-03-31'),
      born('2026-01-02'),
      born('2026-03-01', '2026-03-14', '2026-03-29', '2026-04-12', '2026-04-25'),
      born(),
    ],
    { firstDay: on('2026-01-01'), until },
  );
  expect(leftTruncated).toBe(2);
  expect(cohorts.map(({ month, servers, deaths }) => [month, servers, deaths])).toEqual([
    ['2026-01', 1, 1],
    ['2026-03', 2, 1],
  ]);
  expect(cohorts[1]?.points.at(-1)).toMatchObject({ days: 15, atRisk: 2, survival: 0.5 });
});
