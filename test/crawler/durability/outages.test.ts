import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fediverse, startFediverse } from '../../fediverse/start.ts';
import { startCrawl } from '../../support/crawl-fediverse.ts';
import { OwnPostgres } from '../../support/own-postgres.ts';
import type { RunningCli } from '../../support/run-cli.ts';
import { countSnapshots, expectWholeDay } from '../../support/whole-day.ts';

/** Real crawls in processes of their own, whose PostgreSQL fails in the middle. */
const day = '2026-01-01';
let fediverse: Fediverse;
beforeAll(async () => {
  fediverse = await startFediverse({ hosts: 150, seed: 75, faults: 'none', latencyMedianMs: 60 });
});
afterAll(() => fediverse.close());

const startWorker = (postgres: OwnPostgres) =>
  startCrawl(fediverse, postgres, { now: `${day}T12:00:00Z`, concurrency: 5 });

async function recorded(postgres: OwnPostgres, snapshots: number): Promise<void> {
  while ((await countSnapshots(postgres.db)) < snapshots) await sleep(20);
}

/** Waits until a worker has said something. */
async function said(worker: RunningCli, words: string): Promise<void> {
  while (!worker.output().stderr.includes(words)) {
    const ended = await Promise.race([worker.finished, sleep(50)]);
    if (ended !== undefined)
      throw new Error(`The worker has ended and did not say "${words}":\n${ended.stderr}`);
  }
}

const linesWith = (text: string, word: string) => text.split('\n').filter((line) => line.includes(word));

test('case 75: workers wait while PostgreSQL is gone by an immediate stop, go on after it, and lose and double nothing', async () => {
  await using postgres = await OwnPostgres.open();
  const workers = [startWorker(postgres), startWorker(postgres)];
  for (const share of [0.2, 0.6]) {
    await recorded(postgres, Math.floor(fediverse.truth().totals.servers * share));
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
  await recorded(postgres, 20);
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

test('case 83: a database that turns read-only, or has no connection left, is waited for; no part of a batch is seen', async () => {
  await using postgres = await OwnPostgres.open({
    max_connections: '30',
    superuser_reserved_connections: '3',
  });
  const worker = startWorker(postgres);
  await recorded(postgres, 20);
  await postgres.asAdmin(async (admin) => {
    await admin.query('alter database census set default_transaction_read_only to on');
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'fedicensus%'",
    );
  });
  await said(worker, '(25006)');
  expect(await torn(postgres)).toEqual([]);
  await postgres.asAdmin(async (admin) => {
    await admin.query('alter database census reset default_transaction_read_only');
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'fedicensus%'",
    );
  });
  const { code, stderr } = await worker.finished;
  expect(code, stderr).toBe(0);
  await expectWholeDay(postgres.db, fediverse, day);
}, 240_000);

/** Hosts whose visit is recorded in part: marked as visited without a record, or up without a snapshot. */
async function torn({ db }: OwnPostgres): Promise<unknown[]> {
  const { rows } = await sql`
    select host.name from host
    left join visit using (host_id) left join snapshot using (host_id)
    where (host.last_visit_at is not null) <> (visit.host_id is not null)
      or (host.last_outcome = 'up') <> (snapshot.host_id is not null)`.execute(db);
  return rows;
}

test('case 76: a worker frozen for longer than its heartbeat writes nothing for the jobs that others took over', async () => {
  await using postgres = await OwnPostgres.open();
  const frozen = startWorker(postgres);
  await recorded(postgres, 20);
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

test('case 86: SIGTERM lets visits under way end, gives the rest back and ends with 0; a second one ends at once', async () => {
  await using postgres = await OwnPostgres.open();
  const drained = startWorker(postgres);
  await recorded(postgres, 20);
  drained.kill('SIGTERM');
  const { code, stderr } = await drained.finished;
  expect(code, stderr).toBe(0);
  const active = await sql`select from pgboss.job where state = 'active'`.execute(postgres.db);
  expect(active.rows).toEqual([]);
  expect(await torn(postgres)).toEqual([]);

  const before = await countSnapshots(postgres.db);
  const ended = startWorker(postgres);
  await recorded(postgres, before + 10);
  ended.kill('SIGTERM');
  await said(ended, 'Once more to stop at once');
  ended.kill('SIGTERM');
  const { code: second } = await ended.finished;
  // Zero when it was done before the second one came.
  expect([0, 1]).toContain(second);
}, 120_000);
