import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { manifestName, type PublicationManifest, parseManifest } from '../../db/model/publication.ts';
import { parseUtcDay, type UtcDay } from '../../db/model/utc-day.ts';
import { openFileSink, type WrittenFile } from '../archive/file-sink.ts';
import { isPartial, partialName } from './subject-files.ts';

/** The days that have a folder, oldest first; none when nothing has been published yet. */
export async function publishedDays(root: string): Promise<readonly UtcDay[]> {
  const names = await entriesOf(root);
  return names.flatMap((name) => parseUtcDay(name) ?? []).toSorted();
}

/** The manifest of a folder; undefined when there is none, or none that can be read. */
export async function readManifest(folder: string): Promise<PublicationManifest | undefined> {
  try {
    return parseManifest(await readFile(join(folder, manifestName), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Writes a manifest; the old one stands until the new one is on the disk. */
export async function writeManifest(folder: string, manifest: PublicationManifest): Promise<void> {
  await writeWhole(join(folder, manifestName), `${JSON.stringify(manifest, null, 1)}\n`);
}

/** Writes a text as a file, all or nothing. */
export async function writeWhole(path: string, text: string): Promise<WrittenFile> {
  await mkdir(dirname(path), { recursive: true });
  const partial = join(dirname(path), partialName('text'));
  try {
    const sink = await openFileSink(partial, { isCompressed: false });
    await sink.write(text).catch(async (error: unknown) => {
      await sink.abandon();
      throw error;
    });
    const written = await sink.end();
    await rename(partial, path);
    return written;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Removes what died processes have left in a folder and in the folders right below it. */
export async function sweep(root: string): Promise<void> {
  for (const entry of await readdir(root, { withFileTypes: true }).catch(() => [])) {
    const path = join(root, entry.name);
    if (isPartial(entry.name)) await rm(path, { recursive: true, force: true });
    else if (entry.isDirectory())
      for (const name of await entriesOf(path))
        if (isPartial(name)) await rm(join(path, name), { recursive: true, force: true });
  }
}

/** Removes a published folder: it is gone at once, and what it takes to delete it may be cut short. */
export async function removeFolder(root: string, name: string): Promise<void> {
  const leaving = join(root, `.${name}.${randomUUID()}.partial`);
  await rename(join(root, name), leaving);
  await rm(leaving, { recursive: true, force: true });
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}
