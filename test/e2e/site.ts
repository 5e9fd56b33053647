import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { seedArchive } from '../../crawler/archive/seed-archive.ts';
import { createDatabase } from '../../db/client.ts';
import { type EmbeddedPostgres, openEmbedded } from '../../db/embedded.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import { censusNow, fillCensus } from '../support/census.ts';
import { publisher, publishNow } from '../support/publications.ts';
import { fillRemovals } from '../support/removals.ts';

const root = join(import.meta.dirname, '../..');

/** Days of the invented census that are published, the newest last. */
export const sitePublishedDays = ['2026-11-01', '2026-11-22', '2026-11-23'] as const;

/** A database in a folder of its own. */
export interface SiteDatabase extends AsyncDisposable {
  readonly url: string;
  /** Where it lies, and where its days are published. */
  readonly dataFolder: string;
  /** Stops it while the site goes on; it cannot be started again. */
  stop(): Promise<void>;
}

/** The site in a process of its own, as `npm run site` starts it. */
export interface Site extends AsyncDisposable {
  /** Without a slash at its end. */
  readonly origin: string;
  /** What it has written to its log until now. */
  log(): string;
}

/** What a site's database holds: the invented census with published days, or what a migration leaves. */
export type SiteContent = 'census' | 'empty';

/**
 * Opens a database of its own.
 *
 * @param source content to fill it with, or the folder of a database that was filled and has been stopped, to copy.
 */
export async function openSiteDatabase(
  source: SiteContent | { readonly copyOf: string },
): Promise<SiteDatabase> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'fedicensus-e2e-'));
  let postgres: EmbeddedPostgres | null = null;
  const stop = async () => postgres?.close();
  const dispose = async () => {
    await stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
  try {
    // With owners: PostgreSQL does not run as root.
    if (typeof source === 'object') await promisify(execFile)('cp', ['-a', `${source.copyOf}/.`, dataFolder]);
    postgres = await openEmbedded({ dataFolder, isDurable: false, log: () => undefined });
    if (typeof source === 'string') await fill(postgres.url, dataFolder, source);
  } catch (error) {
    await dispose();
    throw error;
  }
  return { url: postgres.url, dataFolder, stop, [Symbol.asyncDispose]: dispose };
}

async function fill(url: string, dataFolder: string, content: SiteContent): Promise<void> {
  await using db = createDatabase(url);
  await migrateToLatest(db);
  if (content === 'empty') return;
  await fillCensus(db);
  await seedArchive(db, censusNow);
  await fillRemovals(db, censusNow);
  for (const day of sitePublishedDays)
    await publishNow(publisher(db, join(dataFolder, 'exports'), { now: censusNow }), day);
}

/** Builds the site unless its last build is of these sources. Takes about half a minute on two cores. */
export async function buildSite(): Promise<void> {
  const build = spawn(process.execPath, [join(root, 'web/build.ts'), '--if-needed'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environmentWithout('NODE_ENV'),
  });
  const words: string[] = [];
  build.stderr.on('data', (chunk) => words.push(String(chunk)));
  const [code] = await once(build, 'exit');
  if (code !== 0) throw new Error(`The site could not be built:\n${words.join('')}`);
}

/** Starts the site on a free port and waits until it serves. */
export async function startSite(
  databaseUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Site> {
  const child = spawn(process.execPath, [join(root, 'web/server.ts')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      ...environmentWithout('NODE_ENV', 'FEDICENSUS_SITE_URL', 'DATABASE_READ_URL'),
      DATABASE_URL: databaseUrl,
      HOST: '127.0.0.1',
      PORT: '0',
      // A test asks for more in a minute than a person.
      FEDICENSUS_RATE_LIMIT: '0',
      ...settings,
    },
  });
  const words: string[] = [];
  child.stderr?.on('data', (chunk) => words.push(String(chunk)));
  const message = await Promise.race([
    once(child, 'message').then(([ready]) => ready as { readonly url: string }),
    once(child, 'exit').then(() => null),
  ]);
  if (message === null) throw new Error(`The site did not start:\n${words.join('')}`);
  return {
    origin: new URL(message.url).origin,
    log: () => words.join(''),
    [Symbol.asyncDispose]: () => stopChild(child),
  };
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** The test runner's own settings are not the site's. */
function environmentWithout(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !names.includes(entry[0]),
    ),
  );
}
