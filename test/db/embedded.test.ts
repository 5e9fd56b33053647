import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createDatabase } from '../../db/client.ts';
import { findBinaries } from '../../db/embedded/binaries.ts';
import { openCluster } from '../../db/embedded/cluster.ts';
import { fromServerOutput } from '../../db/embedded/error.ts';
import { findPostmaster, removeForeignPidFile } from '../../db/embedded/postmaster.ts';
import { startServer, stopServer } from '../../db/embedded/server.ts';
import { openEmbedded } from '../../db/embedded.ts';
import { EmbeddedUser, ended, postmasterPid, processesNaming } from '../support/embedded-process.ts';

// The real binaries, real processes, real signals; each folder of its own below this one.
const root = mkdtempSync(join(tmpdir(), 'fedicensus-embedded-'));
chmodSync(root, 0o755);
const isRoot = process.geteuid?.() === 0;
const isLinux = process.platform === 'linux';
const nobody = { uid: 65_534, gid: 65_534 };

/** Every user that a test starts, so that a failed test leaves none behind. */
const users: EmbeddedUser[] = [];

function use(dataFolder: string, options?: ConstructorParameters<typeof EmbeddedUser>[1]): EmbeddedUser {
  const user = new EmbeddedUser(dataFolder, options);
  user.opening.catch(() => undefined);
  users.push(user);
  return user;
}

let folders = 0;

function newFolder(name = 'data'): string {
  folders += 1;
  return join(root, `${folders}`, name);
}

