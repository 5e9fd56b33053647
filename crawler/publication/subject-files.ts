import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hostSubjects, type PublishedFile } from '../../db/model/publication.ts';
import { type ExportFormat, type ExportSubject, exportFormats } from '../../db/model/record-columns.ts';
import type { PublicRecord } from '../../db/model/record-text.ts';
import type { UtcDay } from '../../db/model/utc-day.ts';
import type { WithdrawalState } from '../../db/queries/withdrawals.ts';
import { type FileSink, openFileSink } from '../archive/file-sink.ts';
import { type FileOrigin, openRecordWriter, type RecordWriter } from '../archive/record-writer.ts';

/** What the files of a day are called, and what they are. The gzip is part of the file, not of how it is sent. */
const formats: Readonly<Record<ExportFormat, { readonly ending: string; readonly mediaType: string }>> = {
  csv: { ending: 'csv.gz', mediaType: 'application/gzip' },
  parquet: { ending: 'parquet', mediaType: 'application/vnd.apache.parquet' },
  ndjson: { ending: 'ndjson.gz', mediaType: 'application/gzip' },
};

/** The media type of a Parquet file (registered with IANA in 2024). */
export const parquetMediaType = formats.parquet.mediaType;

/** The name of a subject's file in a dated folder. */
export function subjectFileName(what: ExportSubject, format: ExportFormat): string {
  return `${what}.${formats[format].ending}`;
}

/** Where records come from, and what is said of them. */
export interface SubjectSource {
  readonly what: ExportSubject;
  readonly batches: AsyncIterable<readonly PublicRecord[]>;
  readonly origin: FileOrigin;
  /** The days that the records are of; see {@link PublishedFile}. */
  readonly from: UtcDay | null;
  readonly to: UtcDay | null;
  /** What had been withdrawn before the records were read. */
  readonly withdrawals: WithdrawalState;
}

/** How the manifest says what had been withdrawn: nothing of files in which no host is named. */
export function noteOfWithdrawals(
  what: ExportSubject,
  { state, at }: WithdrawalState,
): PublishedFile['withdrawals'] {
  return hostSubjects.has(what) ? { state, at: at.toISOString() } : null;
}

/**
 * Writes the records of a subject into a folder in every format, in one pass over them, at constant memory. Files of these names are
 * replaced when all three are on the disk; the NDJSON last, from which the others could be made again.
 *
 * @param signal ends the writing with its reason as the error; nothing is left then.
 */
export async function writeSubject(
  folder: string,
  source: SubjectSource,
  signal: AbortSignal,
): Promise<readonly PublishedFile[]> {
  const { what, origin } = source;
  const parts: OpenPart[] = [];
  try {
    for (const format of ['csv', 'parquet', 'ndjson'] as const)
      parts.push(await openPart(folder, { what, format, origin }));
    let rows = 0;
    for await (const batch of source.batches) {
      signal.throwIfAborted();
      for (const { writer } of parts) await writer.write(batch);
      rows += batch.length;
    }
    const files: PublishedFile[] = [];
    for (const { format, writer, sink } of parts) {
      await writer.end();
      files.push({
        path: subjectFileName(what, format),
        subject: what,
        format,
        media_type: formats[format].mediaType,
        ...(await sink.end()),
        rows,
        from: source.from,
        to: source.to,
        exported_at: origin.exportedAt.toISOString(),
        withdrawals: noteOfWithdrawals(what, source.withdrawals),
      });
    }
    signal.throwIfAborted();
    for (const { format, path } of parts) await rename(path, join(folder, subjectFileName(what, format)));
    return files.toSorted((one, other) => order(one) - order(other));
  } catch (error) {
    for (const { sink, path } of parts) {
      await sink.abandon();
      await rm(path, { force: true });
    }
    throw error;
  }
}

const order = ({ format }: PublishedFile) => (format === null ? -1 : exportFormats.indexOf(format));

interface OpenPart {
  readonly format: ExportFormat;
  readonly path: string;
  readonly sink: FileSink;
  readonly writer: RecordWriter;
}

async function openPart(
  folder: string,
  file: { readonly what: ExportSubject; readonly format: ExportFormat; readonly origin: FileOrigin },
): Promise<OpenPart> {
  const path = join(folder, partialName(subjectFileName(file.what, file.format)));
  const sink = await openFileSink(path, { isCompressed: file.format !== 'parquet' });
  try {
    return { format: file.format, path, sink, writer: await openRecordWriter(file, sink.write) };
  } catch (error) {
    await sink.abandon();
    await rm(path, { force: true });
    throw error;
  }
}

/** A name for what is not whole yet: hidden, of nobody else, and known to {@link isPartial}. */
export function partialName(name: string): string {
  return `.${name}.${randomUUID()}.partial`;
}

/** Whether something is what a process left that died while it published. */
export function isPartial(name: string): boolean {
  return name.startsWith('.') && name.endsWith('.partial');
}
