import type { CensusDatabase, CensusTransaction } from '../../db/tables.ts';
import { type ArchiveDay, recordArchiveDays } from '../../db/writes/record-archive.ts';
import {
  type ListedRow,
  type StagedLists,
  stageListedServers,
} from '../../db/writes/stage-listed-servers.ts';
import { type FileBytes, openFileBytes, UnreadableFile } from './file-bytes.ts';
import type { ImportOptions, ImportResult, ImportSummary } from './import-summary.ts';
import type { ListFormat, ListRows } from './list-format.ts';
import { type Judge, type ListSummary, summariseList } from './summarise-list.ts';

/** Rows that are handed to the database at once: some hundred kilobytes. */
const rowsAtOnce = 2_000;
/** Days that are recorded at once. */
const daysAtOnce = 100;

/** What lists need beside what every import is given. */
export interface ListImportOptions extends ImportOptions {
  readonly db: CensusDatabase;
  readonly format: ListFormat;
  readonly judge: Judge;
}

/**
 * Takes lists of servers into the archive: a day's list becomes one day of the source, sums and what was left out of
 * them; its rows are not kept. One transaction: all of the file or nothing. Idempotent: a day is replaced by its newer
 * list, and a file imported twice changes nothing the second time. Memory is bounded by the largest list of one day.
 */
export async function importServerLists(options: ListImportOptions): Promise<ImportResult> {
  const { db, file, format, signal } = options;
  try {
    await using bytes = await openFileBytes(file, {
      maxBytes: format.maxBytes,
      ...(signal === undefined ? {} : { signal }),
    });
    const summary = await db.transaction().execute((trx) => importFrom(trx, bytes, options));
    return { ok: true, summary };
  } catch (error) {
    if (error instanceof UnreadableFile) return { ok: false, problem: error.message };
    throw error;
  }
}

async function importFrom(
  trx: CensusTransaction,
  bytes: FileBytes,
  options: ListImportOptions,
): Promise<ImportSummary> {
  const { format, takenAt, now } = options;
  const lists = format.read(bytes, { takenAt, now });
  const staged = await stageListedServers(trx);
  const reading = await stage(lists, staged, bytes, options);
  const days = await staged.days();
  const undated = lists.dayOfUndated();
  const summing = newSumming();
  let batch: ArchiveDay[] = [];
  const record = async () => {
    const source = options.source ?? format.source;
    summing.changed += await recordArchiveDays(trx, { source, importedAt: now, days: batch });
    batch = [];
  };
  for (const { day, rows } of days) {
    options.signal?.throwIfAborted();
    const ownDay = day ?? undated.day;
    if (rows > format.maxRowsOfADay)
      throw new UnreadableFile(
        `It has ${rows} rows on ${ownDay}, and a list may have ${format.maxRowsOfADay}.`,
      );
    const list = summariseList(ownDay, await staged.read(day), options.judge);
    addList(summing, list);
    batch.push(list.day);
    if (batch.length === daysAtOnce) await record();
  }
  await record();
  const { read, refused, mended, unread } = reading;
  const { taken, changed, merged, contradicting, quarantined, tooLargeSums } = summing;
  return {
    read,
    taken,
    changed,
    refused: Object.fromEntries(refused),
    lists: {
      days: days.length,
      dayOfAll: days.some(({ day }) => day === null) ? undated : null,
      mended,
      merged,
      contradicting,
      quarantined: Object.fromEntries(quarantined),
      unread: Object.fromEntries(unread),
      tooLargeSums,
      ignoredColumns: lists.ignoredColumns(),
    },
  };
}

async function stage(
  lists: ListRows,
  staged: StagedLists,
  bytes: FileBytes,
  { onProgress, signal }: ImportOptions,
) {
  const reading = {
    read: 0,
    mended: 0,
    refused: new Map<string, number>(),
    unread: new Map<string, number>(),
  };
  let batch: ListedRow[] = [];
  const flush = async () => {
    await staged.add(batch);
    batch = [];
  };
  for await (const row of lists.rows) {
    reading.read += 1;
    if (reading.read % rowsAtOnce === 0) {
      signal?.throwIfAborted();
      onProgress?.({ bytesRead: bytes.bytesRead(), totalBytes: bytes.totalBytes, rows: reading.read });
    }
    if (!row.ok) {
      increase(reading.refused, row.reason);
      continue;
    }
    if (row.isMended) reading.mended += 1;
    for (const figure of row.unread) increase(reading.unread, figure);
    batch.push(row);
    if (batch.length === rowsAtOnce) await flush();
  }
  await flush();
  return reading;
}

function newSumming() {
  return {
    taken: 0,
    changed: 0,
    merged: 0,
    contradicting: 0,
    tooLargeSums: 0,
    quarantined: new Map<string, number>(),
  };
}

function addList(summing: ReturnType<typeof newSumming>, list: ListSummary): void {
  summing.taken += list.servers;
  summing.merged += list.merged;
  summing.contradicting += list.contradicting;
  if (list.isRawSumTooLarge) summing.tooLargeSums += 1;
  for (const { rule } of list.day.quarantined ?? []) increase(summing.quarantined, rule);
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
