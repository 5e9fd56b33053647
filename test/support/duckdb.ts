import { DuckDBInstance } from '@duckdb/node-api';
import type { RecordColumn } from '../../db/model/record-columns.ts';

/** A row of a question to DuckDB, as JSON would have it. */
export type DuckRow = Readonly<Record<string, unknown>>;

/** DuckDB in this process, as a researcher would use it. Nothing is loaded from elsewhere. */
export interface Duck extends Disposable {
  /** Asks in SQL; every value comes as JSON: numbers as such, whole ones exact up to 2^53. */
  ask(sql: string): Promise<readonly DuckRow[]>;
  /** How it would go about a question. */
  explain(sql: string): Promise<string>;
}

/** Opens DuckDB in memory, in UTC. */
export async function openDuck(): Promise<Duck> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    autoinstall_known_extensions: 'false',
    // It takes a file that was written anew within a second, at the same length, for the one that it has read.
    enable_external_file_cache: 'false',
  });
  const connection = await instance.connect();
  return {
    ask: async (sql) => {
      const reader = await connection.runAndReadAll(
        `select to_json(answer)::varchar from (${sql}) as answer`,
      );
      return reader.getRows().map(([json]) => JSON.parse(String(json)) as DuckRow);
    },
    explain: async (sql) => {
      const reader = await connection.runAndReadAll(`explain ${sql}`);
      return reader.getRows().join('\n');
    },
    [Symbol.dispose]: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A select list that gives a Parquet file's columns in the forms that the public record has: instants in ISO 8601. */
export function asRecord(columns: readonly RecordColumn[]): string {
  return columns
    .map(({ name, kind }) =>
      kind === 'instant'
        ? `strftime("${name}"::timestamp, '%Y-%m-%dT%H:%M:%S.%gZ') as "${name}"`
        : `"${name}"`,
    )
    .join(', ');
}
