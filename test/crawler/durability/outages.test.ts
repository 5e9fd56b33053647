import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fediverse, startFediverse } from '../../fediverse/start.ts';
import { startCrawl } from '../../support/crawl-fediverse.ts';
import { OwnPostgres } from '../../support/own-postgres.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { said } from '../../support/run-cli.ts';
import { countSnapshots, expectWholeDay, recorded, torn } from '../../support/whole-day.ts';

/** Real crawls in processes of their own, whose PostgreSQL fails in the middle. */
const day = '2026-01-01';
let fediverse: Fediverse;
beforeAll(async () => {
  fediverse = await startFediverse({ hosts: 150, seed: 75, faults: 'none', latencyMedianMs: 60 });
});
afterAll(() => fediverse.close());

const startWorker = (postgres: OwnPostgres) =>
  startCrawl(fediverse, postgres, { now: `${day}T12:00:00Z`, concurrency: 5 });

const linesWith = (text: string, word: string) => text.split('\n').filter((line) => line.includes(word));

test('case 75: workers wait while PostgreSQL is gone by an immediate stop, go on after it, and lose and double nothing', async () => {
  await using postgres = await OwnPostgres.open();
  const workers = [startWorker(postgres), startWorker(postgres)];
  for (const share of [0.2, 0.6]) {
    await recorded(postgres.db, Math.floor(fediverse.truth().totals.servers * share));
    await postgres.stop('immediate');
    for (const worker of workers) await said(worker, 'Waiting for it');
    await postgres.start();
  }
  for (const worker of workers) {
    const { code, stderr } = await worker.finished;
    expect(code, stderr).toBe(0);
    // Told once an outage, not once a try; the second may begin before the first has been told to be over.
    expect(linesWith(stderr, 'Waiting for it').length).toBeLessThanOrEqual(3);
    expect(stderr).toContain('the database works again');
  }
  await expectWholeDay(postgres.db, fediverse, day);
}, 240_000);

test('case 75: asked to stop while PostgreSQL is away, a worker gives up soon, says why and ends with code 1', async () => {
  await using postgres = await OwnPostgres.open();
  const worker = startWorker(postgres);
  await recorded(postgres.db, 20);
  await postgres.stop('fast');
  await said(worker, 'Waiting for it');
  worker.kill('SIGTERM');
  const { code, stderr } = await worker.finished;
  expect(code).toBe(1);
  expect(stderr.trim().split('\n').at(-1)).toMatch(/^The database.* cannot be used: /);
  expect(stderr).not.toContain('Unexpected failure');
  // The next run finishes what this one left.
  await postgres.start();
  await sql`update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`.execute(
    postgres.db,
  );
  const { code: next } = await startWorker(postgres).finished;
  expect(next).toBe(0);
  await expectWholeDay(postgres.db, fediverse, day);
}, 240_000);

test('case 76: a worker frozen for longer than its heartbeat writes nothing for the jobs that others took over', async () => {
  await using postgres = await OwnPostgres.open();
  const frozen = startWorker(postgres);
  await recorded(postgres.db, 20);
  frozen.kill('SIGSTOP');
  const held = await sql<{ id: string; retry_count: number }>`
    select id, retry_count from pgboss.job where state = 'active'`.execute(postgres.db);
  expect(held.rows.length).toBeGreaterThan(0);
  const other = startWorker(postgres);
  const { code, stderr } = await other.finished;
  expect(code, stderr).toBe(0);
  // It ended, so all that the frozen one held has been visited by it, under a later attempt.
  const taken = await sql<{ retry_count: number }>`
    select retry_count from pgboss.job where id = any(${held.rows.map(({ id }) => id)}::uuid[]) and state = 'completed'
      and retry_count > 0`.execute(postgres.db);
  expect(taken.rows.length).toBeGreaterThan(0);
  const before = await visits(postgres);
  frozen.kill('SIGCONT');
  const resumed = await frozen.finished;
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(await visits(postgres)).toEqual(before);
  await expectWholeDay(postgres.db, fediverse, day);
}, 240_000);

async function visits({ db }: OwnPostgres): Promise<unknown[]> {
  const { rows } = await sql`select host_id, visited_at, duration_ms from visit order by 1, 2`.execute(db);
  return rows;
}

test('case 86: SIGTERM lets visits under way end, gives the rest back and ends with 0', async () => {
  await using postgres = await OwnPostgres.open();
  const drained = startWorker(postgres);
  await recorded(postgres.db, 20);
  drained.kill('SIGTERM');
  const { code, stderr } = await drained.finished;
  expect(code, stderr).toBe(0);
  expect(await activeJobs(postgres)).toEqual([]);
  expect(await torn(postgres.db)).toEqual([]);
  expect(await countSnapshots(postgres.db)).toBeLessThan(fediverse.truth().totals.servers);
}, 120_000);

test('case 86: a second SIGTERM ends at once, in the midst of visits, whose jobs are left for another worker to take over', async () => {
  // Nobody answers within the seconds for which a first one waits.
  await using slow = await startFediverse({ hosts: 12, seed: 86, faults: 'none', latencyMedianMs: 60_000 });
  await using database = await createTestDatabase();
  const worker = startCrawl(slow, database, { now: `${day}T12:00:00Z`, concurrency: 5 });
  while ((await activeJobs(database)).length === 0 || slow.log().hosts.length === 0) await sleep(20);
  worker.kill('SIGTERM');
  await said(worker, 'Once more to stop at once');
  worker.kill('SIGTERM');
  const { code, stdout } = await worker.finished;
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(await activeJobs(database)).not.toEqual([]);
}, 60_000);

async function activeJobs({ db }: Pick<OwnPostgres, 'db'>): Promise<unknown[]> {
  const table = await sql<{ found: boolean }>`select to_regclass('pgboss.job') is not null as found`.execute(
    db,
  );
  if (table.rows[0]?.found !== true) return [];
  return (await sql`select id from pgboss.job where state = 'active'`.execute(db)).rows;
}
