import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { judgeAnew, judgeDays } from '../../../crawler/census/judge-days.ts';
import { reviseDays } from '../../../crawler/census/revise-days.ts';
import { rollUpDays } from '../../../crawler/census/roll-up.ts';
import { addDays, daysFromTo, type UtcDay } from '../../../db/model/utc-day.ts';
import { networkSeries } from '../../../db/queries/day-figures.ts';
import { findInstance } from '../../../db/queries/find-instance.ts';
import type { CensusDatabase, CensusTransaction } from '../../../db/tables.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { liftQuarantine, quarantineHost } from '../../../db/writes/quarantine-host.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { figuresOf, hostName, reading, visitOf } from '../../support/visit-records.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const firstDay = '2026-02-25' as UtcDay;
const dayOf = (n: number) => addDays(firstDay, n);
const now = new Date('2026-08-01T00:00:00Z');

interface Said {
  readonly server: string;
  readonly day: number;
  readonly hour?: number;
  readonly users: number;
  readonly active: number;
  readonly software?: string;
}

async function report(db: CensusDatabase, ...said: readonly Said[]): Promise<void> {
  for (const { server, day, hour = 12, users, active, software = 'mastodon' } of said) {
    const at = `${dayOf(day)}T${String(hour).padStart(2, '0')}:00:00Z`;
    const figures = figuresOf({ users_total: users, users_active_month: active, local_posts: users * 50 });
    await addHosts(db, [hostName(server)], { source: 'seed', at: new Date(firstDay) });
    const visit = visitOf(server, at, { instance: reading({ figures, software, rules: null }) });
    await db.transaction().execute((trx) => recordVisits(trx, [visit]));
  }
}

async function findings(db: CensusDatabase, server: string) {
  return db
    .selectFrom('quarantine')
    .innerJoin('host', 'host.host_id', 'quarantine.host_id')
    .select(['rule', 'from_day', 'to_day'])
    .where('name', '=', server)
    .orderBy('from_day')
    .execute();
}

const judge = (db: CensusDatabase, first: number, last = first) =>
  judgeDays(db, daysFromTo(dayOf(first), dayOf(last)));

test('case 57: absurd figures are kept and shown with their rule, and are in no total, from the day that they are stated', async () => {
  const { db } = database;
  await report(
    db,
    { server: 'absurd.social', day: 0, users: 900, active: 80 },
    { server: 'modest.social', day: 0, users: 40, active: 9 },
    { server: 'absurd.social', day: 1, users: 7_900_000_000, active: 80 },
    { server: 'modest.social', day: 1, users: 41, active: 9 },
    { server: 'absurd.social', day: 3, users: 901, active: 81 },
  );
  await judge(db, 0, 3);
  await rollUpDays(db, daysFromTo(dayOf(0), dayOf(3)), now);
  expect(await findings(db, 'absurd.social')).toEqual([
    { rule: 'absurd', from_day: dayOf(1), to_day: dayOf(1) },
  ]);
  const series = await networkSeries(db, { from: dayOf(0), to: dayOf(3) });
  expect(
    series.map((day) => [day.users_total, day.servers_quarantined, day.users_total_quarantined]),
  ).toEqual([
    [940, 0, 0],
    [41, 1, 7_900_000_000],
    // The report that would be carried is the one that is quarantined.
    [41, 1, 7_900_000_000],
    [942, 0, 0],
  ]);
});

test('a running day is judged as often as it is summed: what a later visit says takes the place of the earlier verdict', async () => {
  const { db } = database;
  const server = 'changing.social';
  await report(
    db,
    { server, day: 10, users: 10, active: 5 },
    { server, day: 11, hour: 1, users: 10, active: 5_000 },
  );
  await judge(db, 10, 11);
  expect(await findings(db, server)).toMatchObject([
    { rule: 'month-above-total', from_day: dayOf(11), to_day: null },
  ]);
  expect(await findInstance(db, hostName(server))).toMatchObject({
    quarantine: { rule: 'month-above-total', since: dayOf(11) },
  });
  await report(db, { server, day: 11, hour: 9, users: 10, active: 6 });
  await judge(db, 11);
  expect(await findings(db, server)).toEqual([]);
  await report(db, { server, day: 11, hour: 15, users: 10, active: 7_000 });
  await judge(db, 11);
  await judge(db, 11);
  expect(await findings(db, server)).toMatchObject([
    { rule: 'month-above-total', from_day: dayOf(11), to_day: null },
  ]);
  await report(db, { server, day: 12, users: 10, active: 5 });
  await judge(db, 12);
  expect(await findings(db, server)).toMatchObject([{ from_day: dayOf(11), to_day: dayOf(11) }]);
  expect(await findInstance(db, hostName(server))).toMatchObject({ quarantine: null });
});

