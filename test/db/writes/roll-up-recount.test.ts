import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysFromTo, parseUtcDay, type UtcDay } from '../../../db/model/utc-day.ts';
import { networkSeries } from '../../../db/queries/day-figures.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { optOutHost } from '../../../db/writes/forget-host.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { carriedDays, rollUpDay } from '../../../db/writes/roll-up-day.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { failedVisit, figuresOf, hostName, reading, visitOf } from '../../support/visit-records.ts';

const firstDay = parseUtcDay('2026-03-01') ?? ('' as UtcDay);
const days = daysFromTo(firstDay, addDays(firstDay, 20));
const servers = ['a.social', 'b.social', 'c.social', 'd.social', 'e.social'];

interface Event {
  readonly server: string;
  readonly day: number;
  readonly hour: number;
  /** Null: the visit fails. */
  readonly users: number | null;
}

const event = fc.record<Event>({
  server: fc.constantFrom(...servers),
  day: fc.nat({ max: days.length - 1 }),
  hour: fc.nat({ max: 23 }),
  users: fc.option(fc.nat({ max: 1_000 }), { freq: 4 }),
});

/** By the words of the README alone: the last success of a day is its snapshot; a missing day carries the newest. */
function recount(events: readonly Event[], optedOut: readonly string[]) {
  return days.map((_, day) => {
    const sums = { servers_observed: 0, servers_carried: 0, users_total_observed: 0, users_total_carried: 0 };
    for (const server of servers.filter((each) => !optedOut.includes(each))) {
      // In the order in which they were recorded: a later visit of a day replaces the earlier one.
      const said = events.filter((each) => each.server === server && each.users !== null);
      const newestDay = said
        .map((each) => each.day)
        .filter((each) => each <= day && day - each <= carriedDays)
        .reduce((a, b) => Math.max(a, b), -1);
      if (newestDay === -1) continue;
      const users = said.filter((each) => each.day === newestDay).at(-1)?.users ?? 0;
      const part = newestDay === day ? 'observed' : 'carried';
      sums[`servers_${part}`] += 1;
      sums[`users_total_${part}`] += users;
    }
    return sums;
  });
}

test('case 115: day figures equal a recount for any history, late, double and withdrawn results included', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { minLength: 1, maxLength: 30 }),
      fc.subarray(servers, { maxLength: 2 }),
      async (events, optedOut) => {
        await using database = await createTestDatabase();
        const { db } = database;
        await addHosts(db, servers.map(hostName), { source: 'seed', at: new Date(firstDay) });
        const roll = async (day: UtcDay) =>
          db.transaction().execute((trx) => rollUpDay(trx, day, new Date('2026-06-01T00:00:00Z')));
        for (const { server, day, hour, users } of events) {
          const visitedAt = `${days[day]}T${String(hour).padStart(2, '0')}:30:00Z`;
          const record =
            users === null
              ? failedVisit(server, visitedAt)
              : visitOf(server, visitedAt, {
                  instance: reading({ figures: figuresOf({ users_total: users }), rules: null }),
                });
          // Twice: a result that comes again changes nothing.
          await db.transaction().execute(async (trx) => {
            await recordVisits(trx, [record]);
            await recordVisits(trx, [record]);
          });
        }
        for (const day of days) await roll(day);
        for (const server of optedOut)
          await db
            .transaction()
            .execute((trx) => optOutHost(trx, hostName(server), { at: new Date('2026-05-01T00:00:00Z') }));
        for (const day of days) await roll(day);
        const series = await networkSeries(db, { from: firstDay, to: days.at(-1) ?? firstDay });
        const shown = series.map(
          ({ servers_observed, servers_carried, users_total_observed, users_total_carried }) => ({
            servers_observed,
            servers_carried,
            users_total_observed,
            users_total_carried,
          }),
        );
        expect(shown).toEqual(recount(events, optedOut));
      },
    ),
    { numRuns: 6 },
  );
}, 120_000);
