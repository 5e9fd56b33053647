import { expect, test } from 'vitest';
import type { RunObserver } from '../../../crawler/run/observer.ts';
import { silentObserver } from '../../../crawler/run/observer.ts';
import { OwnOutageError } from '../../../crawler/run/outage.ts';
import type { Visit } from '../../../crawler/run/run-state.ts';
import type { OutcomeKind } from '../../../db/model/outcome.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { runCrawl } from '../../support/run-crawl.ts';
import { failedVisit, hostName, visitOf } from '../../support/visit-records.ts';

/** A census of two hundred instances that were up yesterday and are due today. */
const hosts = Array.from({ length: 200 }, (_, index) => `server-${index}.social`);
const yesterday = '2026-03-01T12:00:00Z';
const today = '2026-03-02T12:00:00Z';
const now = () => new Date(today);

async function census(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  await addHosts(database.db, hosts.map(hostName), { source: 'seed', at: new Date(yesterday) });
  await database.db.transaction().execute((trx) =>
    recordVisits(
      trx,
      hosts.map((host) => visitOf(host, yesterday, { nextVisitAt: new Date('2026-03-02T10:00:00Z') })),
    ),
  );
  return database;
}

/** Visits that fail while `isDown` says so for the host. */
function visiting(
  isDown: (host: string) => boolean,
  outcome: OutcomeKind = 'timed-out',
  log: string[] = [],
): Visit {
  return async ({ host, consecutiveFailures }) => {
    log.push(host);
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (!isDown(host)) return visitOf(host, today);
    const nextVisitAt = new Date('2026-03-02T15:00:00Z');
    return failedVisit(host, today, { outcome, consecutiveFailures: consecutiveFailures + 1, nextVisitAt });
  };
}

async function statuses(database: TestDatabase) {
  const rows = await database.db
    .selectFrom('host')
    .select(['status', 'consecutive_failures', 'queued_at'])
    .execute();
  return {
    up: rows.filter(({ status }) => status === 'up').length,
    failing: rows.filter(({ status }) => status === 'failing').length,
    failures: rows.reduce((sum, row) => sum + row.consecutive_failures, 0),
    queued: rows.filter(({ queued_at }) => queued_at !== null).length,
  };
}

const watching = (events: string[]): RunObserver => ({
  ...silentObserver,
  outageBegan: () => events.push('began'),
  outageEnded: () => events.push('ended'),
});

test.for<OutcomeKind>(['timed-out', 'dns-failed', 'unreachable', 'tls-failed'])(
  'cases 19, 77: when everything fails at once (%s) nobody is marked down, and the run goes on when the network is back',
  async (outcome) => {
    await using database = await census();
    let visits = 0;
    let asked = 0;
    const events: string[] = [];
    // Until the third time that somebody is asked whether they still answer.
    const isOut = () => visits > 80 && asked < 9;
    const inner = visiting(isOut, outcome);
    await runCrawl(database, {
      now,
      observer: watching(events),
      reach: async () => {
        asked += 1;
        return !isOut();
      },
      visit: (state, signal) => {
        visits += 1;
        return inner(state, signal);
      },
    });
    expect(events).toEqual(['began', 'ended']);
    expect(await statuses(database)).toEqual({ up: 200, failing: 0, failures: 0, queued: 0 });
    const outages = await database.db.selectFrom('own_outage').selectAll().execute();
    expect(outages).toHaveLength(1);
    expect(outages[0]?.failures).toBeGreaterThanOrEqual(12);
    expect(outages[0]?.ended_at).not.toBeNull();
    const failed = await database.db
      .selectFrom('visit')
      .select('outcome')
      .where('outcome', '!=', 'up')
      .execute();
    expect(failed).toEqual([]);
  },
);

