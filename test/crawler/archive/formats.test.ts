import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { methodVersion } from '../../../db/model/method-version.ts';
import {
  type ExportSubject,
  exportFormats,
  exportSubjects,
  type RecordColumn,
  recordColumns,
} from '../../../db/model/record-columns.ts';
import type { PublicRecord } from '../../../db/model/record-text.ts';
import { type Duck, openDuck } from '../../support/duckdb.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import {
  allBatches,
  readParquet,
  readRecordFile,
  testOrigin,
  writeRecordFile,
} from '../../support/record-files.ts';
import { fillSmallCensus } from './small-census.ts';

let folder: string;
let duck: Duck;
let database: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fedicensus-formats-'));
  duck = await openDuck();
  database = await createTestDatabase(fillSmallCensus);
});

afterAll(async () => {
  duck[Symbol.dispose]();
  await database[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** What PostgreSQL can hold: no U+0000, no half of a surrogate pair; formulas and line ends more often than chance has them. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }).map((each) => each.replaceAll('\0', '')),
  fc.constantFrom(
    '',
    '=1+1',
    '+1',
    '-x',
    '@x',
    ' =1',
    'a\r\n=b',
    'a\rb',
    'a\n@b',
    '\t',
    '"',
    '"",',
    '🦆',
    '\u2028',
    '١',
  ),
);

const day = fc
  .integer({ min: 0, max: 25_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

const kinds: Readonly<Record<RecordColumn['kind'], fc.Arbitrary<unknown>>> = {
  integer: fc.oneof(fc.maxSafeNat(), fc.constantFrom(0, Number.MAX_SAFE_INTEGER)),
  number: fc.integer({ min: 0, max: 10_000 }).map((part) => part / 10_000),
  boolean: fc.boolean(),
  date: day,
  instant: fc.integer({ min: 0, max: 2 ** 41 }).map((ms) => new Date(ms).toISOString()),
  // The guard is taken off by its apostrophe: a text with one of its own would be another text.
  string: text.filter((each) => !each.startsWith("'")),
  list: fc.array(text, { maxLength: 3 }),
  json: fc.dictionary(
    fc.stringMatching(/^[a-z]{1,8}$/),
    fc.oneof(text, fc.nat(), fc.boolean(), fc.constant(null), fc.array(text, { maxLength: 2 })),
    { maxKeys: 3, noNullPrototype: true },
  ),
};

function recordOf(what: ExportSubject): fc.Arbitrary<PublicRecord> {
  const values = recordColumns(what).map(({ name, kind, isNullable }) => {
    const value = name === 'quarantined' ? fc.array(kinds.json, { maxLength: 3 }) : kinds[kind];
    return [name, isNullable ? fc.option(value) : value] as const;
  });
  return fc.record(Object.fromEntries(values), { noNullPrototype: true });
}

/** An empty text is an empty cell, as null is: CSV has nothing to tell them apart by. */
function inCsv(what: ExportSubject, record: PublicRecord): PublicRecord {
  return Object.fromEntries(
    recordColumns(what).map(({ name, isNullable }) => {
      const value = record[name];
      if (value === '' && isNullable) return [name, null];
      return [name, name === 'quarantined' && Array.isArray(value) ? value.length : value];
    }),
  );
}

test.for(exportSubjects)('any %s have the same values in every format', async (what) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(recordOf(what), { maxLength: 4 }), { maxLength: 3 }),
      async (batches) => {
        const records = batches.flat();
        for (const format of exportFormats) {
          const path = await writeRecordFile(folder, { what, format }, batches);
          const read = await readRecordFile(duck, { what, format }, path);
          expect(read).toEqual(format === 'csv' ? records.map((each) => inCsv(what, each)) : records);
        }
      },
    ),
    { numRuns: 25 },
  );
});

test.for(exportSubjects)('the %s of a census have the same values in every format', async (what) => {
  const batches = await allBatches(database.db, what);
  const records = batches.flat();
  expect(records.length).toBeGreaterThan(2);
  for (const format of exportFormats) {
    const path = await writeRecordFile(folder, { what, format }, batches);
    const read = await readRecordFile(duck, { what, format }, path);
    expect(read).toEqual(format === 'csv' ? records.map((each) => inCsv(what, each)) : records);
  }
});

