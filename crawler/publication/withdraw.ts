import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublicationManifest, PublishedFile } from '../../db/model/publication.ts';
import { type ExportSubject, exportFormats, exportSubjects } from '../../db/model/record-columns.ts';
import type { PublicRecord } from '../../db/model/record-text.ts';
import {
  listWithdrawals,
  type Withdrawal,
  type WithdrawalState,
  withdrawalState,
} from '../../db/queries/withdrawals.ts';
import { describeFolder } from './day-folder.ts';
import { publishedDays, readManifest, writeManifest } from './folders.ts';
import { forgetInRecord, type IsWithdrawn, whoIsWithdrawn } from './forget-in-record.ts';
import type { Publishing } from './publishing.ts';
import { checksumOf, readPublished } from './read-published.ts';
import { noteOfWithdrawals, subjectFileName, writeSubject } from './subject-files.ts';
import { mayName, withdrawnSince } from './withdrawn-since.ts';

/**
 * Takes whoever has asked to be forgotten out of the dated folders: files that hold one of them are written anew, in every format, from
 * their own records without it, and get new checksums. Cut short, it goes on where it stopped: a folder counts as looked through when its
 * manifest says so, which is written last.
 *
 * @returns how many folders were changed.
 */
export async function withdrawFromDays(publishing: Publishing): Promise<number> {
  const { db, root, tell } = publishing;
  let changed = 0;
  for (const day of await publishedDays(root)) {
    const folder = join(root, day);
    const manifest = await readManifest(folder);
    if (manifest === undefined) continue;
    const state = await withdrawalState(db);
    if (!isBehind(manifest, state)) continue;
    const withdrawals = await listWithdrawals(db);
    if (!(await withdrawFromFolder(publishing, { folder, manifest, state, withdrawals }))) continue;
    changed += 1;
    tell(`${day}: who has asked to be forgotten has been taken out`);
  }
  return changed;
}

/** Whether a file of a folder was last looked through before somebody was forgotten. */
export function isBehind({ files }: PublicationManifest, { state }: WithdrawalState): boolean {
  return files.some(({ withdrawals }) => withdrawals !== null && withdrawals.state !== state);
}

interface Folder {
  readonly folder: string;
  readonly manifest: PublicationManifest;
  readonly state: WithdrawalState;
  readonly withdrawals: readonly Withdrawal[];
}

async function withdrawFromFolder(publishing: Publishing, open: Folder): Promise<boolean> {
  const { folder, manifest, state, withdrawals } = open;
  const isWithdrawn = whoIsWithdrawn(withdrawals);
  const files: PublishedFile[] = [];
  let isChanged = false;
  for (const what of exportSubjects) {
    const old = manifest.files.filter(({ subject }) => subject === what);
    const isTouched = old.some((file) =>
      withdrawnSince(file, withdrawals).some((withdrawal) => mayName(manifest.day, withdrawal)),
    );
    const fresh = isTouched ? await rewrite(publishing, { folder, what, old, state, isWithdrawn }) : null;
    files.push(...(fresh ?? old.map((file) => ({ ...file, withdrawals: noteOfWithdrawals(what, state) }))));
    isChanged ||= fresh !== null;
  }
  if (!isChanged) {
    const texts = manifest.files.filter(({ subject }) => subject === null);
    await writeManifest(folder, { ...manifest, files: [...files, ...texts] });
    return false;
  }
  const revised_at = publishing.now.toISOString();
  await describeFolder(folder, { ...manifest, revised_at, files });
  return true;
}

/** Writes a subject's files anew if they have to be; null: they may stay. */
async function rewrite(
  { source, now, signal }: Publishing,
  subject: {
    readonly folder: string;
    readonly what: ExportSubject;
    readonly old: readonly PublishedFile[];
    readonly state: WithdrawalState;
    readonly isWithdrawn: IsWithdrawn;
  },
): Promise<readonly PublishedFile[] | null> {
  const { folder, what, old, state, isWithdrawn } = subject;
  const ndjson = old.find(({ format }) => format === 'ndjson');
  const path = join(folder, subjectFileName(what, 'ndjson'));
  // Another checksum: this was begun before and cut short, so the other formats may lag behind.
  const isWhole = ndjson !== undefined && (await checksumOf(path)) === ndjson.sha256;
  try {
    if (isWhole && !(await holdsWithdrawn(path, what, isWithdrawn))) return null;
    return await writeSubject(
      folder,
      {
        what,
        batches: withoutWithdrawn(path, what, isWithdrawn),
        origin: { exportedAt: new Date(ndjson?.exported_at ?? now), source },
        from: ndjson?.from ?? null,
        to: ndjson?.to ?? null,
        withdrawals: state,
      },
      signal,
    );
  } catch (error) {
    if (signal.aborted || !isDamage(error)) throw error;
    // What cannot be read cannot be cleaned: it is withdrawn whole.
    for (const format of exportFormats)
      await rm(join(folder, subjectFileName(what, format)), { force: true });
    return [];
  }
}

async function holdsWithdrawn(path: string, what: ExportSubject, isWithdrawn: IsWithdrawn): Promise<boolean> {
  for await (const batch of readPublished(path))
    if (batch.some((record) => forgetInRecord(what, record, isWithdrawn) !== record)) return true;
  return false;
}

async function* withoutWithdrawn(
  path: string,
  what: ExportSubject,
  isWithdrawn: IsWithdrawn,
): AsyncGenerator<readonly PublicRecord[]> {
  for await (const batch of readPublished(path))
    yield batch
      .map((record) => forgetInRecord(what, record, isWithdrawn))
      .filter((record) => record !== null);
}

/** Whether a file is missing, is no gzip or holds no records; anything else is trouble of the disk, which passes. */
function isDamage(error: unknown): boolean {
  if (error instanceof SyntaxError) return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === 'ENOENT' || code.startsWith('Z_');
}
