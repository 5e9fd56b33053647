import { z } from 'zod';
import {
  archiveRecord,
  instanceRecord,
  networkRecord,
  ruleRecord,
  snapshotRecord,
  softwareRecord,
} from './records.ts';

/** What can be exported. */
export const exportSubjects = ['instances', 'snapshots', 'rules', 'network', 'software', 'archive'] as const;

/** One of {@link exportSubjects}. */
export type ExportSubject = (typeof exportSubjects)[number];

/** How it is written. */
export const exportFormats = ['ndjson', 'csv', 'parquet'] as const;

/** One of {@link exportFormats}. */
export type ExportFormat = (typeof exportFormats)[number];

/** The record that each subject is made of. */
export const subjectSchemas = {
  instances: instanceRecord,
  snapshots: snapshotRecord,
  rules: ruleRecord,
  network: networkRecord,
  software: softwareRecord,
  archive: archiveRecord,
} as const satisfies Readonly<Record<ExportSubject, z.ZodObject>>;

/**
 * What a column holds, whatever the format: `date` is a UTC day, `instant` a moment in UTC to the millisecond, `list` texts in order,
 * `json` anything nested.
 */
export type ColumnKind = 'integer' | 'number' | 'boolean' | 'date' | 'instant' | 'string' | 'list' | 'json';

/** A column of an export, derived from the record's schema. */
export interface RecordColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly isNullable: boolean;
  /** Null: its name says it all. */
  readonly description: string | null;
  /** The only values that it can have; null: any of its kind. */
  readonly values: readonly string[] | null;
}

interface PropertySchema {
  /** A list when a plain value may be null. */
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly items?: PropertySchema;
  readonly anyOf?: readonly PropertySchema[];
}

/** A subject's columns, in the order of its record. */
export function recordColumns(subject: ExportSubject): readonly RecordColumn[] {
  const { properties = {} } = jsonSchemaOf(subject) as {
    properties?: Readonly<Record<string, PropertySchema>>;
  };
  return Object.entries(properties).map(([name, property]) => {
    const alternatives = alternativesOf(property);
    const stated = alternatives.filter(({ type }) => type !== 'null');
    const [only] = stated;
    return {
      name,
      kind: stated.length === 1 && only !== undefined ? kindOf(only) : 'json',
      isNullable: stated.length < alternatives.length,
      description: property.description ?? only?.description ?? null,
      values: only?.enum ?? only?.items?.enum ?? null,
    };
  });
}

function alternativesOf(property: PropertySchema): readonly PropertySchema[] {
  const { type } = property;
  if (typeof type === 'object') return type.map((each) => ({ ...property, type: each }));
  return property.anyOf ?? [property];
}

/** A subject's record as JSON Schema (2020-12). */
export function jsonSchemaOf(subject: ExportSubject): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(subjectSchemas[subject]);
}

function kindOf({ type, format, items }: PropertySchema): ColumnKind {
  switch (type) {
    case 'integer':
    case 'number':
    case 'boolean':
      return type;
    case 'string':
      if (format === 'date') return 'date';
      return format === 'date-time' ? 'instant' : 'string';
    case 'array':
      return items?.type === 'string' ? 'list' : 'json';
    default:
      return 'json';
  }
}
