import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { recordBatches } from '../../crawler/archive/export.ts';
import { openFileSink } from '../../crawler/archive/file-sink.ts';
import { openRecordWriter } from '../../crawler/archive/record-writer.ts';
import { type ExportFormat, type ExportSubject, recordColumns } from '../../db/model/record-columns.ts';
import type { PublicRecord } from '../../db/model/record-text.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { asRecord, type Duck } from './duckdb.ts';

/** Who published the files of a test, and when. */
export const testOrigin = {
  exportedAt: new Date('2026-11-24T10:00:00Z'),
  source: 'https://census.invalid/',
} as const;

/** Writes records into a file of a folder, anew, and returns its path. */
export async function writeRecordFile(
  folder: string,
  file: { readonly what: ExportSubject; readonly format: ExportFormat },
  batches: readonly (readonly PublicRecord[])[],
): Promise<string> {
  const path = join(folder, `${file.what}.${file.format}`);
  await rm(path, { force: true });
  const sink = await openFileSink(path, { isCompressed: false });
  const writer = await openRecordWriter({ ...file, origin: testOrigin }, sink.write);
  for (const batch of batches) await writer.write(batch);
  await writer.end();
  await sink.end();
  return path;
}

/** The records of an NDJSON text. */
export function readNdjson(text: string): readonly PublicRecord[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

/** The records of a CSV text, as a reader who knows the columns would take them; `quarantined` is the length of a list. */
export function readCsv(what: ExportSubject, text: string): readonly PublicRecord[] {
  const rows = parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
  const columns = recordColumns(what);
  return rows.map((row) =>
    Object.fromEntries(
      columns.map((column) => [column.name, cellValue(column, row[column.name] ?? 'no such column')]),
    ),
  );
}

function cellValue({ kind, isNullable }: ReturnType<typeof recordColumns>[number], cell: string): unknown {
  if (cell === '' && isNullable) return null;
  const isText = kind === 'string' || kind === 'date' || kind === 'instant';
  return isText ? withoutGuard(cell) : JSON.parse(cell);
}

/** Takes the guard against formulas off again: it stands before what looks like one, and nowhere else. */
function withoutGuard(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}

/** The records of a Parquet file, as DuckDB reads them. */
export function readParquet(duck: Duck, what: ExportSubject, path: string): Promise<readonly PublicRecord[]> {
  return duck.ask(`select ${asRecord(recordColumns(what))} from read_parquet('${path}')`);
}

/** Reads a file written by {@link writeRecordFile}. */
export async function readRecordFile(
  duck: Duck,
  { what, format }: { readonly what: ExportSubject; readonly format: ExportFormat },
  path: string,
): Promise<readonly PublicRecord[]> {
  if (format === 'parquet') return readParquet(duck, what, path);
  const text = await readFile(path, 'utf8');
  return format === 'csv' ? readCsv(what, text) : readNdjson(text);
}

/** All records of a subject, in the batches in which an export reads them. */
export async function allBatches(
  db: CensusDatabase,
  what: ExportSubject,
): Promise<readonly (readonly PublicRecord[])[]> {
  const batches: (readonly PublicRecord[])[] = [];
  for await (const batch of recordBatches(db, what, {})) batches.push(batch);
  return batches;
}
