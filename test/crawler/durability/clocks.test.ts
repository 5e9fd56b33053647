import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { CensusDatabase } from '../../../db/tables.ts';
import { startFediverse } from '../../fediverse/start.ts';
import { crawlOnce, startCrawl } from '../../support/crawl-fediverse.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { runCli, said } from '../../support/run-cli.ts';
import { expectWholeDay, recorded } from '../../support/whole-day.ts';

const rows = async (db: CensusDatabase, query: string) => (await sql.raw(query).execute(db)).rows;

test('case 80: a clock set two hours back and a day ahead in mid-run costs no lease, bends no time and makes no second day', async () => {
  await using fediverse = await startFediverse({ hosts: 150, seed: 80, faults: 'none', latencyMedianMs: 60 });
  await using database = await createTestDatabase();
  // Months away from the clock of the database, by which leases are.
  const began = '2026-01-01T12:00:00.000Z';
  const worker = startCrawl(fediverse, database, {
    now: null,
    concurrency: 5,
    variables: {
      NODE_OPTIONS: `--import ${join(import.meta.dirname, '../../support/jumping-clock.ts')}`,
      CLOCK_START: began,
    },
  });
  for (const [snapshots, setTo] of [
    [20, '2026-01-01T10:'],
    [60, '2026-01-02T12:'],
  ] as const) {
    await recorded(database.db, snapshots);
    worker.kill('SIGUSR2');
    await said(worker, `clock set to ${setTo}`);
  }
  const { code, stdout, stderr } = await worker.finished;
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '').seconds).toBeGreaterThan(0);
  await expectWholeDay(database.db, fediverse, '2026-01-01');
  const bent = `select from visit where duration_ms < 0 or visited_at not between '${began}' and '2026-01-01T13:00Z'`;
  expect(await rows(database.db, bent)).toEqual([]);
  expect(await rows(database.db, "select day from day_figure where facet = 'network'")).toEqual([
    { day: '2026-01-01' },
  ]);
  // Nobody's job was taken for a dead worker's.
  expect(
    await rows(database.db, `select id from pgboss.job where name = 'visit' and retry_count > 0`),
  ).toEqual([]);
}, 120_000);

/** In some of the zones each of these lies on another day than in UTC; the first on a day of 23 hours in one of them. */
const instants = ['2026-03-29T00:30:00Z', '2028-02-29T23:30:00Z'];

test('case 81: time zones of the process and of the database change no day, with summer time and leap days', async () => {
  await using fediverse = await startFediverse({
    ...{ hosts: 10, seed: 81, faults: 'none', birthShare: 0, deathShare: 0, firstDay: '2026-01-01' },
  });
  const results: unknown[] = [];
  // West of UTC as well only where time is plenty: each zone takes some fifteen seconds.
  const west = process.env.FEDICENSUS_LONG_TESTS === '1' ? ['America/Sao_Paulo'] : [];
  for (const zone of ['UTC', 'Europe/Berlin', 'Pacific/Apia', ...west]) {
    await using database = await createTestDatabase();
    const name = new URL(database.url).pathname.slice(1);
    await sql.raw(`alter database ${name} set timezone to '${zone}'`).execute(database.db);
    const variables = { TZ: zone };
    for (const now of instants) await crawlOnce(fediverse, database, { now, variables });
    results.push(await daysOf(database, variables));
  }
  const [utc, ...others] = results;
  const { servers } = fediverse.truth().totals;
  expect(utc).toMatchObject({
    days: [
      { day: '2026-03-29', snapshots: servers },
      { day: '2028-02-29', snapshots: servers },
    ],
    rules: [{ day: '2026-03-29' }],
  });
  for (const other of others) expect(other).toEqual(utc);
}, 300_000);

async function daysOf(
  { db, url }: TestDatabase,
  variables: Readonly<Record<string, string>>,
): Promise<unknown> {
  const cli = async (...args: string[]) => {
    const { code, stdout, stderr } = await runCli(args, { DATABASE_URL: url, ...variables });
    if (code !== 0) throw new Error(stderr);
    return stdout;
  };
  // Once more, by a process of its own: the recount must find the same.
  await cli('rollup', '--from', '2028-02-28', '--to', '2028-03-01');
  return {
    days: await rows(db, 'select day, count(*) as snapshots from snapshot group by day order by day'),
    rules: await rows(
      db,
      `select distinct (valid_from at time zone 'UTC')::date as day from rule_set order by 1`,
    ),
    network: await cli('export', 'network', '--format', 'csv'),
  };
}
