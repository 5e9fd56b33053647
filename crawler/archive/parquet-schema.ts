import type { ParquetWriter } from 'hyparquet-writer';
import type { ColumnKind, RecordColumn } from '../../db/model/record-columns.ts';

/** An element of a Parquet schema, as the writer takes it. */
export type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

/**
 * The Parquet types of the kinds of columns: INT64 for every count, whatever its size, so that sums do not overflow; DATE for days,
 * TIMESTAMP in UTC for instants, LIST of STRING for lists, JSON text for what is nested.
 */
const leaves: Readonly<Record<Exclude<ColumnKind, 'list'>, Omit<SchemaElement, 'name'>>> = {
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  date: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
  instant: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  json: { type: 'BYTE_ARRAY', converted_type: 'JSON', logical_type: { type: 'JSON' } },
};

/**
 * The schema of a file. Every column may be null for Parquet, those that never are included: a reader that unites files of several
 * releases finds one type for each name.
 */
export function parquetSchema(columns: readonly RecordColumn[]): SchemaElement[] {
  return [
    { name: 'record', num_children: columns.length },
    ...columns.flatMap(({ name, kind }) => (kind === 'list' ? listOf(name) : [leaf(name, leaves[kind])])),
  ];
}

/** Three levels, so that null, an empty list and a list are told apart (parquet-format, LogicalTypes, "Lists"). */
function listOf(name: string): SchemaElement[] {
  return [
    {
      name,
      repetition_type: 'OPTIONAL',
      num_children: 1,
      converted_type: 'LIST',
      logical_type: { type: 'LIST' },
    },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    leaf('element', leaves.string),
  ];
}

const leaf = (name: string, type: Omit<SchemaElement, 'name'>): SchemaElement => ({
  name,
  repetition_type: 'OPTIONAL',
  ...type,
});

const millisecondsPerDay = 86_400_000;

/** A value of a record as the writer takes it for a column of that kind; null stays null. */
export function toParquetValue(kind: ColumnKind, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (kind) {
    case 'integer':
      return BigInt(value as number);
    case 'date':
      return Date.parse(`${value}T00:00:00Z`) / millisecondsPerDay;
    case 'instant':
      return new Date(value as string);
    default:
      return value;
  }
}
