import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dataLicence } from '../../db/model/data-licence.ts';
import { methodVersion } from '../../db/model/method-version.ts';
import type { PublicationManifest, PublishedFile } from '../../db/model/publication.ts';
import { type ExportSubject, exportSubjects } from '../../db/model/record-columns.ts';
import type { UtcDay } from '../../db/model/utc-day.ts';
import type { DaySpan } from '../../db/queries/day-figures.ts';
import { withdrawalState } from '../../db/queries/withdrawals.ts';
import { recordBatches } from '../archive/export.ts';
import { checksums, describeDay, type PublishedText } from './documents.ts';
import { writeManifest, writeWhole } from './folders.ts';
import type { Publishing } from './publishing.ts';
import { partialName, writeSubject } from './subject-files.ts';

/**
 * Publishes a finished day: all subjects in every format, and texts about them, in a folder of its own that appears when everything is on
 * the disk. `snapshots` are those of the day; day figures and rules go from the beginning to the day; instances are as they are known now.
 */
export async function publishDay(publishing: Publishing, day: UtcDay): Promise<PublicationManifest> {
  const { db, root, now, source, signal, tell } = publishing;
  const partial = join(root, partialName(day));
  await mkdir(partial, { recursive: true });
  try {
    const origin = { exportedAt: now, source };
    // Before anything is read: who is forgotten meanwhile makes the files of an earlier state, and they are looked through.
    const withdrawals = await withdrawalState(db);
    const files: PublishedFile[] = [];
    for (const what of exportSubjects) {
      const span = spanOf(what, day);
      const batches = recordBatches(db, what, span);
      const days = { from: span.from ?? null, to: span.to ?? null };
      const written = await writeSubject(partial, { what, batches, origin, ...days, withdrawals }, signal);
      files.push(...written);
      tell(`${day}: ${what}, ${written[0]?.rows ?? 0} records`);
    }
    const manifest: PublicationManifest = {
      version: 1,
      day,
      method_version: methodVersion,
      licence: dataLicence.id,
      source,
      published_at: now.toISOString(),
      revised_at: null,
      files,
    };
    const whole = await describeFolder(partial, manifest);
    signal.throwIfAborted();
    await rename(partial, join(root, day));
    return whole;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

function spanOf(what: ExportSubject, day: UtcDay): DaySpan {
  switch (what) {
    case 'snapshots':
      return { from: day, to: day };
    case 'rules':
    case 'network':
    case 'software':
      return { to: day };
    case 'instances':
    case 'archive':
      return {};
  }
}

/** Writes the texts of a folder anew, then its manifest, which is what makes the files published ones. */
export async function describeFolder(
  folder: string,
  manifest: PublicationManifest,
): Promise<PublicationManifest> {
  const data = manifest.files.filter(({ subject }) => subject !== null);
  const texts: PublishedFile[] = [];
  for (const text of describeDay({ ...manifest, files: data }))
    texts.push(await writeText(folder, text, manifest));
  const files = [...data, ...texts];
  const whole = { ...manifest, files: [...files, await writeText(folder, checksums(files), manifest)] };
  await writeManifest(folder, whole);
  return whole;
}

async function writeText(
  folder: string,
  { path, mediaType, text }: PublishedText,
  { published_at, revised_at }: PublicationManifest,
): Promise<PublishedFile> {
  return {
    path,
    subject: null,
    format: null,
    media_type: mediaType,
    ...(await writeWhole(join(folder, path), text)),
    rows: null,
    from: null,
    to: null,
    exported_at: revised_at ?? published_at,
    withdrawals: null,
  };
}
