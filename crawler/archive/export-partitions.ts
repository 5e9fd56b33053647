import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { UtcDay } from '../../db/model/utc-day.ts';
import type { DaySpan } from '../../db/queries/day-figures.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { recordBatches } from './export.ts';
import { type FileSink, openFileSink } from './file-sink.ts';
import { type FileOrigin, openRecordWriter, type RecordWriter } from './record-writer.ts';

/**
 * Where the snapshots of a day's month stand in a Hive-partitioned folder: `year=2026/month=11/part-0.parquet`. Plain decimals, which
 * every engine reads as numbers. The two columns are in the path alone; the file has the `day`.
 */
export function monthPath(day: UtcDay): string {
  return `year=${day.slice(0, 4)}/month=${Number(day.slice(5, 7))}/part-0.parquet`;
}

/** The name of an entry at the top of such a folder. */
export const partitionName = /^year=\d{4}$/;

/**
 * Writes the snapshots of a span into an empty folder, one Parquet file a month, at constant memory.
 *
 * @returns how many snapshots were written.
 */
export async function exportPartitions(options: {
  readonly db: CensusDatabase;
  readonly span: DaySpan;
  readonly origin: FileOrigin;
  readonly folder: string;
  readonly stop: AbortSignal;
}): Promise<number> {
  const { db, span, origin, folder, stop } = options;
  let month: OpenMonth | undefined;
  let written = 0;
  try {
    for await (const batch of recordBatches(db, 'snapshots', span)) {
      for (const [path, records] of Map.groupBy(batch, ({ day }) => monthPath(day as UtcDay))) {
        stop.throwIfAborted();
        if (month?.path !== path) {
          await endMonth(month);
          month = await openMonth(folder, path, origin);
        }
        await month.writer.write(records);
        written += records.length;
      }
    }
    await endMonth(month);
  } catch (error) {
    await month?.sink.abandon();
    throw error;
  }
  return written;
}

interface OpenMonth {
  readonly path: string;
  readonly sink: FileSink;
  readonly writer: RecordWriter;
}

async function openMonth(folder: string, path: string, origin: FileOrigin): Promise<OpenMonth> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  const sink = await openFileSink(file, { isCompressed: false });
  const writer = await openRecordWriter({ what: 'snapshots', format: 'parquet', origin }, sink.write);
  return { path, sink, writer };
}

async function endMonth(month: OpenMonth | undefined): Promise<void> {
  await month?.writer.end();
  await month?.sink.end();
}