afterEach(async () => {
  for (const user of users.splice(0)) await user.close();
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

test('the first use makes a cluster that is alike on every machine, and its end stops the server', async () => {
  const dataFolder = newFolder();
  const user = use(dataFolder, { isDurable: true });
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
  const dataFolder = newFolder();
  const { url = '' } = await use(dataFolder).opening;
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
  const dataFolder = newFolder();
  const first = use(dataFolder);
  const { url } = await first.opening;
  const second = use(dataFolder);
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
  const dataFolder = newFolder();
  const crowd = [use(dataFolder), use(dataFolder), use(dataFolder)];
  const urls = await Promise.all(crowd.map(async (user) => (await user.opening).url));
  expect(new Set(urls).size).toBe(1);
  expect(readdirSync(dataFolder)).toEqual(['postgres']);
  expect(await Promise.all(crowd.map((user) => user.query()))).toEqual(Array(3).fill({ answer: 42 }));
  await Promise.all(crowd.map((user) => user.close()));
  expect(postmasterPid(dataFolder)).toBeNull();
});

test('commands that come and go at once never lose the server under one another', async () => {
  const dataFolder = newFolder();
  const comeAndGo = async () => {
    for (let round = 0; round < 5; round += 1) {
      const database = await openEmbedded({ dataFolder, log: () => undefined, isDurable: false });
      {
        await using db = createDatabase(database.url);
        expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
      }
      await database.close();
    }
  };
  await Promise.all([comeAndGo(), comeAndGo(), comeAndGo()]);
  expect(postmasterPid(dataFolder)).toBeNull();
});

test('closing twice is closing once', async () => {
  const dataFolder = newFolder();
  const database = await openEmbedded({ dataFolder, log: () => undefined, isDurable: false });
  const other = await openEmbedded({ dataFolder, log: () => undefined, isDurable: false });
  await database.close();
  await database.close();
  expect(postmasterPid(dataFolder)).not.toBeNull();
  await other.close();
  expect(postmasterPid(dataFolder)).toBeNull();
});

test('a killed command leaves the server running; the next one shares it and stops it at last', async () => {
  const dataFolder = newFolder();
  const first = use(dataFolder);
  await first.opening;
  const pid = postmasterPid(dataFolder) ?? 0;
  await first.kill();
  const second = use(dataFolder);
  await second.opening;
  expect(postmasterPid(dataFolder)).toBe(pid);
  expect(await second.query()).toEqual({ answer: 42 });
  await second.close();
  await ended(pid);
  expect(postmasterPid(dataFolder)).toBeNull();
});

test('a killed server is recovered by the next command, with all that was written', async () => {
  const dataFolder = newFolder();
  const first = use(dataFolder, { isDurable: true });
  const { url = '' } = await first.opening;
  {
    await using db = createDatabase(url);
    await sql`create table kept as select n from generate_series(1, 1000) n`.execute(db);
  }
  const pid = postmasterPid(dataFolder) ?? 0;
  process.kill(pid, 'SIGKILL');
  await ended(pid);
  const second = use(dataFolder, { isDurable: true });
  const { url: newUrl = '' } = await second.opening;
  await using db = createDatabase(newUrl);
  expect((await sql`select count(*) as n from kept`.execute(db)).rows).toEqual([{ n: 1000 }]);
  expect(postmasterPid(dataFolder)).not.toBe(pid);
  // The one whose server was killed ends in peace, and leaves the new server to the other.
  await first.close();
  expect((await sql`select count(*) as n from kept`.execute(db)).rows).toEqual([{ n: 1000 }]);
});

test('a server that restarts itself after a crash still knows its users', async () => {
  const dataFolder = newFolder();
  const [first, second] = [use(dataFolder), use(dataFolder)];
  const { url = '' } = await first.opening;
  await second.opening;
  await using db = createDatabase(url);
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
  const countUsers = async () =>
    (
      await sql<{
        n: number;
      }>`select count(*) as n from pg_locks where locktype = 'advisory' and granted`.execute(db)
    ).rows[0]?.n;
  await expect.poll(() => countUsers().catch(() => 0), { timeout: 10_000 }).toBe(2);
  await first.close();
  expect(await second.query()).toEqual({ answer: 42 });
});

test('a postmaster.pid whose number now belongs to something else is no obstacle, and that is left in peace', async () => {
  const dataFolder = newFolder();
  await use(dataFolder).opening.then(() => users[0]?.close());
  const stranger = spawn('sleep', ['600'], { stdio: 'ignore' });
  const path = join(dataFolder, 'postgres', 'cluster', 'postmaster.pid');
  writeFileSync(path, `${stranger.pid}\n${dirname(path)}\n1700000000\n5432\n\n127.0.0.1\n  1 1\nready   \n`);
  const user = use(dataFolder);
  expect((await user.opening).url).toContain('127.0.0.1');
  expect(postmasterPid(dataFolder)).not.toBe(stranger.pid);
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  stranger.kill();
});

test.skipIf(!isLinux)(
  'a postmaster.pid that names the server of another cluster is seen through (Linux)',
  async () => {
    const [ours, theirs] = [newFolder(), newFolder()];
    await use(ours).opening.then(() => users[0]?.close());
    const other = use(theirs);
    await other.opening;
    cpSync(join(theirs, 'postgres/cluster/postmaster.pid'), join(ours, 'postgres/cluster/postmaster.pid'));
    const user = use(ours);
    const { url } = await user.opening;
    expect(url).not.toBe((await other.opening).url);
    expect(await other.query()).toEqual({ answer: 42 });
  },
);

test('the postmaster.pid of a running server is never removed', async () => {
  const dataFolder = newFolder();
  const user = use(dataFolder);
  await user.opening;
  const dataDirectory = join(dataFolder, 'postgres', 'cluster');
  await removeForeignPidFile(dataDirectory);
  expect((await findPostmaster(dataDirectory))?.pid).toBe(postmasterPid(dataFolder));
});

test.skipIf(!isLinux)(
  'a copy of the folder of a running server gets a server of its own (Linux)',
  async () => {
    const [original, copy] = [newFolder(), newFolder()];
    const first = use(original);
    const { url } = await first.opening;
    cpSync(original, copy, { recursive: true });
    if (isRoot)
      execFileSync('chown', ['-R', '--reference', join(original, 'postgres'), join(copy, 'postgres')]);
    chmodSync(join(copy, 'postgres', 'cluster'), 0o700);
    const second = use(copy);
    expect((await second.opening).url).not.toBe(url);
    expect(await second.query()).toEqual({ answer: 42 });
  },
);

test.for([
  ['deeper than a Unix socket may lie', join(...Array<string>(8).fill('a-folder-of-thirty-characters-'))],
  ['with spaces, quotes and letters beyond ASCII', "it's a “folder” with 30 % of $HOME ö 中 '"],
])('a data folder %s is fine', async ([, name]) => {
  const dataFolder = newFolder(name);
  const user = use(dataFolder);
  expect(await user.opening).toMatchObject({ lines: [`creating the database in ${dataFolder}/postgres`] });
  expect(await user.query()).toEqual({ answer: 42 });
  await user.close();
  expect(postmasterPid(dataFolder)).toBeNull();
});

test('what a killed first start has left is removed, what a running one makes is not', async () => {
  const dataFolder = newFolder();
  const dead = spawn('true');
  await new Promise((settle) => dead.on('exit', settle));
  const [leftover, draft] = [`postgres.new-${dead.pid}-aa`, `postgres.new-${process.pid}-bb`];
  for (const name of [leftover, draft]) mkdirSync(join(dataFolder, name, 'cluster'), { recursive: true });
  await use(dataFolder).opening;
  expect(readdirSync(dataFolder).sort()).toEqual(['postgres', draft].sort());
});

test('a first start that is killed half-way leaves nothing that hinders the next', async () => {
  const dataFolder = newFolder();
  const first = use(dataFolder);
  await expect.poll(() => existsSync(dataFolder) && readdirSync(dataFolder).length).toBe(1);
  await first.kill();
  expect(existsSync(join(dataFolder, 'postgres'))).toBe(false);
  const second = use(dataFolder);
  await second.opening;
  expect(await second.query()).toEqual({ answer: 42 });
});

describe('what cannot work is told in one line that says what to do', () => {
  test('a folder of somebody else', async () => {
    const dataFolder = newFolder();
    mkdirSync(join(dataFolder, 'postgres'), { recursive: true });
    writeFileSync(join(dataFolder, 'postgres', 'notes.txt'), 'mine');
    const { problem, message } = await use(dataFolder).opening;
    expect(problem).toBe('not-a-database-folder');
    expect(message).toMatch(
      /is no database of Fedicensus: move it away, set FEDICENSUS_DATA .* or DATABASE_URL/,
    );
    expect(readFileSync(join(dataFolder, 'postgres', 'notes.txt'), 'utf8')).toBe('mine');
  });

  test('a cluster of another major release', async () => {
    const dataFolder = newFolder();
    await use(dataFolder).opening.then(() => users[0]?.close());
    writeFileSync(join(dataFolder, 'postgres', 'cluster', 'PG_VERSION'), '17\n');
    const { problem, message } = await use(dataFolder).opening;
    expect(problem).toBe('other-version');
    expect(message).toMatch(/made by PostgreSQL 17, and this release brings PostgreSQL 18/);
  });

  test('a file in the way', async () => {
    const dataFolder = newFolder();
    mkdirSync(dirname(dataFolder), { recursive: true });
    writeFileSync(dataFolder, '');
    expect((await use(dataFolder).opening).problem).toBe('not-a-database-folder');
    expect((await use(join(dataFolder, 'below')).opening).problem).toBe('not-a-database-folder');
  });

  test('a damaged cluster, with what PostgreSQL said and where its log is', async () => {
    const dataFolder = newFolder();
    await use(dataFolder).opening.then(() => users[0]?.close());
    rmSync(join(dataFolder, 'postgres', 'cluster', 'global', 'pg_control'));
    const { problem, message } = await use(dataFolder).opening;
    expect(problem).toBe('start-failed');
    expect(message).toMatch(/could not be started \(see .*server\.log\): .*pg_control/);
    expect(message).not.toContain('\n');
  });

  test('a platform that there is no PostgreSQL for', async () => {
    await expect(findBinaries('sunos-sparc')).rejects.toMatchObject({
      problem: 'unsupported-platform',
      message: 'There is no embedded PostgreSQL for sunos-sparc: set DATABASE_URL to a PostgreSQL of yours.',
    });
  });

  test('a package that was not installed', async () => {
    const other = process.arch === 'arm64' ? 'linux-ppc64' : 'linux-arm64';
    await expect(findBinaries(other)).rejects.toMatchObject({ problem: 'binaries-broken' });
  });

  test.for([
    ['FATAL:  could not write to file "x": No space left on device', 'disk-full'],
    [
      'FATAL:  could not extend file: wrote only 4096 of 8192 bytes\nHINT:  Check free disk space.\nPANIC:  x',
      'disk-full',
    ],
    ['initdb: error: could not access directory "/x": Permission denied', 'no-permission'],
    ['postgres: error while loading shared libraries: libicuuc.so.60: cannot open', 'binaries-broken'],
    ['Error: spawn /x/postgres ENOENT', 'binaries-broken'],
    ['2026-01-01 [1] FATAL:  lock file "postmaster.pid" already exists', 'start-failed'],
    ['', 'start-failed'],
  ] as const)('"%s" is %s', ([output, problem]) => {
    const error = fromServerOutput(output, 'It could not start');
    expect(error.problem).toBe(problem);
    expect(error.message).toMatch(/^It could not start: .+$/);
  });
});

describe.skipIf(!isRoot || !isLinux)('as root (skipped for other users)', () => {
  test('the server runs as another user, who may not read what root has', async () => {
    const dataFolder = newFolder();
    await use(dataFolder).opening;
    const status = readFileSync(`/proc/${postmasterPid(dataFolder)}/status`, 'utf8');
    expect(status).not.toMatch(/^Uid:\s+0\b/m);
    expect(status).toMatch(/^CapEff:\s+0+$/m);
  });

  test('project and data may lie in a folder that only root may enter', async () => {
    const closed = join(dirname(newFolder()), 'closed to others');
    mkdirSync(closed, { recursive: true, mode: 0o700 });
    const binaries = await findBinaries();
    const native = join(dirname(binaries.postgres), '..');
    cpSync(join(native, 'bin'), join(closed, 'bin'), { recursive: true });
    for (const name of ['lib', 'share']) symlinkSync(join(native, name), join(closed, name));
    const copies = { initdb: join(closed, 'bin/initdb'), postgres: join(closed, 'bin/postgres') };
    const dataFolder = join(closed, 'data');
    const cluster = await openCluster({
      dataFolder,
      binaries: copies,
      isDurable: false,
      log: () => undefined,
    });
    const started = await startServer(cluster, { postgres: copies.postgres, isDurable: false });
    await expect.poll(async () => (await findPostmaster(cluster.dataDirectory))?.isReady).toBe(true);
    expect(await started.failure()).toBeNull();
    const server = await findPostmaster(cluster.dataDirectory);
    expect(statSync(closed).mode & 0o777).toBe(0o700);
    if (server === null) throw new Error('The server has gone.');
    await stopServer(cluster, server);
    expect(await findPostmaster(cluster.dataDirectory)).toBeNull();
  });

  test('an ordinary user keeps a database beside a project that it may only read', async ({ skip }) => {
    const project = join(import.meta.dirname, '../..');
    const reads = (path: string) => {
      try {
        execFileSync('test', ['-r', path], nobody);
        return true;
      } catch {
        return false;
      }
    };
    skip(
      !reads(join(project, 'package.json')) || !reads(process.execPath),
      'the project or Node lies in a folder of root',
    );
    const dataFolder = newFolder();
    mkdirSync(dataFolder, { recursive: true });
    chownSync(dataFolder, nobody.uid, nobody.gid);
    const user = use(dataFolder, { account: nobody });
    expect((await user.opening).lines).toHaveLength(1);
    expect(await user.query()).toEqual({ answer: 42 });
    expect(statSync(join(dataFolder, 'postgres')).uid).toBe(nobody.uid);
    // Root finds it running and shares it, and later runs it as the user who owns it.
    const rootUser = use(dataFolder);
    expect((await rootUser.opening).url).toBe((await user.opening).url);
    await user.close();
    await rootUser.close();
    const again = use(dataFolder);
    await again.opening;
    expect(statSync(join(dataFolder, 'postgres', 'cluster', 'postmaster.pid')).uid).toBe(nobody.uid);
  });

  test('an ordinary user is told that the database is of another user, or the folder not writable', async () => {
    const dataFolder = newFolder();
    await use(dataFolder).opening.then(() => users[0]?.close());
    const { problem, message } = await use(dataFolder, { account: nobody }).opening;
    expect(problem).toBe('no-permission');
    expect(message).toMatch(/EACCES.*set FEDICENSUS_DATA to another folder, or DATABASE_URL/);
    expect((await use('/no-such-folder/data', { account: nobody }).opening).problem).toBe('no-permission');
  });
});

test.skipIf(!isLinux)('after all this, nothing is left running', async () => {
  await expect.poll(() => processesNaming(root), { timeout: 10_000 }).toEqual([]);
});
