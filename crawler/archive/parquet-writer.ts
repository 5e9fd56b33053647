import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { dataLicence } from '../../db/model/data-licence.ts';
import { methodVersion } from '../../db/model/method-version.ts';
import { type ExportSubject, type RecordColumn, recordColumns } from '../../db/model/record-columns.ts';
import type { PublicRecord } from '../../db/model/record-text.ts';
import type { WritePart } from './export-target.ts';
import { parquetSchema, toParquetValue } from './parquet-schema.ts';
import type { FileOrigin, RecordWriter } from './record-writer.ts';

/**
 * A row group is written when it holds so many rows, or about so many bytes of text: this is all that is held in memory, and what a
 * reader skips or reads at once.
 */
const rowGroup = { maxRows: 50_000, maxBytes: 16_000_000 } as const;

/**
 * Begins a Parquet file (Snappy, statistics for each row group). Its footer says under which method and licence, by whom and as of when
 * the records were published, and what each column means (`columns`, a JSON object).
 */
export async function openParquetWriter(
  file: { readonly what: ExportSubject; readonly origin: FileOrigin },
  write: WritePart,
): Promise<RecordWriter> {
  const columns = recordColumns(file.what);
  const out = new ByteWriter();
  const parquet = new ParquetWriter({
    writer: out,
    schema: parquetSchema(columns),
    kvMetadata: footerOf(file, columns),
    createdBy: 'Fedicensus',
  });
  const flush = async () => {
    // A copy: the buffer is filled anew while the part is on its way.
    const part = out.getBytes().slice();
    out.index = 0;
    await write(part);
  };
  let group = newGroup(columns);
  const writeGroup = async () => {
    const { rows, values } = group;
    group = newGroup(columns);
    await parquet.write({
      rowGroupSize: Math.max(1, rows),
      columnData: columns.map(({ name, kind }, index) => ({
        name,
        data: values[index] ?? [],
        // The bounds of a JSON text are the whole text, in the footer, and of use to nobody.
        statistics: kind !== 'json' && kind !== 'list',
      })),
    });
    await flush();
  };
  return {
    write: async (records) => {
      for (const record of records) {
        addRow(group, columns, record);
        if (group.rows >= rowGroup.maxRows || group.bytes >= rowGroup.maxBytes) await writeGroup();
      }
    },
    end: async () => {
      if (group.rows > 0) await writeGroup();
      await parquet.finish();
      await flush();
    },
  };
}

interface RowGroup {
  rows: number;
  /** About, of texts alone: they are what can be long. */
  bytes: number;
  readonly values: unknown[][];
}

const newGroup = (columns: readonly RecordColumn[]): RowGroup => ({
  rows: 0,
  bytes: 0,
  values: columns.map(() => []),
});

function addRow(group: RowGroup, columns: readonly RecordColumn[], record: PublicRecord): void {
  group.rows += 1;
  for (const [index, { name, kind }] of columns.entries()) {
    const value = record[name];
    group.values[index]?.push(toParquetValue(kind, value));
    group.bytes += sizeOf(value);
  }
}

/** About how many bytes a value takes. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce((sum: number, each) => sum + sizeOf(each), 8);
}

function footerOf(
  { what, origin }: { readonly what: ExportSubject; readonly origin: FileOrigin },
  columns: readonly RecordColumn[],
) {
  const descriptions = Object.fromEntries(columns.map(({ name, description }) => [name, description]));
  const entries = {
    subject: what,
    method_version: methodVersion,
    licence: dataLicence.id,
    licence_url: dataLicence.url,
    source: origin.source,
    exported_at: origin.exportedAt.toISOString(),
    columns: JSON.stringify(descriptions),
  };
  return Object.entries(entries).map(([key, value]) => ({ key, value }));
}
