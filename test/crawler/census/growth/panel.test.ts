import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparePanel, linkDays, type Reports } from '../../../../crawler/census/growth/panel.ts';
import { chainIndex } from '../../../../db/model/chain-index.ts';
import type { UtcDay } from '../../../../db/model/utc-day.ts';
import { addDays } from '../../../../db/model/utc-day.ts';

const first = '2026-03-01' as UtcDay;
const day = (later: number) => addDays(first, later);
const of = (reports: Record<string, number | null>): Reports => new Map(Object.entries(reports));

test('only instances that stated the figure on both days are compared', () => {
  const then = of({ stays: 100, grows: 50, left: 1_000, silentLater: 7, silentBefore: null });
  const now = of({ stays: 100, grows: 80, came: 2_000, silentLater: null, silentBefore: 9 });
  expect(comparePanel(then, now)).toEqual({
    servers: 2,
    serversThen: 4,
    serversNow: 4,
    usersThen: 150,
    usersNow: 180,
    ratio: 1.2,
    growthRate: expect.closeTo(0.2, 12),
  });
});

test('from a base of zero there is no growth rate, and none from nothing to compare', () => {
  const zero = comparePanel(of({ a: 0 }), of({ a: 5 }));
  expect(zero).toMatchObject({ servers: 1, usersThen: 0, usersNow: 5, ratio: null, growthRate: null });
  expect(comparePanel(of({ a: 3 }), of({ b: 3 }))).toMatchObject({
    servers: 0,
    ratio: null,
    growthRate: null,
  });
  expect(comparePanel(of({ a: 4 }), of({ a: 0 }))).toMatchObject({ ratio: 0, growthRate: -1 });
});

test('wider discovery is no growth: the total doubles, the index stands', () => {
  const days = Array.from({ length: 10 }, (_, later) => ({
    day: day(later),
    reports: new Map(Array.from({ length: 10 + later * 10 }, (_each, index) => [index, 5] as const)),
  }));
  expect(chainIndex(linkDays(days)).map(({ index }) => index)).toEqual(Array<number>(10).fill(100));
});

test('a gap is bridged by one link from the day before it to the day after', () => {
  const links = linkDays([
    { day: day(0), reports: of({ a: 100 }) },
    { day: day(1), reports: of({ a: 110 }) },
    { day: day(2), reports: of({}) },
    { day: day(5), reports: of({ a: 121, b: 400 }) },
    { day: day(6), reports: of({ a: 121, b: 200 }) },
  ]);
  expect(links.map(({ from, to }) => [from, to])).toEqual([
    [day(0), day(1)],
    [day(1), day(5)],
    [day(5), day(6)],
  ]);
  const index = chainIndex(links);
  expect(index.map((point) => point.day)).toEqual([day(0), day(1), day(5), day(6)]);
  expect(index.map((point) => point.index)).toEqual([
    100,
    expect.closeTo(110, 9),
    expect.closeTo(121, 9),
    expect.closeTo((121 * 321) / 521, 9),
  ]);
});

test('a broken link ends the chain; a link around it goes on', () => {
  const broken = [
    { from: day(0), to: day(1), ratio: 2 },
    { from: day(1), to: day(2), ratio: null },
    { from: day(2), to: day(3), ratio: 2 },
    { from: day(1), to: day(4), ratio: 1.5 },
  ];
  expect(chainIndex(broken, 10)).toEqual([
    { day: day(0), index: 10 },
    { day: day(1), index: 20 },
    { day: day(2), index: null },
    { day: day(3), index: null },
    { day: day(4), index: 30 },
  ]);
  expect(chainIndex([])).toEqual([]);
  expect(linkDays([{ day: day(0), reports: of({ a: 1 }) }])).toEqual([]);
});

test('links that lead back, or to one day twice, are a mistake of the caller', () => {
  expect(() => chainIndex([{ from: day(1), to: day(1), ratio: 1 }])).toThrow(RangeError);
  const twice = { from: day(0), to: day(1), ratio: 1 };
  expect(() => chainIndex([twice, twice])).toThrow(RangeError);
  const reports = of({ a: 1 });
  const backwards = [
    { day: day(1), reports },
    { day: day(0), reports },
  ];
  expect(() => linkDays(backwards)).toThrow(RangeError);
});

const figures = fc.array(fc.option(fc.nat({ max: 1_000_000 })), { minLength: 1, maxLength: 30 });
const reportsOf = (values: readonly (number | null)[]): Reports => new Map(values.entries());

test('for any two days, the panel backwards is the panel mirrored, and scale changes no ratio', () => {
  fc.assert(
    fc.property(figures, figures, fc.integer({ min: 2, max: 1_000 }), (before, after, factor) => {
      const [then, now] = [reportsOf(before), reportsOf(after)];
      const panel = comparePanel(then, now);
      const mirrored = comparePanel(now, then);
      expect([mirrored.servers, mirrored.usersThen, mirrored.usersNow]).toEqual([
        ...[panel.servers, panel.usersNow, panel.usersThen],
      ]);
      const times = (values: readonly (number | null)[]) =>
        reportsOf(values.map((value) => (value === null ? null : value * factor)));
      const scaled = comparePanel(times(before), times(after));
      if (panel.ratio === null) expect(scaled.ratio).toBeNull();
      else expect(scaled.ratio).toBeCloseTo(panel.ratio, 10);
    }),
  );
});

test('while nobody comes or goes, the chained index is the plain ratio to the first day', () => {
  const series = fc.integer({ min: 1, max: 12 }).chain((servers) =>
    fc.array(fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: servers, maxLength: servers }), {
      minLength: 2,
      maxLength: 20,
    }),
  );
  fc.assert(
    fc.property(series, fc.integer({ min: 1, max: 5 }), (days, step) => {
      const dated = days.map((values, index) => ({ day: day(index * step), reports: reportsOf(values) }));
      const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
      const base = sum(days[0] ?? []);
      const index = chainIndex(linkDays(dated));
      expect(index).toHaveLength(days.length);
      for (const [place, values] of days.entries())
        expect(index[place]?.index).toBeCloseTo((100 * sum(values)) / base, 6);
    }),
  );
});
