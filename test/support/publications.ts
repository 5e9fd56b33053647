import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Publisher, publish } from '../../crawler/publication/publish.ts';
import { manifestName, type PublicationManifest, parseManifest } from '../../db/model/publication.ts';
import type { UtcDay } from '../../db/model/utc-day.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { afterPublishedDays } from './published-census.ts';

/** A folder of published files, of a test's own. */
export interface PublicationFolder extends AsyncDisposable {
  /** The data folder; files are published in `exports` below it. */
  readonly dataFolder: string;
  readonly root: string;
}

/** Makes an empty one. */
export async function openPublicationFolder(): Promise<PublicationFolder> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'fedicensus-published-'));
  return {
    dataFolder,
    root: join(dataFolder, 'exports'),
    [Symbol.asyncDispose]: () => rm(dataFolder, { recursive: true, force: true }),
  };
}

/** Who publishes in a test. */
export function publisher(db: CensusDatabase, root: string, departures: Partial<Publisher> = {}): Publisher {
  return {
    db,
    root,
    now: afterPublishedDays,
    source: 'https://census.invalid/',
    stop: new AbortController().signal,
    tell: () => undefined,
    ...departures,
  };
}

/** Publishes a day at once. */
export async function publishNow(who: Publisher, day: string) {
  const ended = await publish(who, day as UtcDay);
  if (ended.kind === 'busy') throw new Error('Somebody else publishes.');
  return ended.result;
}

/** Every file below a folder, by its path. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

/** The checksum of every file below a folder. */
export async function checksumsBelow(folder: string): Promise<Readonly<Record<string, string>>> {
  const sums: Record<string, string> = {};
  for (const path of await filesBelow(folder)) sums[path] = sha256(await readFile(join(folder, path)));
  return sums;
}

/** As `sha256sum` would print it. */
export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The manifest of a folder, which must be one. */
export async function manifestOf(folder: string): Promise<PublicationManifest> {
  const manifest = parseManifest(await readFile(join(folder, manifestName), 'utf8'));
  if (manifest === undefined) throw new Error(`${folder} has no manifest.`);
  return manifest;
}

/** The text of a published file, uncompressed where it is compressed; of Parquet, its bytes as Latin-1. */
export async function textOf(path: string): Promise<string> {
  const bytes = await readFile(path);
  if (path.endsWith('.gz')) return gunzipSync(bytes).toString('utf8');
  return bytes.toString(path.endsWith('.parquet') ? 'latin1' : 'utf8');
}