test('case 77: a run that is to end, and finds no network, ends in an error with nobody marked down', async () => {
  await using database = await census();
  const run = runCrawl(database, { now, reach: async () => false, visit: visiting(() => true) });
  await expect(run).rejects.toThrow(OwnOutageError);
  expect(await statuses(database)).toMatchObject({ up: 200, failing: 0, failures: 0 });
  // The next run finds the network back, and misses nobody.
  await runCrawl(database, { now, visit: visiting(() => false) });
  const visited = await database.db
    .selectFrom('host')
    .select('name')
    .where('last_visit_at', '=', now())
    .execute();
  expect(visited).toHaveLength(200);
});

test('servers that are down among others that are up are marked down', async () => {
  await using database = await census();
  const events: string[] = [];
  const isDown = (host: string) => Number(/\d+/.exec(host)?.[0]) % 5 === 0;
  await runCrawl(database, { now, observer: watching(events), visit: visiting(isDown) });
  expect(events).toEqual([]);
  expect(await statuses(database)).toMatchObject({ up: 160, failing: 40, failures: 40 });
});

test('many hosts of one provider that fail together are the provider, not us', async () => {
  await using database = await createTestDatabase();
  const hosted = Array.from({ length: 100 }, (_, index) => hostName(`member-${index}.provider.social`));
  await addHosts(database.db, hosted, { source: 'seed', at: new Date(yesterday) });
  await database.db.transaction().execute((trx) =>
    recordVisits(
      trx,
      hosted.map((host) => visitOf(host, yesterday, { nextVisitAt: new Date('2026-03-02T10:00:00Z') })),
    ),
  );
  const events: string[] = [];
  await runCrawl(database, { now, observer: watching(events), visit: visiting(() => true) });
  expect(events).toEqual([]);
  expect(await statuses(database)).toMatchObject({ failing: 100 });
});

test('half of all servers gone at once is looked into, and believed when those that are left answer', async () => {
  await using database = await census();
  const events: string[] = [];
  const isDown = (host: string) => Number(/\d+/.exec(host)?.[0]) % 3 !== 0;
  await runCrawl(database, {
    now,
    observer: watching(events),
    reach: async (host) => !isDown(host),
    visit: visiting(isDown),
  });
  expect(events).toEqual(['began', 'ended']);
  expect(await statuses(database)).toMatchObject({ up: 67, failing: 133, queued: 0 });
});

test('a long row of dead names is recorded as it is, without a pause and without asking anybody twice', async () => {
  await using database = await createTestDatabase();
  const alive = Array.from({ length: 20 }, (_, index) => hostName(`alive-${index}.social`));
  const dead = Array.from({ length: 400 }, (_, index) => hostName(`dead-${index}.social`));
  await addHosts(database.db, alive, { source: 'seed', at: new Date(yesterday) });
  await addHosts(database.db, dead, { source: 'seed', at: new Date(today) });
  const events: string[] = [];
  const log: string[] = [];
  await runCrawl(database, {
    now,
    observer: watching(events),
    visit: visiting((host) => host.startsWith('dead-'), 'timed-out', log),
  });
  expect(events).toEqual([]);
  expect(log).toHaveLength(420);
  const recorded = await database.db.selectFrom('visit').select('outcome').execute();
  expect(recorded).toHaveLength(420);
});

test('where one server is all that answers, a row of dead names is still not taken for our own outage', async () => {
  await using database = await createTestDatabase();
  const dead = Array.from({ length: 120 }, (_, index) => hostName(`dead-${index}.social`));
  await addHosts(database.db, [hostName('alive.social')], { source: 'seed', at: new Date(yesterday) });
  await addHosts(database.db, dead, { source: 'seed', at: new Date(today) });
  const events: string[] = [];
  const visit = visiting((host) => host.startsWith('dead-'), 'timed-out');
  await runCrawl(database, { now, observer: watching(events), reach: async () => true, visit });
  expect(events).toEqual([]);
  expect(await database.db.selectFrom('visit').select('outcome').execute()).toHaveLength(121);
});
