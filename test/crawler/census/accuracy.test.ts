import { expect, test } from 'vitest';
import { parseUtcDay, type UtcDay } from '../../../db/model/utc-day.ts';
import { ownOutagesOf } from '../../bench/accuracy/cast.ts';
import { errorsByServer } from '../../bench/accuracy/causes.ts';
import { measureAccuracy } from '../../bench/accuracy/measure-accuracy.ts';
import { reportAccuracy } from '../../bench/accuracy/report-accuracy.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const size = {
  ...{ seed: 1, servers: 280, days: 30, fakes: 30 },
  firstDay: parseUtcDay('2026-02-10') ?? ('' as UtcDay),
};

test('totals of a simulated fediverse keep to the truth through outages, deaths, moves and fakes, and the panel is not moved by wider discovery', async () => {
  await using database = await createTestDatabase();
  const census = await measureAccuracy(database.db, size);
  const report = reportAccuracy(census, size);
  expect(census.recomputedOtherwise).toEqual([]);

  // In per cent of the true total. What people do while we do not look is not seen: among so few
  // servers a single wave shows, and so does what the largest did on the day it was away.
  expect(report.oursOfHonest.median).toBeLessThan(0.1);
  const isOurOutage = (day: number) => ownOutagesOf(size).some(({ from, to }) => from < day + 1 && day < to);
  const errors = errorsByServer(census, size.firstDay);
  const honest = errors.filter(({ cause }) => cause !== 'false and counted');
  for (const [number, { day, truth }] of census.days.entries()) {
    const error = honest.reduce((sum, each) => (each.day === day ? sum + each.users : sum), 0);
    expect(Math.abs(error) / truth, day).toBeLessThan(isOurOutage(number) ? 0.05 : 0.02);
  }
  const worstOf = Object.fromEntries(report.byCause.map(({ name, worst }) => [name, worst]));
  expect(worstOf).toMatchObject({
    'honest and left out': 0,
    'refuses and carried': 0,
    'counted twice': 0,
    other: 0,
  });
  // Two days without any visit are what the usual way of counting makes of them.
  expect(report.usualOfHonest.find(({ name }) => name === 'answers of the day')?.worst).toBe(100);

  // Twins are told by ten reports of one day: a day of which we saw half may hold fewer.
  const kinds = ['absurd', 'baffle', 'fakes of one domain', 'fakes of one network'];
  const outages = census.days.filter((_, number) => isOurOutage(number)).map(({ day }) => day);
  const slipped = errors.filter(
    ({ cause, server, day }) =>
      cause === 'false and counted' && kinds.includes(server.kind) && !outages.includes(day),
  );
  expect(slipped).toEqual([]);

  expect(report.jump.total).toBeGreaterThan(15);
  expect(Math.abs(report.jump.panel - report.jump.truth)).toBeLessThan(0.1);
});