test('a late report has the history of its instance judged again, and the days that this changes summed again', async () => {
  const { db } = database;
  const server = 'late.social';
  await report(db, { server, day: 20, users: 10, active: 5 }, { server, day: 22, users: 10, active: 5 });
  await judge(db, 20, 22);
  await rollUpDays(db, daysFromTo(dayOf(20), dayOf(22)), now);
  await report(db, { server, day: 21, users: 10, active: 9_000 });
  await judge(db, 22);
  expect(await findings(db, server)).toEqual([
    { rule: 'month-above-total', from_day: dayOf(21), to_day: dayOf(21) },
  ]);
  const until = new Date('2026-08-02T00:00:00Z');
  await reviseDays(db, until);
  const [, revised] = await networkSeries(db, { from: dayOf(20), to: dayOf(21) });
  expect(revised).toMatchObject({ servers_quarantined: 1, revised_at: until.toISOString() });
  const [, before] = await networkSeries(db, { from: dayOf(20), to: dayOf(21), asOf: now });
  expect(before).toMatchObject({ servers_quarantined: 0 });
});

test('a person stands above the rules, either way, until the decision is taken back', async () => {
  const { db } = database;
  const server = 'judged.social';
  await report(
    db,
    { server, day: 30, users: 10, active: 5_000 },
    { server, day: 31, users: 10, active: 5_000 },
  );
  await judge(db, 30, 31);
  const host = hostName(server);
  const why = { since: dayOf(31), detail: 'asked by its admin', decidedAt: now };
  const inTransaction = <Result>(work: (trx: CensusTransaction) => Promise<Result>) =>
    db.transaction().execute(work);
  expect(await inTransaction((trx) => liftQuarantine(trx, host, why))).toEqual({
    kind: 'counted',
    since: dayOf(30),
  });
  expect(await findings(db, server)).toEqual([]);
  await report(db, { server, day: 32, users: 10, active: 5_000 });
  await judge(db, 32);
  expect(await findings(db, server)).toEqual([]);
  expect(await inTransaction((trx) => quarantineHost(trx, host, why))).toBe(true);
  expect(await findings(db, server)).toEqual([
    { rule: 'month-above-total', from_day: dayOf(30), to_day: dayOf(30) },
    { rule: 'by-hand', from_day: dayOf(31), to_day: null },
  ]);
  expect(await inTransaction((trx) => liftQuarantine(trx, host, why))).toEqual({
    kind: 'withdrawn',
    since: dayOf(31),
  });
  expect(await findings(db, server)).toEqual([
    { rule: 'month-above-total', from_day: dayOf(30), to_day: null },
  ]);
});

const said = fc.record<Said>({
  server: fc.constantFrom(
    'p.social',
    'q.social',
    'r.social',
    ...Array.from({ length: 12 }, (_, n) => `t${n}.twins.net`),
  ),
  day: fc.nat({ max: 8 }),
  hour: fc.nat({ max: 23 }),
  users: fc.oneof(fc.constantFrom(60_000, 60_001), fc.nat({ max: 2_000_000 })),
  active: fc.nat({ max: 100_000 }),
  software: fc.constantFrom('mastodon', 'gotosocial'),
});

test('day by day, in one go, and anew come to the same findings', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(said, {
        minLength: 20,
        maxLength: 60,
        size: 'max',
        selector: ({ server, day, hour }) => `${server} ${day} ${hour}`,
      }),
      async (reports) => {
        await using fresh = await createTestDatabase();
        const { db } = fresh;
        const inOrder = reports.toSorted((a, b) => a.day - b.day || (a.hour ?? 0) - (b.hour ?? 0));
        for (let day = 0; day <= 8; day += 1) {
          // Twice a day, as a running day is.
          for (const half of [0, 1]) {
            await report(
              db,
              ...inOrder.filter((each) => each.day === day && Math.floor((each.hour ?? 0) / 12) === half),
            );
            await judge(db, day);
          }
        }
        const all = () =>
          db.selectFrom('quarantine_finding').selectAll().orderBy('host_id').orderBy('from_day').execute();
        const byDay = await all();
        await judgeAnew(db);
        const anew = await all();
        expect(anew.map(withoutDetail)).toEqual(byDay.map(withoutDetail));
        expect(anew.length).toBeGreaterThan(0);
        await db.deleteFrom('quarantine_state').execute();
        await judge(db, 8);
        expect((await all()).map(withoutDetail)).toEqual(byDay.map(withoutDetail));
      },
    ),
    { numRuns: 4 },
  );
}, 240_000);

const withoutDetail = ({ detail: _, ...finding }: { readonly detail: string }) => finding;
