import { expect, test } from 'vitest';
import { reviseDays } from '../../../crawler/census/revise-days.ts';
import { rollUpDays } from '../../../crawler/census/roll-up.ts';
import { findingDays, refreshVitalDays } from '../../../crawler/census/vital-days.ts';
import { addDays, daysFromTo, type UtcDay } from '../../../db/model/utc-day.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { optOutHost } from '../../../db/writes/forget-host.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { hostName, visitOf } from '../../support/visit-records.ts';

const firstDay = '2026-01-01' as UtcDay;
const now = new Date('2026-04-11T10:00:00Z');
const day = (number: number) => addDays(firstDay, number);

/** Each server answers on the days of its spans, the ends included. */
async function fill(
  db: CensusDatabase,
  lives: Readonly<Record<string, readonly (readonly [number, number])[]>>,
) {
  await addHosts(db, Object.keys(lives).map(hostName), { source: 'seed', at: new Date(firstDay) });
  for (const each of daysFromTo(firstDay, day(99))) {
    const up = Object.entries(lives).filter(([, spans]) =>
      spans.some(([from, to]) => day(from) <= each && each <= day(to)),
    );
    if (up.length > 0)
      await db.transaction().execute((trx) =>
        recordVisits(
          trx,
          up.map(([name]) => visitOf(name, `${each}T05:00:00Z`)),
        ),
      );
  }
  await rollUpDays(db, daysFromTo(firstDay, day(99)), now);
}

const vitalDays = (db: CensusDatabase) => db.selectFrom('vital_day').selectAll().orderBy('day').execute();

test('an outage of ours kills nobody; in the day figures it does', async () => {
  await using database = await createTestDatabase();
  const { db } = database;
  // Nobody is asked on the days 31 to 50.
  const outage = [
    [0, 30],
    [51, 99],
  ] as const;
  await fill(db, { 'old.social': outage, 'older.social': outage, 'dies.social': [[0, 20]] });
  const vital = await vitalDays(db);
  expect(vital).toHaveLength(100);
  expect(vital.filter(({ births, deaths }) => births + deaths > 0)).toEqual([
    { day: firstDay, alive: 3, births: 3, revivals: 0, deaths: 0, departures: 0 },
    // The 15th day without an answer among those on which anybody was asked.
    { day: day(35 + 20), alive: 2, births: 0, revivals: 0, deaths: 1, departures: 0 },
  ]);
  const counted = await db
    .selectFrom('day_figure')
    .select('servers_carried')
    .where('facet', '=', 'network')
    .where('day', '=', day(50))
    .executeTakeFirst();
  expect(counted?.servers_carried).toBe(0);
});

test('servers found in the first days of a census are in no cohort; later ones are, until they die', async () => {
  await using database = await createTestDatabase();
  const { db } = database;
  await fill(db, {
    'first.social': [[0, 99]],
    'found.social': [[findingDays - 1, 99]],
    'born.social': [[findingDays, 99]],
    'dead.social': [[findingDays, 40]],
    'back.social': [
      [45, 50],
      [80, 99],
    ],
  });
  const cohorts = await db.selectFrom('survival_cohort').selectAll().orderBy('month').execute();
  expect(
    cohorts.map(({ month, servers, deaths, median_days }) => ({ month, servers, deaths, median_days })),
  ).toEqual([
    { month: '2026-01-01', servers: 2, deaths: 1, median_days: 41 },
    { month: '2026-02-01', servers: 1, deaths: 1, median_days: 20 },
  ]);
  expect(cohorts[0]?.points).toMatchObject([
    { days: 0, at_risk: 2, deaths: 0, survival: 1 },
    { days: 41, at_risk: 2, deaths: 1, survival: 0.5 },
  ]);
  const reckoning = await db.selectFrom('vital_reckoning').selectAll().execute();
  expect(reckoning).toMatchObject([
    {
      first_day: firstDay,
      through_day: day(99),
      found_until: day(findingDays - 1),
      left_truncated: 2,
      idle_days: [],
    },
  ]);
});

test('nothing is reckoned twice from the same day figures, and all of it anew when a server is forgotten', async () => {
  await using database = await createTestDatabase();
  const { db } = database;
  await fill(db, { 'stays.social': [[0, 99]], 'leaves.social': [[20, 60]] });
  expect(await refreshVitalDays(db, now)).toBe(false);
  await db.transaction().execute((trx) => optOutHost(trx, hostName('leaves.social'), { at: now }));
  await reviseDays(db, now);
  expect((await vitalDays(db)).every(({ alive }) => alive === 1)).toBe(true);
  expect(await db.selectFrom('survival_cohort').selectAll().execute()).toEqual([]);
  await db.transaction().execute((trx) => optOutHost(trx, hostName('stays.social'), { at: now }));
  await reviseDays(db, now);
  expect(await vitalDays(db)).toEqual([]);
  expect(await db.selectFrom('vital_reckoning').selectAll().execute()).toEqual([]);
  expect(await db.selectFrom('concentration_day').selectAll().execute()).toEqual([]);
  expect(await db.selectFrom('panel_day').selectAll().execute()).toEqual([]);
});

test('who moved, refuses us or is quarantined has left, and is not dead', async () => {
  await using database = await createTestDatabase();
  const { db } = database;
  await fill(db, { 'stays.social': [[0, 99]], 'moves.social': [[20, 40]] });
  const moved = visitOf('moves.social', `${day(41)}T05:00:00Z`, {
    ...{ outcome: 'moved', status: 'moved', movedTo: hostName('stays.social'), instance: null },
  });
  await db.transaction().execute((trx) => recordVisits(trx, [moved]));
  await rollUpDays(db, daysFromTo(day(41), day(99)), now);
  expect((await vitalDays(db)).filter(({ deaths, departures }) => deaths + departures > 0)).toEqual([
    { day: day(41), alive: 1, births: 0, revivals: 0, deaths: 0, departures: 1 },
  ]);
  expect(await db.selectFrom('survival_cohort').select(['servers', 'deaths']).execute()).toEqual([
    { servers: 1, deaths: 0 },
  ]);
});
