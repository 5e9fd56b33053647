import type { z } from 'zod';
import {
  archiveRecord,
  instanceRecord,
  networkRecord,
  ruleRecord,
  snapshotRecord,
  softwareRecord,
} from '../../db/model/records.ts';
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
import { formatCsvHeader, formatCsvRows } from './csv.ts';
import type { ExportFormat, ExportSubject } from './export-options.ts';

/** Any of the public records: a flat object, whose values may be lists or objects. */
type PublicRecord = Readonly<Record<string, unknown>>;

interface Subject {
  readonly schema: z.ZodObject;
  readonly stream: (db: CensusDatabase, span: DaySpan) => AsyncIterable<PublicRecord>;
}

const subjects: Readonly<Record<ExportSubject, Subject>> = {
  instances: { schema: instanceRecord, stream: streamInstances },
  snapshots: { schema: snapshotRecord, stream: streamSnapshots },
  rules: { schema: ruleRecord, stream: streamRules },
  network: { schema: networkRecord, stream: streamNetwork },
  software: { schema: softwareRecord, stream: streamSoftware },
  archive: { schema: archiveRecord, stream: streamArchive },
};

/** The columns of a subject, in the order of its public record. */
export function exportColumns(what: ExportSubject): readonly string[] {
  return Object.keys(subjects[what].schema.shape);
}

/** Records that are formatted and handed over at once: some hundred kilobytes. */
const batchSize = 200;

/**
 * Writes all records of a subject as NDJSON (a record a line) or CSV (RFC 4180: CRLF, a header line even when nothing
 * follows it). Memory stays constant: the next batch is read when `write` has taken the last one.
 *
 * @param options.day shorthand for the span of that one day.
 * @param options.write takes a part of the output; its promise is the back-pressure.
 * @returns how many records were written.
 */
export async function exportRecords(options: {
  readonly db: CensusDatabase;
  readonly what: ExportSubject;
  readonly format: ExportFormat;
  readonly day?: UtcDay;
  readonly from?: UtcDay;
  readonly to?: UtcDay;
  readonly write: (part: string) => Promise<void>;
}): Promise<number> {
  const { db, what, format, day, from = day, to = day, write } = options;
  const columns = exportColumns(what);
  const span: DaySpan = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const formatRows = format === 'csv' ? formatCsvRows : formatNdjson;
  if (format === 'csv') await write(formatCsvHeader(columns));
  let written = 0;
  for await (const batch of inBatches(subjects[what].stream(db, span))) {
    await write(formatRows(batch, columns));
    written += batch.length;
  }
  return written;
}

function formatNdjson(records: readonly PublicRecord[], columns: readonly string[]): string {
  // Listed columns, not the record as it is: keys come in one order, and nothing beside them gets out.
  return records
    .map(
      (record) =>
        `${JSON.stringify(Object.fromEntries(columns.map((column) => [column, record[column]])))}\n`,
    )
    .join('');
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
