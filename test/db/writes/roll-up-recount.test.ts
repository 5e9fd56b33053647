import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { rollUpDays } from '../../../crawler/census/roll-up.ts';
import { addDays, daysFromTo, parseUtcDay, type UtcDay } from '../../../db/model/utc-day.ts';
import { carriedDays } from '../../../db/queries/counted-days.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { optOutHost } from '../../../db/writes/forget-host.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { rollUpDay } from '../../../db/writes/roll-up-days.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { failedVisit, figuresOf, hostName, reading, visitOf } from '../../support/visit-records.ts';

// Over the end of a short month and that of a year's first quarter, so that values are carried from month to month.
const firstDay = parseUtcDay('2026-02-20') ?? ('' as UtcDay);
const days = daysFromTo(firstDay, addDays(firstDay, 45));
const servers = ['a.social', 'b.social', 'c.social', 'd.social', 'e.social'];
const softwareNames = ['mastodon', 'misskey'] as const;
const now = new Date('2026-06-01T00:00:00Z');

interface Event {
  readonly server: string;
  readonly day: number;
  readonly hour: number;
  readonly found:
    | {
        readonly users: number;
        readonly active: number | null;
        readonly software: (typeof softwareNames)[number];
      }
    | 'failed'
    | 'refused';
}

const event = fc.record<Event>({
  server: fc.constantFrom(...servers),
  day: fc.nat({ max: days.length - 1 }),
  hour: fc.nat({ max: 23 }),
  found: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        users: fc.nat({ max: 1_000 }),
        active: fc.option(fc.nat({ max: 1_000 })),
        software: fc.constantFrom(...softwareNames),
      }),
    },
    { weight: 2, arbitrary: fc.constant('failed' as const) },
    { weight: 1, arbitrary: fc.constant('refused' as const) },
  ),
});

interface Span {
  readonly server: string;
  readonly from: number;
  readonly to: number;
}

const span: fc.Arbitrary<Span> = fc
  .record({
    server: fc.constantFrom(...servers),
    from: fc.nat({ max: 45 }),
    length: fc.option(fc.nat({ max: 20 })),
  })
  .map(({ server, from, length }) => ({
    server,
    from,
    to: length === null ? Number.POSITIVE_INFINITY : from + length,
  }));

const noSums = {
  servers_observed: 0,
  servers_carried: 0,
  users_total_observed: 0,
  users_total_carried: 0,
  users_active_month_observed: 0,
  users_active_month_carried: 0,
  servers_known: 0,
  servers_asked: 0,
  servers_answered: 0,
  servers_refused: 0,
  servers_failed: 0,
  servers_quarantined: 0,
  users_total_quarantined: 0,
  servers_stating_active_month: 0,
};
type Sums = { -readonly [Name in keyof typeof noSums]: number };

