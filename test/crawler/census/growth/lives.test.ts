import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  countVitalDays,
  type LifeClock,
  lifeOf,
  spansOfDays,
} from '../../../../crawler/census/growth/lives.ts';
import { carriedDays } from '../../../../db/queries/counted-days.ts';

const life = (days: readonly number[], clock: LifeClock) => lifeOf(spansOfDays(days), clock);

test('an instance counts on the 14 days after its last answer, and is dead on the 15th', () => {
  expect(carriedDays).toBe(14);
  const alive = { from: 100, lastSeen: 100, diedOn: null };
  expect(life([100], { until: 100 })).toEqual([alive]);
  expect(life([100], { until: 114 })).toEqual([alive]);
  expect(life([100], { until: 115 })).toEqual([{ from: 100, lastSeen: 100, diedOn: 115 }]);
  expect(
    countVitalDays([life([100], { until: 116 })], { from: 99, to: 116 }).filter(
      ({ births, deaths }) => births + deaths > 0,
    ),
  ).toEqual([
    { day: 100, alive: 1, births: 1, revivals: 0, deaths: 0, departures: 0 },
    { day: 115, alive: 0, births: 0, revivals: 0, deaths: 1, departures: 0 },
  ]);
});

test('an answer on the very day of death comes in time; a day later it is a revival', () => {
  expect(life([100, 115], { until: 120 })).toEqual([{ from: 100, lastSeen: 115, diedOn: null }]);
  expect(life([100, 116], { until: 120 })).toEqual([
    { from: 100, lastSeen: 100, diedOn: 115 },
    { from: 116, lastSeen: 116, diedOn: null },
  ]);
});

test('what was observed after the last whole day is not known yet', () => {
  expect(life([100, 116], { until: 115 })).toEqual([{ from: 100, lastSeen: 100, diedOn: 115 }]);
  expect(life([116], { until: 115 })).toEqual([]);
  expect(lifeOf([{ from: 100, to: 130 }], { until: 110 })).toEqual([
    { from: 100, lastSeen: 110, diedOn: null },
  ]);
  expect(life([], { until: 115 })).toEqual([]);
});

test('an outage of ours of twenty days kills everybody by the calendar, and nobody when its days are idle', () => {
  const days = [...range(0, 9), ...range(30, 40)];
  expect(life(days, { until: 40 })).toHaveLength(2);
  expect(life(days, { until: 40, idleDays: range(10, 29) })).toEqual([
    { from: 0, lastSeen: 40, diedOn: null },
  ]);
  // Silent for 14 days of crawling around the outage: five before, nine after.
  const clock = { until: 60, idleDays: range(15, 34) };
  expect(life(range(0, 9), clock)).toEqual([{ from: 0, lastSeen: 9, diedOn: 44 }]);
});

test('nobody dies on an idle day', () => {
  expect(life([0], { until: 30, idleDays: [15] })).toEqual([{ from: 0, lastSeen: 0, diedOn: 16 }]);
  expect(life([0], { until: 30, idleDays: [15, 16, 20] })).toEqual([{ from: 0, lastSeen: 0, diedOn: 17 }]);
  expect(life([0], { until: 15, idleDays: [15] })).toEqual([{ from: 0, lastSeen: 0, diedOn: null }]);
});

