import type { ExportFormat, ExportSubject } from '../../db/model/record-columns.ts';
import type { PublicRecord } from '../../db/model/record-text.ts';
import type { UtcDay } from '../../db/model/utc-day.ts';
import type { DaySpan } from '../../db/queries/day-figures.ts';
import {
  streamArchive,
  streamInstances,
  streamNetwork,
  streamRules,
  streamSnapshots,
  streamSoftware,
} from '../../db/queries/stream-records.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import type { WritePart } from './export-target.ts';
import { type FileOrigin, openRecordWriter } from './record-writer.ts';

type Stream = (db: CensusDatabase, span: DaySpan) => AsyncIterable<PublicRecord>;

const streams: Readonly<Record<ExportSubject, Stream>> = {
  instances: streamInstances,
  snapshots: streamSnapshots,
  rules: streamRules,
  network: streamNetwork,
  software: streamSoftware,
  archive: streamArchive,
};

/** Records that are formatted and handed over at once: some hundred kilobytes. */
const batchSize = 200;

/** All records of a subject in a span of days, some at a time; the next are read when these have been taken. */
export function recordBatches(
  db: CensusDatabase,
  what: ExportSubject,
  span: DaySpan,
): AsyncIterable<readonly PublicRecord[]> {
  return inBatches(streams[what](db, span));
}

/**
 * Writes all records of a subject in a format. Memory stays constant: the next batch is read when `write` has taken the last one.
 *
 * @param options.day shorthand for the span of that one day.
 * @param options.write takes a part of the output; its promise is the back-pressure.
 * @returns how many records were written.
 */
export async function exportRecords(options: {
  readonly db: CensusDatabase;
  readonly what: ExportSubject;
  readonly format: ExportFormat;
  readonly origin: FileOrigin;
  readonly day?: UtcDay;
  readonly from?: UtcDay;
  readonly to?: UtcDay;
  readonly write: WritePart;
}): Promise<number> {
  const { db, what, format, origin, day, from = day, to = day, write } = options;
  const span: DaySpan = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const writer = await openRecordWriter({ what, format, origin }, write);
  let written = 0;
  for await (const batch of recordBatches(db, what, span)) {
    await writer.write(batch);
    written += batch.length;
  }
  await writer.end();
  return written;
}

async function* inBatches<Item>(items: AsyncIterable<Item>): AsyncGenerator<readonly Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length === batchSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
