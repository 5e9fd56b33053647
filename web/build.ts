import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildWorkers } from './offline/build-worker.ts';

/**
 * Builds the site with Next and its service workers, and with `--if-needed` only when its sources changed since the last build. The first
 * build of a fresh clone takes about half a minute on two cores. Two at once are safe: the second waits for the first.
 */
const root = join(import.meta.dirname, '..');
const stampFile = join(root, 'web/.next/fedicensus-sources');
const lockFile = join(root, 'web/.build-lock');
const sources = ['web', 'db', 'package.json', 'package-lock.json', 'tsconfig.json'];
const skipped: ReadonlySet<string> = new Set([
  '.build-lock',
  '.next',
  'next-env.d.ts',
  'node_modules',
  'README.md',
  'tsconfig.tsbuildinfo',
]);
const lockPollMs = 250;
/** Hexadecimal digits that tell one version of the sources from another. */
const versionLength = 16;

process.exitCode = await build(process.argv.includes('--if-needed'));

async function build(onlyIfNeeded: boolean): Promise<number> {
  if (onlyIfNeeded && isBuilt()) return 0;
  await takeLock();
  try {
    // Whoever held the lock may have built what we wanted.
    if (onlyIfNeeded && isBuilt()) return 0;
    process.stderr.write('Building the site …\n');
    const stamp = fingerprint();
    const exitCode = await runNextBuild();
    if (exitCode !== 0) return exitCode;
    // Next empties its folder, in which the workers lie, too.
    await buildWorkers(stamp.slice(0, versionLength));
    writeFileSync(stampFile, stamp);
    return exitCode;
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function isBuilt(): boolean {
  const isComplete = existsSync(join(root, 'web/.next/BUILD_ID')) && existsSync(stampFile);
  return isComplete && readFileSync(stampFile, 'utf8') === fingerprint();
}

/** Creates the lock file, waiting while the process that holds it lives; a dead one's lock is taken over. */
async function takeLock(): Promise<void> {
  while (true) {
    try {
      writeFileSync(lockFile, `${process.pid}`, { flag: 'wx' });
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    if (!isHolderAlive()) rmSync(lockFile, { force: true });
    else await sleep(lockPollMs);
  }
}

function isHolderAlive(): boolean {
  try {
    const pid = Number(readFileSync(lockFile, 'utf8'));
    return pid > 0 && process.kill(pid, 0);
  } catch {
    // No such process, or the lock has gone meanwhile.
    return false;
  }
}

function runNextBuild(): Promise<number> {
  const next = join(root, 'node_modules/next/dist/bin/next');
  return new Promise((resolve, reject) => {
    // Next's own words go to stderr: stdout belongs to the command that asked for the build.
    const child = spawn(process.execPath, [next, 'build', 'web'], {
      cwd: root,
      stdio: ['ignore', process.stderr, process.stderr],
      // biome-ignore lint/style/noProcessEnv: the build's environment is ours plus two switches.
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    });
    // Whoever stops this process means the build: left to itself, it would write into the next one's folder.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Changes when any source of the site changes. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const path of sources.flatMap(filesBelow)) hash.update(path).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

function filesBelow(path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path))
    .filter((name) => !skipped.has(name))
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`));
}
