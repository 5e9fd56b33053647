import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { createDatabase, describeDatabaseProblem } from '../../db/client.ts';
import { problemKindOf } from '../../db/problems.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/postgres.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createEmptyDatabase();
  return () => database[Symbol.asyncDispose]();
});

/** The one value of a query. */
async function readValue(expression: string, db: CensusDatabase = database.db): Promise<unknown> {
  const { rows } = await sql<{ value: unknown }>`select ${sql.raw(expression)} as value`.execute(db);
  return rows[0]?.value;
}

test.for([
  ['5::bigint', 5],
  ['9007199254740991::bigint', Number.MAX_SAFE_INTEGER],
  ['(-9007199254740991)::bigint', Number.MIN_SAFE_INTEGER],
  ['null::bigint', null],
  ['(select count(*) from generate_series(1, 3))', 3],
  ['(select sum(n) from generate_series(1::bigint, 4) n)', 10],
  ['(select avg(n) from generate_series(1, 4) n)', 2.5],
  ['12345.678::numeric', 12_345.678],
  ['array[1::bigint, null, 3]', [1, null, 3]],
  ['array[1.5, 2]', [1.5, 2]],
  ["date '2026-03-01'", '2026-03-01'],
  ["array[date '2026-03-01', null]", ['2026-03-01', null]],
  ["timestamptz '2026-03-01T12:00:00+02'", new Date('2026-03-01T10:00:00Z')],
  [`'{"a_b": 1}'::jsonb`, { a_b: 1 }],
  ["current_setting('TimeZone')", 'UTC'],
  ['true', true],
] as const)('%s is read as %j', async ([expression, expected]) => {
  expect(await readValue(expression)).toEqual(expected);
});

test.for(['9007199254740992::bigint', '(-9007199254740993)::bigint', '1e30::numeric', "'NaN'::numeric"])(
  'a query with %s fails, since a number of ours would be another one',
  async (expression) => {
    await expect(readValue(expression)).rejects.toThrow(RangeError);
    // The connection is still good.
    expect(await readValue('1')).toBe(1);
  },
);

test('a date is the same day in every time zone of the process', async () => {
  const client = JSON.stringify(join(import.meta.dirname, '../../db/client.ts'));
  const script = `
    import { sql } from 'kysely';
    const { createDatabase } = await import(${client});
    await using db = createDatabase(process.env.URL);
    const { rows } = await sql\`select day, day::timestamptz as midnight from (select date '2018-11-04') as t(day)\`.execute(db);
    console.log(JSON.stringify(rows[0]));`;
  // Where midnight of that day did not exist: clocks went from 00:00 to 01:00.
  for (const TZ of ['America/Sao_Paulo', 'Pacific/Kiritimati', 'UTC']) {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...process.env, TZ, URL: database.url },
    });
    expect(JSON.parse(stdout)).toEqual({ day: '2018-11-04', midnight: '2018-11-04T00:00:00.000Z' });
  }
});

test('rows can be streamed, with the same types', async () => {
  const days: unknown[] = [];
  const query = sql<{ day: string; n: number }>`
    select date '2026-01-01' + n as day, n::bigint as n from generate_series(0, 9) n`;
  for await (const { rows } of database.db.getExecutor().stream(query.compile(database.db), 3))
    days.push(...rows);
  expect(days).toHaveLength(10);
  expect(days[9]).toEqual({ day: '2026-01-10', n: 9 });
});

test('a session has the name and the statement timeout of the options', async () => {
  await using db = createDatabase(database.url, { applicationName: 'a test', statementTimeoutMs: 100 });
  expect(await readValue("current_setting('application_name')", db)).toBe('a test');
  const failure = await readValue('pg_sleep(60)::text', db).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: '57014' });
  expect(describeDatabaseProblem(failure, database.url)).toContain('took longer than allowed');
});

test('a pool opens no more connections than it may', async () => {
  await using db = createDatabase(database.url, { maxConnections: 2, applicationName: 'a small pool' });
  await Promise.all(Array.from({ length: 6 }, () => readValue('pg_sleep(0.02)::text', db)));
  expect(
    await readValue("(select count(*) from pg_stat_activity where application_name = 'a small pool')"),
  ).toBeLessThanOrEqual(2);
});

test('an idle connection that is cut is replaced, and the process lives', async () => {
  await using db = createDatabase(database.url, { maxConnections: 1 });
  const cut = await readValue('pg_backend_pid()', db);
  await readValue(`pg_terminate_backend(${cut})`);
  await expect.poll(() => readValue('pg_backend_pid()', db).catch(() => cut)).not.toBe(cut);
});

