import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VisitRecord } from '../../../db/model/visit-record.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { runCli } from '../../support/run-cli.ts';
import { failedVisit, visitOf } from '../../support/visit-records.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const run = (...args: readonly string[]) => runCli(['status', ...args], { DATABASE_URL: database.url });
const report = async () => JSON.parse((await run('--json')).stdout);
/** An instant so many hours before the real one, by which the command judges. */
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

async function record(visits: readonly VisitRecord[]): Promise<void> {
  const hosts = visits.map(({ host }) => host);
  await addHosts(database.db, hosts, { source: 'seed', at: hoursAgo(200) });
  await database.db.transaction().execute((trx) => recordVisits(trx, visits));
}

test('an empty census has a status too', async () => {
  expect(await report()).toEqual({
    hosts: {},
    due: 0,
    oldest_due_at: null,
    outcomes_24h: {},
    queued: 0,
    queued_waiting: 0,
    queued_running: 0,
    last_visit_at: null,
    living: 0,
    living_overdue: 0,
    oldest_due_living: null,
    oldest_due_living_at: null,
    oldest_due_living_age_seconds: null,
    last_pass: null,
    own_outage: null,
    wildcard_domains: 0,
    removals_waiting: 0,
    hosts_refused: 0,
    names_refused_today: {},
  });
  const { code, stdout } = await run();
  expect(code).toBe(0);
  expect(stdout).not.toMatch(/undefined|null|NaN/);
});

test('living instances that wait are told with the one that has waited longest; failing ones wait by design', async () => {
  const [fresh, late, latest, failing] = [hoursAgo(1), hoursAgo(30), hoursAgo(50), hoursAgo(60)];
  await record([
    visitOf('fresh.social', fresh.toISOString()),
    visitOf('late.social', late.toISOString()),
    visitOf('latest.social', latest.toISOString()),
    failedVisit('failing.social', failing.toISOString(), { status: 'failing', nextVisitAt: late }),
    failedVisit('shut.social', fresh.toISOString(), {
      outcome: 'robots-denied',
      status: 'refused',
      nextVisitAt: hoursAgo(-24),
    }),
  ]);
  expect(await report()).toMatchObject({
    hosts: { up: 3, failing: 1, refused: 1 },
    due: 3,
    oldest_due_at: late.toISOString(),
    living: 3,
    living_overdue: 2,
    oldest_due_living: 'latest.social',
    oldest_due_living_at: new Date(latest.getTime() + 22 * 3_600_000).toISOString(),
    last_visit_at: fresh.toISOString(),
    outcomes_24h: { up: 1, 'robots-denied': 1 },
    hosts_refused: 1,
  });
  expect((await run()).stdout).toMatch(/^Oldest due living instance: latest\.social, due for \d+ minutes$/m);
});

test('passes, outages, traps and wishes to be forgotten are told', async () => {
  const [began, ended, passed] = [hoursAgo(80), hoursAgo(79), hoursAgo(70)];
  const { db } = database;
  const today = new Date().toISOString().slice(0, 10);
  await db.insertInto('own_outage').values({ began_at: began, ended_at: ended, failures: 12 }).execute();
  await db
    .insertInto('pass')
    .values([
      { day: '2026-01-01', completed_at: hoursAgo(9_000) },
      { day: passed.toISOString().slice(0, 10), completed_at: passed },
    ])
    .execute();
  await db
    .insertInto('domain')
    .values([
      { name: 'trap.example', is_wildcard: true },
      { name: 'honest.example', is_wildcard: false },
      { name: 'untried.example', is_wildcard: null },
    ])
    .execute();
  await db
    .insertInto('removal')
    .values([
      { host: 'a.social', token: 'a', requested_at: began, state: 'waiting' },
      { host: 'b.social', token: 'b', requested_at: began, state: 'confirmed' },
    ])
    .execute();
  await db
    .insertInto('host_name_refusal')
    .values([
      { day: today, reason: 'ip-literal', names: 3 },
      { day: today, reason: 'has-port', names: 40 },
      { day: '2026-01-01', reason: 'empty', names: 1 },
    ])
    .execute();
  expect(await report()).toMatchObject({
    last_pass: { day: passed.toISOString().slice(0, 10), completed_at: passed.toISOString() },
    own_outage: {
      began_at: began.toISOString(),
      ended_at: ended.toISOString(),
      failures: 12,
      is_running: false,
    },
    wildcard_domains: 1,
    removals_waiting: 1,
    names_refused_today: { 'has-port': 40, 'ip-literal': 3 },
  });
  const { stdout } = await run();
  expect(stdout).toContain('Names refused today: 40 has-port, 3 ip-literal\n');
  expect(stdout).toContain(`Our own outages: the last from ${began.toISOString()} to ${ended.toISOString()}`);
});

test('an outage without an end goes on until a visit was recorded after it', async () => {
  const began = hoursAgo(0.25);
  await database.db.insertInto('own_outage').values({ began_at: began, failures: 40 }).execute();
  expect(await report()).toMatchObject({ own_outage: { ended_at: null, is_running: true } });
  expect((await run()).stdout).toContain(
    `Our own outages: one since ${began.toISOString()} (40 failed visits)\n`,
  );
  await record([visitOf('fresh.social', hoursAgo(0.1).toISOString())]);
  expect(await report()).toMatchObject({ own_outage: { ended_at: null, is_running: false } });
  expect((await run()).stdout).toContain(`to an unknown time (40 failed visits)\n`);
});