test.for([
  [
    'not in order',
    [
      { from: 5, to: 5 },
      { from: 4, to: 4 },
    ],
  ],
  [
    'twice',
    [
      { from: 5, to: 5 },
      { from: 5, to: 5 },
    ],
  ],
  [
    'overlapping',
    [
      { from: 1, to: 5 },
      { from: 3, to: 8 },
    ],
  ],
  ['backwards', [{ from: 5, to: 4 }]],
  ['half a day', [{ from: 0.5, to: 4 }]],
] as const)('spans that are %s are a mistake of the caller', ([, spans]) => {
  expect(() => lifeOf(spans, { until: 20 })).toThrow(RangeError);
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

const horizon = 60;
const someDays = fc
  .uniqueArray(fc.nat({ max: horizon }), { maxLength: 12 })
  .map((days) => days.sort((a, b) => a - b));
const population = fc.array(someDays, { maxLength: 15 });
const carried = fc.oneof(fc.constant(14), fc.integer({ min: 0, max: 20 }));

/** Says of one day, by the words of the definition alone, whether an instance counts. */
function countsOn(
  day: number,
  observed: readonly number[],
  carriedFor: number,
  idle: readonly number[],
): boolean {
  return observed.some((seen) => {
    if (seen > day) return false;
    const silent = range(seen + 1, day).filter((each) => !idle.includes(each)).length;
    return seen === day || silent <= carriedFor;
  });
}

test('alive is alive of the day before + births + revivals − deaths, and what the definition says of each day', () => {
  fc.assert(
    fc.property(population, carried, someDays, fc.boolean(), (instances, carriedFor, idleDays, hasIdle) => {
      const idle = hasIdle ? idleDays : [];
      const clock = { until: horizon, carriedDays: carriedFor, idleDays: idle };
      const days = countVitalDays(
        instances.map((observed) => life(observed, clock)),
        { from: 0, to: horizon },
      );
      let before = 0;
      for (const { day, alive, births, revivals, deaths } of days) {
        expect(alive).toBe(before + births + revivals - deaths);
        const counted = instances.filter((observed) => countsOn(day, observed, carriedFor, idle));
        expect(alive).toBe(counted.length);
        expect(births).toBe(instances.filter(([firstDay]) => firstDay === day).length);
        const dead = instances.filter(
          (observed) =>
            day > 0 &&
            countsOn(day - 1, observed, carriedFor, idle) &&
            !countsOn(day, observed, carriedFor, idle),
        );
        expect(deaths).toBe(dead.length);
        before = alive;
      }
      expect(days).toHaveLength(horizon + 1);
    }),
    { numRuns: 60 },
  );
});

test('a later beginning counts those who live already, and leaves the days as they are', () => {
  fc.assert(
    fc.property(population, fc.nat({ max: horizon }), (instances, from) => {
      const lives = instances.map((observed) => life(observed, { until: horizon }));
      const whole = countVitalDays(lives, { from: 0, to: horizon });
      expect(countVitalDays(lives, { from, to: horizon })).toEqual(whole.slice(from));
    }),
  );
});

test('days given one by one and as spans of unbroken carrying make the same life', () => {
  fc.assert(
    fc.property(someDays, (observed) => {
      const spans: { from: number; to: number }[] = [];
      for (const day of observed) {
        const last = spans.at(-1);
        if (last !== undefined && day - last.to <= carriedDays + 1) last.to = day;
        else spans.push({ from: day, to: day });
      }
      expect(lifeOf(spans, { until: horizon })).toEqual(life(observed, { until: horizon }));
    }),
  );
});

test('no days to count are none', () => {
  expect(countVitalDays([], { from: 5, to: 4 })).toEqual([]);
});

test('who moves, refuses or is quarantined leaves at once and is not dead; an answer on the same day keeps it', () => {
  const left = lifeOf([{ from: 100, to: 105, leftOn: 107 }], { until: 140 });
  expect(left).toEqual([{ from: 100, lastSeen: 105, diedOn: 107, hasLeft: true }]);
  expect(countVitalDays([left], { from: 107, to: 107 })).toEqual([
    { day: 107, alive: 0, births: 0, revivals: 0, deaths: 0, departures: 1 },
  ]);
  const observed = [
    { from: 100, to: 105, leftOn: 106 },
    { from: 106, to: 106 },
  ];
  expect(lifeOf(observed, { until: 110 })).toEqual([{ from: 100, lastSeen: 106, diedOn: null }]);
  // Silent for too long before it says that it has moved: dead.
  expect(lifeOf([{ from: 100, to: 100, leftOn: 116 }], { until: 140 })).toEqual([
    { from: 100, lastSeen: 100, diedOn: 115 },
  ]);
});
