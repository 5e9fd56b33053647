import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Account, chooseAccount, chooseRunner, type Runner } from './account.ts';
import type { Binaries } from './binaries.ts';
import { EmbeddedPostgresError, fromFileError, fromServerOutput, otherWays } from './error.ts';
import { isRunning } from './postmaster.ts';

/** The major release that the package brings; a cluster is readable by its own major release only. */
const majorVersion = '18';

/** The superuser, which creates the census's own role and counts the users of the cluster. */
export const superuser = 'postgres';

/**
 * The files of one embedded database, all in `<data folder>/postgres`. The folder appears whole, by a rename, or not at
 * all.
 */
export interface Cluster {
  /** `…/postgres` */
  readonly folder: string;
  /** PostgreSQL's data directory, owned by {@link account}. */
  readonly dataDirectory: string;
  readonly logFile: string;
  /** For both roles of the cluster. */
  readonly password: string;
  readonly account: Account;
  /** Starts programs as the account. */
  readonly run: Runner;
}

/** How a cluster is found or made. */
export interface ClusterOptions {
  readonly dataFolder: string;
  readonly binaries: Binaries;
  /** False: nothing waits for the disk. For tests. */
  readonly isDurable: boolean;
  readonly log: (line: string) => void;
}

/**
 * Opens the cluster in a data folder and makes it first if there is none. Two at once are safe: both make one, the
 * first rename wins.
 *
 * @throws EmbeddedPostgresError when the folder cannot hold a cluster or holds something else.
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const folder = join(options.dataFolder, 'postgres');
  try {
    await mkdir(options.dataFolder, { recursive: true });
    await removeLeftovers(folder);
    if (await isVacant(folder)) await createCluster(folder, options);
    return await describeCluster(folder, options.binaries);
  } catch (error) {
    throw fromFileError(error, folder);
  }
}

async function isVacant(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if (isMissing(error)) return true;
    throw error;
  }
}

async function describeCluster(folder: string, binaries: Binaries): Promise<Cluster> {
  const dataDirectory = join(folder, 'cluster');
  const owner = await ownerOf(dataDirectory, folder);
  const account = await chooseAccount(owner, folder);
  const version = (await readOwn(join(dataDirectory, 'PG_VERSION'), folder)).trim();
  if (version !== majorVersion)
    throw new EmbeddedPostgresError(
      'other-version',
      `The database in ${folder} was made by PostgreSQL ${version}, and this release brings PostgreSQL ${majorVersion}: dump it with the release that made it, ${otherWays}.`,
    );
  return {
    folder,
    dataDirectory,
    logFile: join(folder, 'server.log'),
    password: (await readOwn(join(folder, 'password'), folder)).trim(),
    account,
    run: await chooseRunner(account, { program: binaries.postgres, dataDirectory, folder }),
  };
}

async function ownerOf(dataDirectory: string, folder: string): Promise<Account> {
  try {
    const { uid, gid } = await stat(dataDirectory);
    return { uid, gid };
  } catch (error) {
    throw isMissing(error) ? notOurs(folder) : error;
  }
}

async function readOwn(path: string, folder: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw isMissing(error) ? notOurs(folder) : error;
  }
}

function notOurs(folder: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'not-a-database-folder',
    `${folder} is there, but is no database of Fedicensus: move it away, ${otherWays}.`,
  );
}

async function createCluster(folder: string, options: ClusterOptions): Promise<void> {
  options.log(`creating the database in ${folder}`);
  const account = await chooseAccount(null, folder);
  const draft = `${folder}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(draft, { mode: 0o700 });
    await mkdir(join(draft, 'cluster'), { mode: 0o700 });
    await writeFile(join(draft, 'password'), `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    // The umask may have taken from the modes, and root makes it for another account.
    for (const [name, mode] of [
      ['', 0o700],
      ['cluster', 0o700],
      ['password', 0o600],
    ] as const) {
      await chmod(join(draft, name), mode);
      if (process.geteuid?.() === 0) await chown(join(draft, name), account.uid, account.gid);
    }
    await initialise(draft, account, options);
    await putInPlace(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function initialise(draft: string, account: Account, options: ClusterOptions): Promise<void> {
  const { binaries, isDurable } = options;
  const cluster = join(draft, 'cluster');
  const run = await chooseRunner(account, {
    program: binaries.initdb,
    dataDirectory: cluster,
    folder: dirname(draft),
  });
  const launch = run(binaries.initdb, [
    ...['--pgdata', cluster, '--username', superuser, '--pwfile', join(draft, 'password')],
    ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--data-checksums'],
    // PostgreSQL's own rules of order and case, the same on every machine whatever locales it has.
    ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C'],
    ...['--no-instructions', ...(isDurable ? [] : ['--no-sync'])],
  ]);
  const child = spawn(launch.file, launch.args, {
    ...launch.identity,
    ...serverProcess,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  // A child that cannot be spawned says so as an error event, which `once` turns into a rejection.
  const [code]: unknown[] = await once(child, 'close').catch((error: Error) => [error.message]);
  if (code !== 0)
    throw fromServerOutput(output || String(code), `The database in ${dirname(draft)} could not be created`);
}

/**
 * What PostgreSQL's programs get from our process: no locale, so that their words are those that the code looks for, and
 * a working directory that their user may enter.
 */
export const serverProcess = {
  cwd: '/',
  // Under Next's types, which the site is checked with, every environment must have a NODE_ENV; this one has none.
  env: {
    LC_ALL: 'C',
    TZ: 'UTC',
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  } as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv,
} as const;

/** Atomic: a folder replaces an empty or absent one, never one that somebody else has just put there. */
async function putInPlace(draft: string, folder: string): Promise<void> {
  try {
    await rename(draft, folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOTEMPTY', 'EEXIST'].includes(String(error.code)))
      return;
    throw error;
  }
  // The rename itself survives a power cut once its folder is on the disk.
  const parent = await open(dirname(folder));
  await parent.sync();
  await parent.close();
}

const leftoverAgeMs = 3_600_000;

/** Removes drafts whose maker has died. */
async function removeLeftovers(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.new-`;
  for (const name of await readdir(dirname(folder))) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (Number.isNaN(pid)) continue;
    const path = join(dirname(folder), name);
    const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (isRunning(pid) && age < leftoverAgeMs) continue;
    // Its initdb may still be at work for a moment; then the next command removes it.
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
