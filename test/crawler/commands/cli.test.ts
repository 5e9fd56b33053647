import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { runCli } from '../../support/run-cli.ts';
import { hostName, visitOf } from '../../support/visit-records.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'fedicensus-cli-'));
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const run = (...args: readonly string[]) => runCli(args, { DATABASE_URL: database.url });
const linesOf = (text: string) => text.trim().split('\n');

/** A port of this machine that nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

test.for([
  [['nonsense'], /unknown command 'nonsense'/],
  [['crawl', '--nonsense'], /unknown option '--nonsense'/],
  [['crawl', '--concurrency', '0'], /^--concurrency is "0", but must be a whole number from 1 to 2000\.$/],
  [['crawl', '--now', 'yesterday'], /^--now is "yesterday", but must be an ISO 8601 instant/],
  [['crawl', '--connect-to', 'nowhere'], /^--connect-to is "nowhere", but must be HOST:PORT/],
  [['crawl', '--seed', '127.0.0.1'], /^The seed "127\.0\.0\.1" is no host name \(ip-literal\)\.$/],
  [
    ['crawl', '--seeds-file', '/no/such/file'],
    /^The seeds file \/no\/such\/file cannot be read \(ENOENT\)\.$/,
  ],
  [
    ['crawl', '--once', '--ca', '/no/such/ca'],
    /^The certificates of --ca \/no\/such\/ca cannot be read \(ENOENT\)\.$/,
  ],
  [['rollup', '--from', '2026-03-01'], /required option '--to <day>' not specified/],
  [['rollup', '--from', '2026-02-30', '--to', 'x'], /^--from is "2026-02-30", but must be a day/],
  [['rollup', '--from', '2026-03-02', '--to', '2026-03-01'], /^--to \(2026-03-01\) lies before --from/],
  [['optout', 'localhost'], /^"localhost" is no host name \(reserved-name\)\.$/],
  [
    ['optout', '*.a.b.birchmoor.net'],
    /^"\*\.a\.b\.birchmoor\.net" is no whole domain: give \*\.birchmoor\.net/,
  ],
] as const)('%j is wrong use: one clear line and exit code 2', async ([args, message]) => {
  const { code, stdout, stderr } = await run(...args);
  expect(linesOf(stderr)[0]).toMatch(message);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test('bad values of the environment are told all at once', async () => {
  const { code, stderr } = await runCli(['status'], { PORT: '99999', DATABASE_URL: 'mysql://x:secret@y/z' });
  expect(code).toBe(2);
  expect(linesOf(stderr)).toHaveLength(2);
  expect(stderr).toContain('PORT');
  expect(stderr).not.toContain('secret');
});

test('help needs neither a database nor a good environment', async () => {
  for (const args of [['--help'], ['crawl', '--help'], ['export', '--help']]) {
    const { code, stdout } = await runCli(args, { PORT: 'x', DATABASE_URL: 'x' });
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: fedicensus');
  }
});

test('a database that is not there is one line without the password', async () => {
  const url = `postgres://somebody:secret@127.0.0.1:${await closedPort()}/census`;
  const { code, stderr, stdout } = await runCli(['status'], { DATABASE_URL: url });
  expect({ code, stdout, lines: linesOf(stderr).length }).toEqual({ code: 1, stdout: '', lines: 1 });
  expect(stderr).toContain('nothing listens there');
  expect(stderr).not.toContain('secret');
});

test('case 84: a database of a newer release is left alone', async () => {
  await using newer = await createTestDatabase();
  await sql`insert into kysely_migration (name, timestamp) values ('2099-01-01-from-the-future', 'now')`.execute(
    newer.db,
  );
  const { code, stderr } = await runCli(['migrate'], { DATABASE_URL: newer.url });
  expect(code).toBe(1);
  expect(linesOf(stderr)).toEqual([expect.stringContaining('2099-01-01-from-the-future')]);
});

test('case 84: three migrations of an empty database at once all succeed', async () => {
  await using empty = await createTestDatabase();
  await sql`drop schema public cascade`.execute(empty.db);
  await sql`create schema public`.execute(empty.db);
  const results = await Promise.all([1, 2, 3].map(() => runCli(['migrate'], { DATABASE_URL: empty.url })));
  expect(results.map((result) => result.code)).toEqual([0, 0, 0]);
});

test('when no seed can be reached, the summary is printed, and a line names the seeds and the demo', async () => {
  const seeds = join(folder, 'seeds.txt');
  await writeFile(seeds, '# a comment\nfirst.social # and another\n\nsecond.social\nnot a host\n');
  const connectTo = `127.0.0.1:${await closedPort()}`;
  const { code, stdout, stderr } = await run(
    'crawl',
    '--once',
    '--json',
    '--seeds-file',
    seeds,
    '--connect-to',
    connectTo,
  );
  expect(code).toBe(1);
  expect(JSON.parse(linesOf(stdout).at(-1) ?? '')).toMatchObject({
    visits: 2,
    instances: 0,
    new_hosts: 2,
    requests: 0,
    outcomes: { 'connection-refused': 2 },
  });
  expect(stderr).toContain('The seed "not a host" is no host name');
  expect(linesOf(stderr).at(-1)).toMatch(
    /^No seed could be reached \(first\.social: connection-refused, second\.social: connection-refused\)\..*npm run demo/,
  );
  const again = await run('crawl', '--once', '--json', '--connect-to', connectTo);
  expect(again.code).toBe(0);
  expect(JSON.parse(linesOf(again.stdout).at(-1) ?? '')).toMatchObject({ visits: 0 });
});

test('status tells hosts by status, and optout forgets one for good', async () => {
  const visit = visitOf('leaving.social', new Date().toISOString());
  await addHosts(database.db, [visit.host], { source: 'seed', at: visit.visitedAt });
  await database.db.transaction().execute((trx) => recordVisits(trx, [visit]));
  const before = JSON.parse((await run('status', '--json')).stdout);
  expect(before).toMatchObject({ hosts: { up: 1 }, due: expect.any(Number), outcomes_24h: { up: 1 } });

  const { code, stdout } = await run('optout', 'LEAVING.social');
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: 'leaving.social is forgotten and will not be contacted again.\n',
  });
  expect(JSON.parse((await run('status', '--json')).stdout).hosts).toMatchObject({ 'opted-out': 1 });
  expect((await run('optout', 'leaving.social', '--undo')).code).toBe(0);
  expect((await run('optout', 'leaving.social', '--undo')).code).toBe(1);
});

test('case 73: optout of a whole domain blocks names that nobody has named yet', async () => {
  await addHosts(database.db, [hostName('one.holm.net')], { source: 'seed', at: new Date() });
  const blocked = await run('optout', '*.holm.net');
  expect(blocked).toMatchObject({
    code: 0,
    stdout: 'holm.net and all below it are forgotten (1 known hosts) and will not be contacted again.\n',
  });
  expect(await addHosts(database.db, [hostName('two.holm.net')], { source: 'peer', at: new Date() })).toBe(0);
  expect((await run('optout', 'two.holm.net', '--undo')).stderr).toContain('below a blocked domain');
  expect((await run('optout', '*.holm.net', '--undo')).code).toBe(0);
  expect((await run('optout', '*.holm.net', '--undo')).code).toBe(1);
});
