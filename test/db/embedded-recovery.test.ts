import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createDatabase } from '../../db/client.ts';
import { findPostmaster, removeForeignPidFile } from '../../db/embedded/postmaster.ts';
import { canQuery, EmbeddedBench, ended, postmasterPid } from '../support/embedded-process.ts';

// The real binaries, real processes, real signals.
const bench = new EmbeddedBench();
const isRoot = process.geteuid?.() === 0;
const isLinux = process.platform === 'linux';

test('a killed command leaves the server running; the next one shares it and stops it at last', async () => {
  const dataFolder = bench.newFolder();
  const first = bench.use(dataFolder);
  await first.opening;
  const pid = postmasterPid(dataFolder) ?? 0;
  await first.kill();
  const second = bench.use(dataFolder);
  await second.opening;
  expect(postmasterPid(dataFolder)).toBe(pid);
  expect(await second.query()).toEqual({ answer: 42 });
  await second.close();
  await ended(pid);
  expect(postmasterPid(dataFolder)).toBeNull();
});

test('a killed server is recovered by the next command, with all that was written', async () => {
  const dataFolder = bench.newFolder();
  const first = bench.use(dataFolder, { isDurable: true });
  const { url = '' } = await first.opening;
  {
    await using db = createDatabase(url);
    await sql`create table kept as select n from generate_series(1, 1000) n`.execute(db);
  }
  const pid = postmasterPid(dataFolder) ?? 0;
  process.kill(pid, 'SIGKILL');
  await ended(pid);
  const second = bench.use(dataFolder, { isDurable: true });
  const { url: newUrl = '' } = await second.opening;
  await using db = createDatabase(newUrl);
  expect((await sql`select count(*) as n from kept`.execute(db)).rows).toEqual([{ n: 1000 }]);
  expect(postmasterPid(dataFolder)).not.toBe(pid);
  // The one whose server was killed ends in peace, and leaves the new server to the other.
  await first.close();
  expect((await sql`select count(*) as n from kept`.execute(db)).rows).toEqual([{ n: 1000 }]);
});

test('a server that restarts itself after a crash still knows its users', async () => {
  const dataFolder = bench.newFolder();
  const [first, second] = [bench.use(dataFolder), bench.use(dataFolder)];
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
  const dataFolder = bench.newFolder();
  await bench.make(dataFolder);
  const stranger = spawn('sleep', ['600'], { stdio: 'ignore' });
  const path = join(dataFolder, 'postgres', 'cluster', 'postmaster.pid');
  writeFileSync(path, `${stranger.pid}\n${dirname(path)}\n1700000000\n5432\n\n127.0.0.1\n  1 1\nready   \n`);
  expect(await canQuery((await bench.open(dataFolder)).url)).toBe(true);
  expect(postmasterPid(dataFolder)).not.toBe(stranger.pid);
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  stranger.kill();
});

test.skipIf(!isLinux)(
  'a postmaster.pid that names the server of another cluster is seen through (Linux)',
  async () => {
    const [ours, theirs] = [bench.newFolder(), bench.newFolder()];
    await bench.make(ours);
    const other = await bench.open(theirs);
    cpSync(join(theirs, 'postgres/cluster/postmaster.pid'), join(ours, 'postgres/cluster/postmaster.pid'));
    const { url } = await bench.open(ours);
    expect(url).not.toBe(other.url);
    expect([await canQuery(url), await canQuery(other.url)]).toEqual([true, true]);
  },
);

test('the postmaster.pid of a running server is never removed', async () => {
  const dataFolder = bench.newFolder();
  await bench.open(dataFolder);
  const dataDirectory = join(dataFolder, 'postgres', 'cluster');
  await removeForeignPidFile(dataDirectory);
  expect((await findPostmaster(dataDirectory))?.pid).toBe(postmasterPid(dataFolder));
});

test.skipIf(!isLinux)(
  'a copy of the folder of a running server gets a server of its own (Linux)',
  async () => {
    const [original, copy] = [bench.newFolder(), bench.newFolder()];
    const { url } = await bench.open(original);
    cpSync(original, copy, { recursive: true });
    if (isRoot)
      execFileSync('chown', ['-R', '--reference', join(original, 'postgres'), join(copy, 'postgres')]);
    chmodSync(join(copy, 'postgres', 'cluster'), 0o700);
    const second = await bench.open(copy);
    expect(second.url).not.toBe(url);
    expect(await canQuery(second.url)).toBe(true);
  },
);

test('what a killed first start has left is removed, what a running one makes is not', async () => {
  const dataFolder = bench.newFolder();
  const dead = spawn('true');
  await new Promise((settle) => dead.on('exit', settle));
  const [leftover, draft] = [`postgres.new-${dead.pid}-aa`, `postgres.new-${process.pid}-bb`];
  for (const name of [leftover, draft]) mkdirSync(join(dataFolder, name, 'cluster'), { recursive: true });
  await bench.open(dataFolder);
  expect(readdirSync(dataFolder).sort()).toEqual(['postgres', draft].sort());
});

test('a first start that is killed half-way leaves nothing that hinders the next', async () => {
  const dataFolder = bench.newFolder();
  const first = bench.use(dataFolder);
  // A busy machine takes its time to start the process.
  await expect
    .poll(() => existsSync(dataFolder) && readdirSync(dataFolder).length, { timeout: 30_000, interval: 20 })
    .toBe(1);
  await first.kill();
  expect(existsSync(join(dataFolder, 'postgres'))).toBe(false);
  expect(await canQuery((await bench.open(dataFolder)).url)).toBe(true);
});
