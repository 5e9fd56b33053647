import { type ExportFormat, type ExportSubject, recordColumns } from '../../db/model/record-columns.ts';
import {
  formatCsvHeader,
  formatCsvRows,
  formatNdjson,
  type PublicRecord,
} from '../../db/model/record-text.ts';
import type { WritePart } from './export-target.ts';
import { openParquetWriter } from './parquet-writer.ts';

/** Records on their way into one file. */
export interface RecordWriter {
  /** Takes some records; resolves when there is room for the next. */
  write(records: readonly PublicRecord[]): Promise<void>;
  /** Writes what a format has at its end. The file is no whole one before. */
  end(): Promise<void>;
}

/** What a file says of itself, where its format has a place for that. */
export interface FileOrigin {
  /** The instant as of which the records hold. */
  readonly exportedAt: Date;
  /** Who publishes: the site's address. */
  readonly source: string;
}

/** Begins a file: NDJSON (a record a line), CSV (RFC 4180: CRLF, a header line even when nothing follows it) or Parquet. */
export async function openRecordWriter(
  file: {
    readonly what: ExportSubject;
    readonly format: ExportFormat;
    readonly origin: FileOrigin;
  },
  write: WritePart,
): Promise<RecordWriter> {
  const { what, format, origin } = file;
  if (format === 'parquet') return openParquetWriter({ what, origin }, write);
  const columns = recordColumns(what).map(({ name }) => name);
  if (format === 'csv') await write(formatCsvHeader(columns));
  const formatRows = format === 'csv' ? formatCsvRows : formatNdjson;
  return {
    write: (records) => write(formatRows(records, columns)),
    end: async () => undefined,
  };
}
