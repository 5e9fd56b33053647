import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumberOf } from '../../../../crawler/census/growth/day-number.ts';
import { countVitalDays, lifeOf, spansOfDays } from '../../../../crawler/census/growth/lives.ts';
import { addDays, daysFromTo, type UtcDay } from '../../../../db/model/utc-day.ts';
import { networkSeries } from '../../../../db/queries/day-figures.ts';
import { addHosts } from '../../../../db/writes/add-hosts.ts';
import { recordVisits } from '../../../../db/writes/record-visits.ts';
import { rollUpDay } from '../../../../db/writes/roll-up-days.ts';
import { createTestDatabase } from '../../../support/postgres.ts';
import { hostName, visitOf } from '../../../support/visit-records.ts';

const firstDay = '2026-01-25' as UtcDay;
const lastDay = addDays(firstDay, 44);
const days = daysFromTo(firstDay, lastDay);
const servers = ['a.social', 'b.social', 'c.social', 'd.social'];

test('the living of each day are the servers observed and carried of its day figures', async () => {
  const observed = fc.array(fc.subarray([...days.keys()], { maxLength: 7 }), {
    minLength: servers.length,
    maxLength: servers.length,
  });
  await fc.assert(
    fc.asyncProperty(observed, async (instances) => {
      await using database = await createTestDatabase();
      const { db } = database;
      await addHosts(db, servers.map(hostName), { source: 'seed', at: new Date(firstDay) });
      const visits = instances.flatMap((each, index) =>
        each.map((day) => visitOf(servers[index] ?? '', `${days[day]}T05:00:00Z`)),
      );
      for (const visit of visits) await db.transaction().execute((trx) => recordVisits(trx, [visit]));
      for (const day of days)
        await db.transaction().execute((trx) => rollUpDay(trx, day, new Date('2026-06-01T00:00:00Z')));
      const from = dayNumberOf(firstDay);
      const until = dayNumberOf(lastDay);
      const lives = instances.map((each) => lifeOf(spansOfDays(each.map((day) => from + day)), { until }));
      const series = await networkSeries(db, { from: firstDay, to: lastDay });
      expect(countVitalDays(lives, { from, to: until }).map(({ alive }) => alive)).toEqual(
        series.map(({ servers_observed, servers_carried }) => servers_observed + servers_carried),
      );
    }),
    { numRuns: 5 },
  );
}, 120_000);
