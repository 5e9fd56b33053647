import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, parseUtcDay, type UtcDay } from '../../../db/model/utc-day.ts';
import type { VisitRecord } from '../../../db/model/visit-record.ts';
import { networkSeries, softwareSeries } from '../../../db/queries/day-figures.ts';
import { findInstance } from '../../../db/queries/find-instance.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { liftQuarantine, quarantineHost } from '../../../db/writes/quarantine-host.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { refreshUptime } from '../../../db/writes/refresh-uptime.ts';
import { rollUpDay } from '../../../db/writes/roll-up-days.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { failedVisit, figuresOf, hostName, reading, visitOf } from '../../support/visit-records.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => database[Symbol.asyncDispose]());

const firstDay = parseUtcDay('2026-03-01') ?? ('' as UtcDay);
const dayOf = (index: number) => addDays(firstDay, index);
const noonOf = (index: number) => `${dayOf(index)}T12:00:00Z`;

async function record(...records: readonly VisitRecord[]) {
  for (const each of records)
    await addHosts(database.db, [each.host], { source: 'seed', at: each.visitedAt });
  for (const each of records) await database.db.transaction().execute((trx) => recordVisits(trx, [each]));
}

async function rollUp(index: number, now = noonOf(40)) {
  await database.db.transaction().execute((trx) => rollUpDay(trx, dayOf(index), new Date(now)));
  const [network] = await networkSeries(database.db, { from: dayOf(index), to: dayOf(index) });
  const software = await softwareSeries(database.db, { from: dayOf(index), to: dayOf(index) });
  return { network, software };
}

const users = (users_total: number, software = 'mastodon') => ({
  instance: reading({ software, figures: figuresOf({ users_total }) }),
});

test('a total is observed plus carried for fourteen days, and then forgets', async () => {
  await record(
    visitOf('steady.social', noonOf(0), users(100)),
    visitOf('steady.social', noonOf(1), users(110)),
    visitOf('lost.social', noonOf(0), users(7)),
    failedVisit('lost.social', noonOf(1)),
    visitOf('other.social', noonOf(1), users(50, 'misskey')),
    failedVisit('dead.social', noonOf(1), { status: 'silent' }),
    failedVisit('shy.social', noonOf(1), { outcome: 'robots-denied', status: 'refused' }),
    visitOf('quiet.social', noonOf(1), { instance: reading({ figures: figuresOf({}) }) }),
  );
  expect((await rollUp(0)).network).toMatchObject({
    servers_observed: 2,
    servers_carried: 0,
    users_total: 107,
    users_total_observed: 107,
    servers_known: 2,
    servers_failed: 0,
    partial: false,
  });
  const second = await rollUp(1);
  expect(second.network).toMatchObject({
    servers_observed: 3,
    servers_carried: 1,
    users_total: 167,
    users_total_observed: 160,
    users_total_carried: 7,
    servers_known: 6,
    servers_failed: 2,
    servers_refused: 1,
  });
  expect(
    second.software.map((row) => [row.software, row.users_total, row.servers_observed, row.servers_failed]),
  ).toEqual([
    ['mastodon', 117, 2, 1],
    ['misskey', 50, 1, 0],
  ]);
  expect((await rollUp(14)).network).toMatchObject({ servers_carried: 4, users_total: 167 });
  expect((await rollUp(15)).network).toMatchObject({ servers_carried: 3, users_total: 160 });
  expect((await rollUp(16)).network).toMatchObject({ servers_carried: 0, users_total: 0 });
});

test('rolling up again touches nothing; a late result revises a finished day and says when', async () => {
  await record(visitOf('late.social', noonOf(20), users(5)));
  const first = (await rollUp(20)).network;
  expect(first?.revised_at).toBeNull();
  expect((await rollUp(20, noonOf(41))).network).toEqual(first);
  await record(visitOf('later.social', noonOf(20), users(3)));
  expect((await rollUp(20, noonOf(42))).network).toMatchObject({
    users_total: (first?.users_total ?? 0) + 3,
    revised_at: new Date(noonOf(42)).toISOString(),
  });
});

test('the running day is partial, and becomes whole without being called revised', async () => {
  await record(visitOf('running.social', noonOf(25), users(5)));
  expect((await rollUp(25, noonOf(25))).network).toMatchObject({ partial: true, revised_at: null });
  expect((await rollUp(25, noonOf(26))).network).toMatchObject({ partial: false, revised_at: null });
});

test('a host that moved counts under its new name only', async () => {
  await record(visitOf('old.social', noonOf(60), users(9)));
  await record(
    failedVisit('old.social', noonOf(61), {
      outcome: 'moved',
      status: 'moved',
      movedTo: hostName('new.social'),
    }),
    visitOf('new.social', noonOf(61), users(9)),
  );
  expect((await rollUp(60, noonOf(70))).network).toMatchObject({ users_total: 9 });
  expect((await rollUp(61, noonOf(70))).network).toMatchObject({
    users_total: 9,
    servers_observed: 1,
    servers_carried: 0,
  });
});

test('a quarantined instance is kept and shown, and counts again when it is lifted', async () => {
  await record(
    visitOf('boastful.social', noonOf(80), users(9_000_000)),
    visitOf('modest.social', noonOf(80), users(3)),
  );
  const host = hostName('boastful.social');
  const why = { since: dayOf(80), detail: 'not plausible', decidedAt: new Date(noonOf(80)) };
  expect(await database.db.transaction().execute((trx) => quarantineHost(trx, host, why))).toBe(true);
  await record(visitOf('boastful.social', noonOf(81), users(9_000_001)));
  expect((await rollUp(80, noonOf(90))).network).toMatchObject({ users_total: 3, servers_quarantined: 1 });
  expect((await rollUp(81, noonOf(90))).network).toMatchObject({ users_total: 3, servers_quarantined: 1 });
  expect(await findInstance(database.db, host)).toMatchObject({
    users_total: 9_000_001,
    quarantine: { rule: 'by-hand', since: dayOf(80), detail: 'not plausible' },
  });
  const lift = () => database.db.transaction().execute((trx) => liftQuarantine(trx, host, why));
  expect(await lift()).toEqual({ kind: 'withdrawn', since: dayOf(80) });
  expect((await rollUp(81, noonOf(91))).network).toMatchObject({
    users_total: 9_000_004,
    servers_quarantined: 0,
  });
  expect(await lift()).toBeUndefined();
});

test('a day before the census is a day without servers, and no software', async () => {
  const empty = await rollUp(-100);
  expect(empty.network).toMatchObject({ servers_observed: 0, servers_known: 0, users_total: 0 });
  expect(empty.software).toEqual([]);
});

test('uptime is the share of visits of thirty days that found the instance up', async () => {
  await record(
    visitOf('flaky.social', noonOf(0)),
    visitOf('flaky.social', noonOf(31)),
    failedVisit('flaky.social', noonOf(32)),
    visitOf('flaky.social', noonOf(33)),
    failedVisit('flaky.social', noonOf(34), { outcome: 'robots-unreachable' }),
  );
  await database.db.transaction().execute((trx) => refreshUptime(trx, new Date(noonOf(35))));
  expect((await findInstance(database.db, hostName('flaky.social')))?.uptime_30d).toBe(0.6667);
});