test('a connection that is cut between two queries of a transaction fails it, and the process lives', async () => {
  await using db = createDatabase(database.url);
  const failure = await db
    .transaction()
    .execute(async (trx) => {
      const own = await readValue('pg_backend_pid()', trx);
      await readValue(`pg_terminate_backend(${own}, 5000)`);
      return readValue('1', trx);
    })
    .catch((error: unknown) => error);
  expect(describeDatabaseProblem(failure)).toMatch(/^The database cannot be used: /);
  expect(await readValue('1', db)).toBe(1);
});

test('an await-using database has no connection left after its block', async () => {
  {
    await using db = createDatabase(database.url, { applicationName: 'a short life' });
    await readValue('1', db);
  }
  await expect
    .poll(() => readValue("(select count(*) from pg_stat_activity where application_name = 'a short life')"))
    .toBe(0);
});

/** Why a first query on a URL fails. */
async function failureOf(url: string, connectTimeoutMs = 5_000): Promise<unknown> {
  await using db = createDatabase(url, { connectTimeoutMs });
  return await readValue('1', db).catch((error: unknown) => error);
}

test('a closed port, an unknown database and a wrong password are one line each, without the password', async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  const closed = `postgresql://someone:hunter2@127.0.0.1:${port}/census`;
  const missing = new URL(database.url);
  missing.pathname = '/no_such_database';
  const wrong = new URL(database.url);
  wrong.password = 'hunter2';
  const lines = [];
  for (const url of [closed, missing.href, wrong.href])
    lines.push(describeDatabaseProblem(await failureOf(url), url) ?? 'unknown');
  expect(lines[0]).toBe(
    `The database postgresql://someone:***@127.0.0.1:${port}/census cannot be used: nothing listens there: is PostgreSQL running? (ECONNREFUSED).`,
  );
  expect(lines[1]).toMatch(/^The database postgresql:.*\/no_such_database cannot be used: .* \(3D000\)\.$/);
  // A server of somebody else's may trust everybody on this machine.
  if (process.env.DATABASE_URL_TEST === undefined)
    expect(lines[2]).toMatch(/the user or the password \(28P01\)\.$/);
  for (const line of lines) expect(line).not.toMatch(/hunter2|\n/);
  expect(lines.join('\n')).not.toContain(new URL(database.url).password || '\0');
});

test('without a URL, the address in the error is named', async () => {
  expect(describeDatabaseProblem(await failureOf('postgresql://x@127.0.0.1:1/x'))).toBe(
    'The database at 127.0.0.1, port 1, cannot be used: nothing listens there: is PostgreSQL running? (ECONNREFUSED).',
  );
});

test('a server that accepts and says nothing is given up in time', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  onTestFinished(() => void silent.close());
  await once(silent, 'listening');
  const url = `postgresql://x@127.0.0.1:${(silent.address() as AddressInfo).port}/x`;
  expect(describeDatabaseProblem(await failureOf(url, 200))).toContain('did not answer in time');
});

test('a server that hangs in the midst of a statement is given up when it has been silent for too long', async () => {
  await using impatient = createDatabase(database.url, { maxConnections: 1, silentServerMs: 500 });
  const pid = await readValue('pg_backend_pid()', impatient);
  const failure = await readValue('pg_sleep(60)', impatient).catch((error: unknown) => error);
  expect(problemKindOf(failure)).toBe('passing');
  expect(describeDatabaseProblem(failure)).toContain('did not answer in time');
  // The pool has let go of that connection.
  expect(await readValue('pg_backend_pid()', impatient)).not.toBe(pid);
});

test('a server that hangs up at once is told from a missing one', async () => {
  const rude = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  onTestFinished(() => void rude.close());
  await once(rude, 'listening');
  const url = `postgresql://x@127.0.0.1:${(rude.address() as AddressInfo).port}/x`;
  expect(describeDatabaseProblem(await failureOf(url))).toContain('it closed the connection');
});

test.for([
  ['ENOTFOUND', 'no host of that name'],
  ['53300', 'max_connections'],
  ['57P03', 'starting up or shutting down'],
  ['25006', 'read-only'],
  ['CERT_HAS_EXPIRED', 'expired'],
] as const)('the code %s is told as "%s"', ([code, words]) => {
  expect(describeDatabaseProblem(Object.assign(new Error('any words'), { code }))).toContain(words);
});

test('a failure with several addresses is told by the first', () => {
  const refused = Object.assign(new Error(), { code: 'ECONNREFUSED', address: '::1', port: 5432 });
  expect(describeDatabaseProblem(new AggregateError([refused, new Error('other')]))).toContain(
    'at ::1, port 5432,',
  );
});

test.for([
  new Error('a bug'),
  Object.assign(new Error('duplicate key'), { code: '23505' }),
  'no error',
  null,
])('what nobody at a terminal can mend is not told as a problem of the database: %s', (error) => {
  expect(describeDatabaseProblem(error)).toBeUndefined();
});
