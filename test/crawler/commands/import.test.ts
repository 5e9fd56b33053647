import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openImportProgress } from '../../../crawler/commands/import-progress.ts';
import { printImport } from '../../../crawler/commands/print-import.ts';
import { archiveSeries } from '../../../db/queries/day-figures.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { type RunningCli, runCli, startCli } from '../../support/run-cli.ts';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'fedicensus-import-command-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await database.db.deleteFrom('archive_day').execute();
});

const environment = () => ({ DATABASE_URL: database.url });
const run = (...args: readonly string[]) => runCli(['import', ...args], environment());
const series = () => archiveSeries(database.db);
const header = 'day,domain,users_total,users_active_month';
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => `2022-11-04,server-${index}.net,2,1\n`).join('');

async function fileWith(content: string): Promise<string> {
  const file = join(folder, 'list');
  await writeFile(file, content);
  return file;
}

/** Waits until a command holds rows that nobody else can see yet. */
async function isInTheMiddle(command: RunningCli): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select from pg_stat_activity where datname = current_database() and application_name = 'fedicensus'
        and xact_start is not null and query like 'insert into listed_server%'`.execute(database.db);
    if (rows.length > 0) return;
    if ((await Promise.race([command.finished, sleep(20)])) !== undefined)
      throw new Error(`The import has ended: ${command.output().stderr}`);
  }
}

test('lists are imported, and everything that was not taken as it stood is printed', async () => {
  const file = await fileWith(
    [
      `${header},title`,
      '2022-11-04,birchmoor.net,5,2,a',
      '2022-11-04,BIRCHMOOR.net.,6,2,b',
      '2022-11-04,fake.net,5,500,c',
      '2022-11-04,elm.net,-5,,d',
      '2022-11-05,elm.net/about,5,,e',
    ].join('\n'),
  );
  const result = await run('csv', file, '--source', 'somebody.example');
  expect(result.code).toBe(0);
  expect(result.stdout).toMatch(/^5 rows read, 3 taken \(1 of 1 days new or changed\)\.\n/);
  expect(result.stdout.split('\n').slice(1, -1)).toEqual([
    '  refused, name-has-path: 1',
    '  names mended: 1',
    '  merged with another row of the same server: 1 (1 with other figures)',
    expect.stringMatching(/^ {2}quarantined, [a-z-]+: 1$/),
    '  not read, users_total negative: 1',
    '  columns ignored: title',
  ]);
  expect(await series()).toMatchObject([{ source: 'somebody.example', servers: 2, users_total: 6 }]);
});

test('instances.json is imported, and the line says how its day was found', async () => {
  const file = await fileWith('[{"name":"birchmoor.net","users":5}]');
  const given = await run('instances-social', file, '--at', '2022-11-04T12:00:00Z');
  expect(given.stdout).toBe(
    '1 rows read, 1 taken (1 of 1 days new or changed).\n  day: 2022-11-04, as --at says\n',
  );
  const today = await run('instances-social', file);
  expect(today.stdout).toContain('today: neither --at nor the file says when it was taken');
  expect((await series()).map(({ source, day }) => [source, day])).toEqual([
    ['instances.social', '2022-11-04'],
    ['instances.social', expect.stringMatching(/^20/)],
  ]);
});

test('with --json the answer is one line', async () => {
  const file = await fileWith(`${header}\n2022-11-04,birchmoor.net,5,2\n2022-11-04,@,5,2\n`);
  const result = await run('csv', file, '--json');
  expect(result.stdout.endsWith('}\n')).toBe(true);
  expect(JSON.parse(result.stdout)).toEqual({
    read: 2,
    taken: 1,
    changed: 1,
    refused: { 'name-empty': 1 },
    days: 1,
    day: null,
    mended: 0,
    merged: 0,
    merged_with_other_figures: 0,
    quarantined: {},
    not_read: {},
    sums_too_large: 0,
    ignored_columns: [],
  });
});

test.for([
  [['xml', 'file'], 2, /no format of import; there is: joinmastodon-statistics, instances-social, csv/],
  [['csv', 'file', '--at', 'yesterday'], 2, /--at/],
  [['csv', '/nowhere/list.csv'], 1, /list.csv cannot be imported. There is no such file./],
] as const)('import %s ends with code %d and a sentence', async ([args, code, words]) => {
  const result = await run(...args);
  expect([result.code, result.stdout]).toEqual([code, '']);
  expect(result.stderr).toMatch(words);
});

test('a file of another format is refused in one sentence that names it', async () => {
  const file = await fileWith('[{"name":"birchmoor.net","users":5}]');
  const result = await run('csv', file);
  expect([result.code, result.stdout]).toEqual([1, '']);
  expect(result.stderr.trim().split('\n').at(-1)).toMatch(/it looks like the format instances-social\.$/);
});

test('a killed import leaves nothing, and nothing in the way of the next one', async () => {
  const command = startCli(['import', 'csv', await fileWith(`${header}\n${rowsOf(300_000)}`)], environment());
  await isInTheMiddle(command);
  command.kill('SIGKILL');
  expect(await command.finished).toMatchObject({ signal: 'SIGKILL' });
  expect(await series()).toEqual([]);
  expect(await run('csv', await fileWith(`${header}\n${rowsOf(3_000)}`))).toMatchObject({ code: 0 });
  expect(await series()).toMatchObject([{ servers: 3_000, users_total: 6_000 }]);
});

test('a stopped import ends with code 1, says so and leaves nothing', async () => {
  const file = await fileWith(`${header}\n${rowsOf(300_000)}`);
  const command = startCli(['import', 'csv', file], environment());
  await isInTheMiddle(command);
  command.kill('SIGTERM');
  const result = await command.finished;
  expect([result.code, result.signal, result.stdout]).toEqual([1, null, '']);
  expect(result.stderr).toContain(`${file} was not imported: stopped before its end.`);
  expect(await series()).toEqual([]);
});

test('off a terminal the progress of a long file is a line every five seconds', () => {
  const lines: string[] = [];
  const stream = { isTTY: false, write: (line: string) => lines.push(line) > 0 };
  let now = 0;
  const view = openImportProgress(stream as unknown as NodeJS.WriteStream, () => now);
  const progress = { bytesRead: 1_250_000, totalBytes: 9_000_000, rows: 2_000 };
  view.update(progress);
  now = 4_999;
  view.update(progress);
  now = 5_000;
  view.update(progress);
  now = 9_000;
  view.update(progress);
  now = 10_000;
  view.update({ ...progress, totalBytes: null });
  view.stop();
  expect(lines).toEqual(['import: 1.3 of 9 MB read, 2000 rows\n', 'import: 1.3 MB read, 2000 rows\n']);
});

test('of many unknown columns the first are named and the rest counted', () => {
  const columns = Array.from({ length: 30 }, (_, index) => `c${index}`);
  const lists = {
    days: 1,
    dayOfAll: null,
    mended: 0,
    merged: 0,
    contradicting: 0,
    quarantined: {},
    unread: {},
    tooLargeSums: 1,
    ignoredColumns: columns,
  };
  const summary = { read: 1, taken: 1, changed: 1, refused: {}, lists };
  expect(printImport(summary, false).split('\n').slice(1, -1)).toEqual([
    '  days whose raw sum is too large to be kept: 1',
    `  columns ignored: ${columns.slice(0, 20).join(', ')}, and 10 more`,
  ]);
});
