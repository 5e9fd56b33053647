import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { dataLicence } from '../../db/model/data-licence.ts';
import { methodVersion } from '../../db/model/method-version.ts';
import {
  monthsFolderName,
  type PublicationManifest,
  type PublishedFile,
} from '../../db/model/publication.ts';
import type { UtcDay } from '../../db/model/utc-day.ts';
import { type FinishedMonth, finishedMonths } from '../../db/queries/finished-days.ts';
import {
  listWithdrawals,
  type Withdrawal,
  type WithdrawalState,
  withdrawalState,
} from '../../db/queries/withdrawals.ts';
import { recordBatches } from '../archive/export.ts';
import { monthPath } from '../archive/export-partitions.ts';
import { openFileSink } from '../archive/file-sink.ts';
import { openRecordWriter } from '../archive/record-writer.ts';
import { readManifest, writeManifest } from './folders.ts';
import type { Publishing } from './publishing.ts';
import { noteOfWithdrawals, parquetMediaType, partialName } from './subject-files.ts';
import { withdrawnSince } from './withdrawn-since.ts';

/** What was written within this time before a file was read may have become visible after it. */
const overlapMs = 60 * 60_000;

/**
 * Brings the folder of months up to a day: snapshots of finished days as `year=2026/month=11/part-0.parquet`. Only months that changed are
 * written: that of the day, those with revised days, and those that may hold who has asked to be forgotten. Each takes its place when it
 * is whole, and the manifest follows.
 *
 * @returns how many months were written.
 */
export async function refreshMonths(publishing: Publishing, upTo: UtcDay): Promise<number> {
  const { db, root, now, source, tell } = publishing;
  const folder = join(root, monthsFolderName);
  const months = await finishedMonths(db, upTo);
  const withdrawals = await listWithdrawals(db);
  const old = await readManifest(folder);
  const files = new Map(old?.files.map((file) => [file.path, file]));
  const manifest = (day: UtcDay): PublicationManifest => ({
    version: 1,
    day,
    method_version: methodVersion,
    licence: dataLicence.id,
    source,
    published_at: now.toISOString(),
    revised_at: null,
    files: [...files.values()].toSorted((one, other) => ((one.from ?? '') < (other.from ?? '') ? -1 : 1)),
  });
  const current = new Set(months.map(({ firstDay }) => monthPath(firstDay)));
  for (const path of files.keys())
    if (!current.has(path)) {
      files.delete(path);
      await rm(join(folder, path), { force: true });
    }
  let written = 0;
  for (const month of months) {
    const path = monthPath(month.firstDay);
    const state = await withdrawalState(db);
    const file = files.get(path);
    if (file !== undefined && !isStale(file, month, withdrawals)) {
      files.set(path, { ...file, withdrawals: noteOfWithdrawals('snapshots', state) });
      continue;
    }
    const fresh = await writeMonth(publishing, { path, month, state });
    files.set(path, fresh);
    // At once: until the manifest knows of it, the new file is not served. Under the old day: the round is not over.
    await writeManifest(folder, manifest(old?.day ?? month.lastDay));
    written += 1;
    tell(`${monthsFolderName}/${path}: ${fresh.rows} records`);
  }
  if (months.length > 0) await writeManifest(folder, manifest(upTo));
  return written;
}

function isStale(
  file: PublishedFile,
  { lastDay, revisedAt }: FinishedMonth,
  withdrawals: readonly Withdrawal[],
): boolean {
  if (file.to !== lastDay) return true;
  if (revisedAt !== null && revisedAt.getTime() > Date.parse(file.exported_at) - overlapMs) return true;
  // Snapshots name nobody but those who reported.
  return withdrawnSince(file, withdrawals).some(({ firstDay }) => firstDay !== null && firstDay <= lastDay);
}

async function writeMonth(
  { db, root, now, source, signal }: Publishing,
  {
    path,
    month,
    state,
  }: { readonly path: string; readonly month: FinishedMonth; readonly state: WithdrawalState },
): Promise<PublishedFile> {
  const { firstDay, lastDay } = month;
  const folder = join(root, monthsFolderName);
  await mkdir(dirname(join(folder, path)), { recursive: true });
  const partial = join(folder, partialName('month'));
  const sink = await openFileSink(partial, { isCompressed: false });
  try {
    const origin = { exportedAt: now, source };
    const writer = await openRecordWriter({ what: 'snapshots', format: 'parquet', origin }, sink.write);
    let rows = 0;
    for await (const batch of recordBatches(db, 'snapshots', { from: firstDay, to: lastDay })) {
      signal.throwIfAborted();
      await writer.write(batch);
      rows += batch.length;
    }
    await writer.end();
    const written = await sink.end();
    await rename(partial, join(folder, path));
    return {
      path,
      subject: 'snapshots',
      format: 'parquet',
      media_type: parquetMediaType,
      ...written,
      rows,
      from: firstDay,
      to: lastDay,
      exported_at: now.toISOString(),
      withdrawals: noteOfWithdrawals('snapshots', state),
    };
  } catch (error) {
    await sink.abandon();
    await rm(partial, { force: true });
    throw error;
  }
}
