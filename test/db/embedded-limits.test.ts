import { execFileSync } from 'node:child_process';
import {
  chownSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findBinaries } from '../../db/embedded/binaries.ts';
import { openCluster } from '../../db/embedded/cluster.ts';
import { fromServerOutput } from '../../db/embedded/error.ts';
import { findPostmaster } from '../../db/embedded/postmaster.ts';
import { startServer, stopServer } from '../../db/embedded/server.ts';
import { EmbeddedBench, postmasterPid } from '../support/embedded-process.ts';

// The real binaries, real processes, real signals.
const bench = new EmbeddedBench();
const isRoot = process.geteuid?.() === 0;
const isLinux = process.platform === 'linux';
const nobody = { uid: 65_534, gid: 65_534 };
/** Whether users other than the owner may enter every folder down to this checkout: CI may keep it under /root. */
const isOpenToOthers = foldersDownTo(import.meta.dirname).every(
  (folder) => (statSync(folder).mode & 0o001) !== 0,
);

function foldersDownTo(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...foldersDownTo(parent), path];
}

describe('what cannot work is told in one line that says what to do', () => {
  test('a folder of somebody else', async () => {
    const dataFolder = bench.newFolder();
    mkdirSync(join(dataFolder, 'postgres'), { recursive: true });
    writeFileSync(join(dataFolder, 'postgres', 'notes.txt'), 'mine');
    const { problem, message } = await bench.failureOf(dataFolder);
    expect(problem).toBe('not-a-database-folder');
    expect(message).toMatch(
      /is no database of Fedicensus: move it away, set FEDICENSUS_DATA .* or DATABASE_URL/,
    );
    expect(readFileSync(join(dataFolder, 'postgres', 'notes.txt'), 'utf8')).toBe('mine');
  });

  test('a cluster of another major release', async () => {
    const dataFolder = bench.newFolder();
    await bench.make(dataFolder);
    writeFileSync(join(dataFolder, 'postgres', 'cluster', 'PG_VERSION'), '17\n');
    const { problem, message } = await bench.failureOf(dataFolder);
    expect(problem).toBe('other-version');
    expect(message).toMatch(/made by PostgreSQL 17, and this release brings PostgreSQL 18/);
  });

  test('a file in the way', async () => {
    const dataFolder = bench.newFolder();
    mkdirSync(dirname(dataFolder), { recursive: true });
    writeFileSync(dataFolder, '');
    expect((await bench.failureOf(dataFolder)).problem).toBe('not-a-database-folder');
    expect((await bench.failureOf(join(dataFolder, 'below'))).problem).toBe('not-a-database-folder');
  });

  test('a damaged cluster, with what PostgreSQL said and where its log is', async () => {
    const dataFolder = bench.newFolder();
    await bench.make(dataFolder);
    rmSync(join(dataFolder, 'postgres', 'cluster', 'global', 'pg_control'));
    const { problem, message } = await bench.failureOf(dataFolder);
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
    const dataFolder = bench.newFolder();
    await bench.open(dataFolder);
    const status = readFileSync(`/proc/${postmasterPid(dataFolder)}/status`, 'utf8');
    expect(status).not.toMatch(/^Uid:\s+0\b/m);
    // Where only root may enter, the server keeps one right (CAP_DAC_READ_SEARCH, bit 2), and no other.
    expect(status).toMatch(isOpenToOthers ? /^CapEff:\s+0+$/m : /^CapEff:\s+0+4$/m);
  });

  test('project and data may lie in a folder that only root may enter', async () => {
    const closed = join(dirname(bench.newFolder()), 'closed to others');
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
    const dataFolder = bench.newFolder();
    mkdirSync(dataFolder, { recursive: true });
    chownSync(dataFolder, nobody.uid, nobody.gid);
    const user = bench.use(dataFolder, { account: nobody });
    expect((await user.opening).lines).toHaveLength(1);
    expect(await user.query()).toEqual({ answer: 42 });
    expect(statSync(join(dataFolder, 'postgres')).uid).toBe(nobody.uid);
    // Root finds it running and shares it, and later runs it as the user who owns it.
    const rootUser = bench.use(dataFolder);
    expect((await rootUser.opening).url).toBe((await user.opening).url);
    await user.close();
    await rootUser.close();
    const again = bench.use(dataFolder);
    await again.opening;
    expect(statSync(join(dataFolder, 'postgres', 'cluster', 'postmaster.pid')).uid).toBe(nobody.uid);
  });

  test('an ordinary user is told that the database is of another user, or the folder not writable', async ({
    skip,
  }) => {
    skip(!isOpenToOthers, 'this checkout lies where other users may not enter');
    const dataFolder = bench.newFolder();
    await bench.make(dataFolder);
    const { problem, message } = await bench.use(dataFolder, { account: nobody }).opening;
    expect(problem).toBe('no-permission');
    expect(message).toMatch(/EACCES.*set FEDICENSUS_DATA to another folder, or DATABASE_URL/);
    expect((await bench.use('/no-such-folder/data', { account: nobody }).opening).problem).toBe(
      'no-permission',
    );
  });
});
