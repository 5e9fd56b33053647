import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { recordColumns } from '../../../db/model/record-columns.ts';
import type { NetworkRecord } from '../../../db/model/records.ts';
import { type Duck, openDuck } from '../../support/duckdb.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { fillPublishedCensus, publishedDays } from '../../support/published-census.ts';
import { runCli } from '../../support/run-cli.ts';
import { startApi } from '../../web/api/api-server.ts';

let database: TestDatabase;
let duck: Duck;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase(fillPublishedCensus);
  duck = await openDuck();
});

afterAll(async () => {
  duck[Symbol.dispose]();
  await database[Symbol.asyncDispose]();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fedicensus-export-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const exportSnapshots = (out: string, ...more: readonly string[]) =>
  runCli(['export', 'snapshots', '--format', 'parquet', '--out', out, ...more], {
    DATABASE_URL: database.url,
    FEDICENSUS_DATA: folder,
  });

const listed = async (path: string) =>
  (await readdir(path, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .toSorted();

test('snapshots go into a folder of months that DuckDB reads in place, and sum up to the day figures', async () => {
  const out = join(folder, 'snapshots');
  expect(await exportSnapshots(`${out}/`)).toMatchObject({ code: 0, stdout: '' });
  expect(await listed(out)).toEqual([
    'year=2025/month=12/part-0.parquet',
    'year=2026/month=1/part-0.parquet',
    'year=2026/month=2/part-0.parquet',
  ]);
  expect(await readdir(folder)).toEqual(['snapshots']);

  const tree = `read_parquet('${out}/**/*.parquet', hive_partitioning = true)`;
  const sums = await duck.ask(`
    select strftime(day, '%Y-%m-%d') as day, count(*)::integer as servers, sum(users_total)::bigint as users_total,
      sum(users_active_month)::bigint as users_active_month
    from ${tree} where quarantine_rule is null group by all order by day`);
  await using api = await startApi(database.db);
  const answer = (await (await api.get('/api/v1/network?limit=1000')).json()) as { data: NetworkRecord[] };
  expect(sums).toEqual(
    answer.data.map((figure) => ({
      day: figure.day,
      servers: figure.servers_observed,
      users_total: figure.users_total_observed,
      users_active_month: figure.users_active_month_observed,
    })),
  );
  expect(sums).toHaveLength(publishedDays.length);

  // The partitions are numbers, and the files have no columns of that name that could differ from their path.
  expect(await duck.ask(`select distinct year, month from ${tree} order by all`)).toEqual([
    { year: 2025, month: 12 },
    { year: 2026, month: 1 },
    { year: 2026, month: 2 },
  ]);
  const file = `${out}/year=2026/month=1/part-0.parquet`;
  const own = await duck.ask(
    `select column_name from (describe from read_parquet('${file}', hive_partitioning = false))`,
  );
  expect(own.map((column) => column.column_name)).toEqual(recordColumns('snapshots').map(({ name }) => name));
  const plan = await duck.explain(`select sum(users_total) from ${tree} where year = 2026 and month = 2`);
  expect(plan).toContain('Scanning Files: 1/3');
});

test('an earlier folder of months is replaced, and a folder of other things is not', async () => {
  const out = join(folder, 'snapshots');
  await exportSnapshots(`${out}/`);
  expect(await exportSnapshots(out, '--from', '2026-01-01', '--to', '2026-01-31')).toMatchObject({ code: 0 });
  expect(await listed(out)).toEqual(['year=2026/month=1/part-0.parquet']);

  await mkdir(join(folder, 'thesis'));
  await writeFile(join(folder, 'thesis', 'chapter-1.txt'), 'years of work');
  const refused = await exportSnapshots(join(folder, 'thesis'));
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stderr).toContain('cannot be replaced: it holds "chapter-1.txt"');
  expect(await readFile(join(folder, 'thesis', 'chapter-1.txt'), 'utf8')).toBe('years of work');
  expect((await readdir(folder)).toSorted()).toEqual(['snapshots', 'thesis']);
});

test('a folder is no place for anything else', async () => {
  const { code, stderr } = await runCli(['export', 'network', '--format', 'parquet', '--out', `${folder}/`], {
    DATABASE_URL: database.url,
  });
  expect(code).toBe(2);
  expect(stderr).toContain('only for export snapshots --format parquet');
});

test('Parquet goes to a pipe as it goes to a file', async () => {
  const file = join(folder, 'network.parquet');
  const environment = { DATABASE_URL: database.url };
  await runCli(['export', 'network', '--format', 'parquet', '--out', file], environment);
  const { stdout, code } = await runCli(['export', 'network', '--format', 'parquet'], environment);
  expect(code).toBe(0);
  expect(stdout.startsWith('PAR1') && stdout.endsWith('PAR1')).toBe(true);
  expect(await duck.ask(`select count(*)::integer as days from '${file}'`)).toEqual([
    { days: publishedDays.length },
  ]);
});
