import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, type UtcDay } from '../../db/model/utc-day.ts';
import { networkSeries } from '../../db/queries/day-figures.ts';
import { type Fediverse, startFediverse } from '../fediverse/start.ts';
import { crawlOnce, startCrawl } from '../support/crawl-fediverse.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

/** Two crawls as a user starts them; in the second, nearly everybody stops answering for a while. */
const firstDay = '2026-01-01' as UtcDay;
const secondDay = addDays(firstDay, 1);

let fediverse: Fediverse;
let database: TestDatabase;
beforeAll(async () => {
  fediverse = await startFediverse({
    hosts: 150,
    seed: 7,
    firstDay,
    faults: 'none',
    deathShare: 0,
    latencyMedianMs: 0,
  });
  database = await createTestDatabase();
  await crawlOnce(fediverse, database, { now: `${firstDay}T12:00:00Z`, concurrency: 20 });
}, 120_000);
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fediverse.close();
});

test('case 77: while our network is down a crawl waits, marks nobody down, and goes on when it is back', async () => {
  fediverse.setDay(secondDay);
  fediverse.setOutage({ share: 0.95, kind: 'reset' });
  const crawl = startCrawl(fediverse, database, { now: `${secondDay}T12:00:00Z`, concurrency: 20 });
  const began = async () =>
    (await database.db.selectFrom('own_outage').select('ended_at').execute()).length > 0;
  while (!(await began())) await sleep(200);
  fediverse.setOutage(null);
  const { code, stderr } = await crawl.finished;
  expect(stderr).not.toContain('unexpected');
  expect(code).toBe(0);
  const failing = await database.db
    .selectFrom('host')
    .select(['name', 'status', 'consecutive_failures'])
    .where((eb) =>
      eb.or([eb('status', 'in', ['failing', 'gone', 'silent']), eb('consecutive_failures', '>', 0)]),
    )
    .execute();
  expect(failing).toEqual([]);
  const { totals } = fediverse.truth();
  const [day] = await networkSeries(database.db, { from: secondDay, to: secondDay });
  expect(day).toMatchObject({ servers_observed: totals.servers, servers_carried: 0, servers_failed: 0 });
  expect(day).toMatchObject({ users_total: totals.usersTotal });
  const outages = await database.db.selectFrom('own_outage').selectAll().execute();
  expect(outages).toMatchObject([{ ended_at: expect.any(Date) }]);
  const uptimes = await database.db.selectFrom('instance').select('uptime_30d').distinct().execute();
  expect(uptimes).toEqual([{ uptime_30d: 1 }]);
}, 300_000);
