import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type AtRisk,
  churnBySize,
  type VitalEvent,
  vitalEventsOf,
} from '../../../../crawler/census/growth/churn.ts';
import { dayNumberOf, dayOfNumber, monthOf } from '../../../../crawler/census/growth/day-number.ts';
import { lifeOf, spansOfDays } from '../../../../crawler/census/growth/lives.ts';
import { sizeClasses, sizeClassOf } from '../../../../db/model/size-class.ts';
import type { UtcDay } from '../../../../db/model/utc-day.ts';

test.for([
  [null, 'unstated'],
  [0, '0'],
  [1, '1'],
  [2, '2-9'],
  [9, '2-9'],
  [10, '10-99'],
  [99, '10-99'],
  [100, '100-999'],
  [999, '100-999'],
  [1_000, '1000+'],
  [Number.MAX_SAFE_INTEGER, '1000+'],
] as const)('%s active users are of the class %s', ([users, size]) => {
  expect(sizeClassOf(users)).toBe(size);
});

test('a birth has the size of the first report, a death that of the last', () => {
  const users = new Map([
    [100, 5],
    [101, 2_000],
    [130, null],
  ]);
  const life = lifeOf(spansOfDays(users.keys()), { until: 140 });
  expect(vitalEventsOf(life, (day) => users.get(day) ?? null)).toEqual([
    { day: 100, kind: 'birth', size: '2-9' },
    { day: 116, kind: 'death', size: '1000+' },
    { day: 130, kind: 'revival', size: 'unstated' },
  ]);
});

const first = dayNumberOf('2026-03-30' as UtcDay);
const event = (later: number, kind: VitalEvent['kind'], size: VitalEvent['size']): VitalEvent => ({
  day: first + later,
  kind,
  size,
});
const atRisk = (later: number, size: AtRisk['size'], servers: number): AtRisk => ({
  day: first + later,
  size,
  servers,
});

test('rates are deaths over the days on which servers of that size could die, by month', () => {
  const rows = churnBySize(
    [event(0, 'death', '1'), event(1, 'birth', '1'), event(2, 'death', '1'), event(2, 'birth', '1000+')],
    [atRisk(0, '1', 10), atRisk(1, '1', 9), atRisk(2, '1', 10), atRisk(3, '1', 9), atRisk(3, '1000+', 1)],
    monthOf,
  );
  expect(rows.map(({ period, size }) => [period, size])).toEqual([
    ['2026-03', '1'],
    ['2026-04', '1'],
    ['2026-04', '1000+'],
  ]);
  expect(rows[0]).toMatchObject({ births: 1, revivals: 0, deaths: 1, serverDays: 19 });
  expect(rows[0]?.deathsPerServerDay).toBeCloseTo(1 / 19, 12);
  expect(rows[0]?.deathsPerServer).toBeCloseTo(2 / 19, 12);
  expect(rows[1]?.deathsPerServer).toBeCloseTo(2 / 19, 12);
  expect(rows[2]).toMatchObject({
    births: 1,
    deaths: 0,
    serverDays: 1,
    deathsPerServer: 0,
    birthsPerServer: 2,
  });
});

test('a size of which nobody lived has no rate', () => {
  expect(churnBySize([event(0, 'birth', '10-99')], [], dayOfNumber)).toEqual([
    {
      ...{
        period: '2026-03-30',
        size: '10-99',
        births: 1,
        revivals: 0,
        departures: 0,
        deaths: 0,
        serverDays: 0,
      },
      ...{ deathsPerServerDay: null, deathsPerServer: null, birthsPerServer: null },
    },
  ]);
});

test('any period keeps every birth, revival, death and server-day', () => {
  const size = fc.constantFrom(...sizeClasses);
  const day = fc.integer({ min: first, max: first + 100 });
  const kind = fc.constantFrom('birth' as const, 'revival' as const, 'death' as const);
  const events = fc.array(fc.record({ day, kind, size }), { maxLength: 60 });
  const exposed = fc.array(fc.record({ day, size, servers: fc.nat({ max: 1_000 }) }), { maxLength: 60 });
  fc.assert(
    fc.property(events, exposed, fc.constantFrom(dayOfNumber, monthOf), (each, risks, periodOf) => {
      const rows = churnBySize(each, risks, periodOf);
      const sum = (pick: (row: (typeof rows)[number]) => number) =>
        rows.reduce((all, row) => all + pick(row), 0);
      const countOf = (wanted: VitalEvent['kind']) => each.filter((one) => one.kind === wanted).length;
      expect(sum((row) => row.births)).toBe(countOf('birth'));
      expect(sum((row) => row.revivals)).toBe(countOf('revival'));
      expect(sum((row) => row.deaths)).toBe(countOf('death'));
      expect(sum((row) => row.serverDays)).toBe(risks.reduce((all, { servers }) => all + servers, 0));
      const keys = rows.map((row) => `${row.period} ${sizeClasses.indexOf(row.size)}`);
      expect(keys).toEqual([...new Set(keys)].sort());
    }),
  );
});
