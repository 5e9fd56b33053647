import type { FileBytes } from '../../../crawler/archive/file-bytes.ts';
import type { ListFormat } from '../../../crawler/archive/list-format.ts';
import type { RowReading } from '../../../crawler/archive/listed-row.ts';

/** The instant of an import. */
export const importedAt = new Date('2026-11-24T10:00:00Z');

/** A file's content as it comes from a disk, in parts of `partBytes`. */
export function fileOf(content: string | Uint8Array, partBytes = 65_536): FileBytes {
  const bytes = Buffer.from(content);
  async function* parts(): AsyncGenerator<Buffer> {
    for (let start = 0; start < bytes.length; start += partBytes)
      yield bytes.subarray(start, start + partBytes);
  }
  return {
    head: bytes.subarray(0, 8_192),
    parts: parts(),
    totalBytes: bytes.length,
    bytesRead: () => bytes.length,
    [Symbol.asyncDispose]: async () => undefined,
  };
}

/** All that a format reads from a file. */
export async function readLists(
  format: ListFormat,
  content: string | Uint8Array,
  options: { readonly takenAt?: Date; readonly partBytes?: number } = {},
) {
  const { takenAt = null, partBytes } = options;
  const lists = format.read(fileOf(content, partBytes), { takenAt, now: importedAt });
  const rows: RowReading[] = [];
  for await (const row of lists.rows) rows.push(row);
  return { rows, ignoredColumns: lists.ignoredColumns(), dayOfUndated: lists.dayOfUndated() };
}

/** A row's server, or the reason why there is none. */
export function outcomeOf(row: RowReading | undefined) {
  return row === undefined ? undefined : row.ok ? row.server : row.reason;
}