test.for(exportSubjects)(
  'DuckDB reads the CSV and the NDJSON of %s as their writers meant them',
  async (what) => {
    const batches = await allBatches(database.db, what);
    const names = recordColumns(what).map(({ name }) => name);
    const csv = await writeRecordFile(folder, { what, format: 'csv' }, batches);
    const ndjson = await writeRecordFile(folder, { what, format: 'ndjson' }, batches);
    // Every cell as text, and every value as JSON: what DuckDB would guess of types depends on the rows.
    const cells = await duck.ask(`from read_csv('${csv}', header = true, all_varchar = true, nullstr = '')`);
    const columns = names.map((name) => `${name}: 'JSON'`).join(', ');
    const values = await duck.ask(
      `from read_json('${ndjson}', format = 'newline_delimited', columns = {${columns}})`,
    );
    expect(values).toEqual(batches.flat());
    const read = await readRecordFile(duck, { what, format: 'csv' }, csv);
    expect(cells.map((row) => Object.keys(row))).toEqual(read.map(() => names));
    expect(cells.map((row) => row[names[0] ?? ''])).toEqual(read.map((row) => row[names[0] ?? '']));
    const numbers = recordColumns(what).filter(({ kind }) => kind === 'integer');
    for (const { name } of numbers)
      expect(cells.map((row) => (row[name] === null ? null : Number(row[name])))).toEqual(
        read.map((row) => row[name]),
      );
  },
);

test('the columns of a Parquet file have the types of what they hold', async () => {
  const path = await writeRecordFile(folder, { what: 'instances', format: 'parquet' }, []);
  const columns = await duck.ask(`select column_name, column_type from (describe from '${path}')`);
  const typeOf = (name: string) => columns.find((column) => column.column_name === name)?.column_type;
  expect(columns.map((column) => column.column_name)).toEqual(
    recordColumns('instances').map(({ name }) => name),
  );
  expect(
    [
      'users_total',
      'uptime_30d',
      'reason_required',
      'unattended_since',
      'last_up_at',
      'languages',
      'quarantine',
      'name',
    ].map(typeOf),
  ).toEqual([
    ...['BIGINT', 'DOUBLE', 'BOOLEAN', 'DATE', 'TIMESTAMP WITH TIME ZONE', 'VARCHAR[]', 'JSON', 'VARCHAR'],
  ]);
});

test('a Parquet file says how, under which terms, by whom and as of when its records were published', async () => {
  const path = await writeRecordFile(folder, { what: 'network', format: 'parquet' }, []);
  const rows = await duck.ask(
    `select decode(key) as name, decode(value) as said from parquet_kv_metadata('${path}')`,
  );
  const said = Object.fromEntries(rows.map((row) => [row.name, row.said]));
  expect(said).toMatchObject({
    subject: 'network',
    method_version: methodVersion,
    licence: 'CC-BY-4.0',
    source: testOrigin.source,
    exported_at: '2026-11-24T10:00:00.000Z',
  });
  expect(JSON.parse(String(said.columns)).servers_known).toBe(
    'Hosts known by the end of the day; of a part of the network, servers in it.',
  );
});

test('many rows, and long ones, are written in row groups of bounded size', async () => {
  const short = { day: '2026-11-24', domain: 'a.net', software: 'mastodon' };
  const batch = Array.from({ length: 10_000 }, () => short);
  const snapshots = await writeRecordFile(
    folder,
    { what: 'snapshots', format: 'parquet' },
    Array.from({ length: 12 }, () => batch),
  );
  const long = { domain: 'a.net', position: 1, text: 'x'.repeat(1_000_000), translations: {} };
  const rules = await writeRecordFile(
    folder,
    { what: 'rules', format: 'parquet' },
    Array.from({ length: 40 }, () => [long]),
  );
  const groups = (path: string) =>
    duck.ask(
      `select distinct row_group_id, row_group_num_rows as rows from parquet_metadata('${path}') order by 1`,
    );
  expect((await groups(snapshots)).map(({ rows }) => rows)).toEqual([50_000, 50_000, 20_000]);
  expect((await groups(rules)).map(({ rows }) => rows)).toEqual([16, 16, 8]);
  expect(await readParquet(duck, 'rules', rules)).toHaveLength(40);
});
