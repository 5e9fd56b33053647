import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createDatabase } from '../../db/client.ts';
import { canQuery, EmbeddedBench, ended, postmasterPid } from '../support/embedded-process.ts';

// The real binaries, real processes, real signals.
const bench = new EmbeddedBench();

test('the first use makes a cluster that is alike on every machine, and its end stops the server', async () => {
  const dataFolder = bench.newFolder();
  const user = bench.use(dataFolder, { isDurable: true });
  const { url = '', lines } = await user.opening;
  expect(lines).toEqual([`creating the database in ${dataFolder}/postgres`]);
  expect(url).toMatch(/^postgresql:\/\/fedicensus:[\w-]{32}@127\.0\.0\.1:\d+\/fedicensus$/);
  {
    await using db = createDatabase(url);
    const { rows } = await sql`
      select current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
        current_setting('server_encoding') as encoding, datlocprovider as provider, datlocale as locale,
        (select rolsuper or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user) as is_mighty,
        'Z' < 'a' and 'z' < 'ä' as is_ordered_by_code_point, lower('ÄΣ') as lower
      from pg_database where datname = current_database()`.execute(db);
    expect(rows).toEqual([
      {
        checksums: 'on',
        fsync: 'on',
        encoding: 'UTF8',
        provider: 'b',
        locale: 'C.UTF-8',
        is_mighty: false,
        is_ordered_by_code_point: true,
        lower: 'äσ',
      },
    ]);
  }
  // What listens where, only the superuser may ask.
  await using admin = createDatabase(Object.assign(new URL(url), { username: 'postgres' }).href);
  const { rows } = await sql`
    select name, setting from pg_settings
    where name in ('listen_addresses', 'unix_socket_directories') order by name`.execute(admin);
  expect(rows).toEqual([
    { name: 'listen_addresses', setting: '127.0.0.1' },
    { name: 'unix_socket_directories', setting: '' },
  ]);
  expect(readdirSync(join(dataFolder, 'postgres')).sort()).toEqual(['cluster', 'password', 'server.log']);
  expect(statSync(join(dataFolder, 'postgres', 'password')).mode & 0o777).toBe(0o600);
  const pid = postmasterPid(dataFolder) ?? 0;
  await user.close();
  await ended(pid);
  expect(postmasterPid(dataFolder)).toBeNull();
  expect(readFileSync(join(dataFolder, 'postgres', 'server.log'), 'utf8')).toContain(
    'database system is shut down',
  );
});

test('nobody gets in without the password, or from another machine', async () => {
  const dataFolder = bench.newFolder();
  const { url } = await bench.open(dataFolder);
  for (const [user, password] of [
    ['fedicensus', ''],
    ['fedicensus', 'guess'],
    ['postgres', ''],
  ] as const) {
    const wrong = Object.assign(new URL(url), { username: user, password });
    await using db = createDatabase(wrong.href);
    await expect(sql`select 1`.execute(db)).rejects.toThrow(/password/);
  }
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4');
  // An address of this machine that others can reach; there is none without a network.
  if (outside !== undefined) {
    const { code } = await new Promise<{ code?: string }>((settle) => {
      // In a process of its own: tests may connect to loopback only.
      const port = new URL(url).port;
      const probe = spawn(process.execPath, [
        '-e',
        `require('net').connect(${port}, '${outside.address}').on('connect', () => process.exit(0)).on('error', () => process.exit(7))`,
      ]);
      probe.on('exit', (status) => settle({ code: `${status}` }));
    });
    expect(code).toBe('7');
  }
});

test('a second command shares the server, and the last one to close stops it', async () => {
  const dataFolder = bench.newFolder();
  const first = bench.use(dataFolder);
  const { url } = await first.opening;
  const second = bench.use(dataFolder);
  expect(await second.opening).toEqual({ url, lines: [] });
  const pid = postmasterPid(dataFolder) ?? 0;
  await first.close();
  expect(await second.query()).toEqual({ answer: 42 });
  expect(postmasterPid(dataFolder)).toBe(pid);
  await second.close();
  await ended(pid);
  expect(postmasterPid(dataFolder)).toBeNull();
});

test('commands that start at once on an empty folder share one server', async () => {
  const dataFolder = bench.newFolder();
  const crowd = [bench.use(dataFolder), bench.use(dataFolder), bench.use(dataFolder)];
  const urls = await Promise.all(crowd.map(async (user) => (await user.opening).url));
  expect(new Set(urls).size).toBe(1);
  expect(readdirSync(dataFolder)).toEqual(['postgres']);
  expect(await Promise.all(crowd.map((user) => user.query()))).toEqual(Array(3).fill({ answer: 42 }));
  await Promise.all(crowd.map((user) => user.close()));
  expect(postmasterPid(dataFolder)).toBeNull();
});

test('commands that come and go at once never lose the server under one another', async () => {
  const dataFolder = bench.newFolder();
  const comeAndGo = async () => {
    for (let round = 0; round < 5; round += 1) {
      const database = await bench.open(dataFolder);
      expect(await canQuery(database.url)).toBe(true);
      await database.close();
    }
  };
  await Promise.all([comeAndGo(), comeAndGo(), comeAndGo()]);
  expect(postmasterPid(dataFolder)).toBeNull();
});

test('closing twice is closing once', async () => {
  const dataFolder = bench.newFolder();
  const database = await bench.open(dataFolder);
  const other = await bench.open(dataFolder);
  await database.close();
  await database.close();
  expect(postmasterPid(dataFolder)).not.toBeNull();
  await other.close();
  expect(postmasterPid(dataFolder)).toBeNull();
});

test.for([
  ['deeper than a Unix socket may lie', join(...Array<string>(8).fill('a-folder-of-thirty-characters-'))],
  ['with spaces, quotes and letters beyond ASCII', "it's a “folder” with 30 % of $HOME ö 中 '"],
])('a data folder %s is fine', async ([, name]) => {
  const dataFolder = bench.newFolder(name);
  const lines: string[] = [];
  const database = await bench.open(dataFolder, lines);
  expect(lines).toEqual([`creating the database in ${dataFolder}/postgres`]);
  expect(await canQuery(database.url)).toBe(true);
  await database.close();
  expect(postmasterPid(dataFolder)).toBeNull();
});