/** By the words of the README alone. */
function recount(events: readonly Event[], forgotten: readonly string[], spans: readonly Span[]) {
  const rows = new Map<string, Sums>();
  const rowOf = (day: number, key: string) => {
    const name = `${days[day]} ${key}`;
    const row = rows.get(name) ?? { ...noSums };
    rows.set(name, row);
    return row;
  };
  for (let day = 0; day < days.length; day += 1) {
    const network = rowOf(day, 'network');
    for (const server of servers.filter((each) => !forgotten.includes(each))) {
      const visits = events.filter((each) => each.server === server).sort((a, b) => a.hour - b.hour);
      const last = (on: number) => visits.filter((visit) => visit.day === on).at(-1)?.found;
      const report = (on: number) =>
        visits
          .flatMap((visit) => (visit.day === on && typeof visit.found === 'object' ? [visit.found] : []))
          .at(-1);
      const reach = Array.from({ length: carriedDays + 1 }, (_, back) => day - back);
      const outcome = last(day);
      network.servers_known += 1;
      if (outcome !== undefined) network.servers_asked += 1;
      if (typeof outcome === 'object') network.servers_answered += 1;
      if (outcome === 'failed') network.servers_failed += 1;
      if (reach.map(last).find((each) => each !== undefined) === 'refused') network.servers_refused += 1;
      const reportedOn = reach.find((on) => report(on) !== undefined);
      if (reportedOn === undefined) continue;
      const isObserved = reportedOn === day;
      if (!isObserved && reach.some((on) => on >= reportedOn && last(on) === 'refused')) continue;
      const said = report(reportedOn);
      if (said === undefined) continue;
      const part = rowOf(day, said.software);
      part.servers_known += 1;
      if (outcome !== undefined) part.servers_asked += 1;
      if (typeof outcome === 'object') part.servers_answered += 1;
      if (outcome === 'failed') part.servers_failed += 1;
      if (outcome === 'refused') part.servers_refused += 1;
      const isQuarantined = spans.some(
        (each) => each.server === server && each.from <= reportedOn && reportedOn <= each.to,
      );
      for (const row of [network, part]) {
        if (isQuarantined) {
          row.servers_quarantined += 1;
          row.users_total_quarantined += said.users;
          continue;
        }
        const suffix = isObserved ? 'observed' : 'carried';
        row[`servers_${suffix}`] += 1;
        row[`users_total_${suffix}`] += said.users;
        row[`users_active_month_${suffix}`] += said.active ?? 0;
        if (said.active !== null) row.servers_stating_active_month += 1;
      }
    }
  }
  return [...rows].map(([name, row]) => ({ name, ...row })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function stored(db: CensusDatabase) {
  const columns = Object.keys(noSums) as (keyof Sums)[];
  const rows = await db
    .selectFrom('day_figure')
    .select(['day', 'facet', 'value', ...columns])
    .where('facet', 'in', ['network', 'software'])
    .execute();
  return rows
    .map(({ day, facet, value, ...row }) => ({
      name: `${day} ${facet === 'network' ? facet : value}`,
      ...row,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function recordOf({ server, day, hour, found }: Event) {
  const visitedAt = `${days[day]}T${String(hour).padStart(2, '0')}:30:00Z`;
  if (found === 'failed') return failedVisit(server, visitedAt);
  if (found === 'refused')
    return failedVisit(server, visitedAt, { outcome: 'robots-denied', status: 'refused' });
  const figures = figuresOf({
    users_total: found.users,
    ...(found.active === null ? {} : { users_active_month: found.active }),
  });
  return visitOf(server, visitedAt, {
    instance: reading({ figures, rules: null, software: found.software }),
  });
}

test('case 115: day figures equal a recount for any history, late, double and withdrawn results included', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(event, {
        minLength: 30,
        maxLength: 80,
        size: 'max',
        selector: ({ server, day, hour }) => `${server} ${day} ${hour}`,
      }),
      fc.subarray(servers, { maxLength: 2 }),
      fc.uniqueArray(span, { maxLength: 3, selector: ({ server }) => server }),
      async (events, forgotten, spans) => {
        await using database = await createTestDatabase();
        const { db } = database;
        await addHosts(db, servers.map(hostName), { source: 'seed', at: new Date(firstDay) });
        for (const record of events.map(recordOf)) {
          // Twice: a result that comes again changes nothing.
          await db.transaction().execute(async (trx) => {
            await recordVisits(trx, [record]);
            await recordVisits(trx, [record]);
          });
        }
        for (const { server, from, to } of spans)
          await sql`
            insert into quarantine_finding (host_id, rule, from_day, to_day, detail)
            select host_id, 'absurd', ${days[from]}::date, ${days[to] ?? (to === Number.POSITIVE_INFINITY ? null : '2026-05-01')}::date, ''
            from host where name = ${server}`.execute(db);
        for (const day of days) await db.transaction().execute((trx) => rollUpDay(trx, day, now));
        expect(await stored(db)).toEqual(recount(events, [], spans));
        for (const server of forgotten)
          await db
            .transaction()
            .execute((trx) => optOutHost(trx, hostName(server), { at: new Date('2026-05-01T00:00:00Z') }));
        // Days by the month give what days one by one give.
        await rollUpDays(db, days, now);
        expect(await stored(db)).toEqual(recount(events, forgotten, spans));
      },
    ),
    { numRuns: 8 },
  );
}, 240_000);
