import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportRecords } from '../../../crawler/archive/export.ts';
import {
  type ExportSubject,
  exportSubjects,
  recordColumns,
  subjectSchemas,
} from '../../../db/model/record-columns.ts';
import type { UtcDay } from '../../../db/model/utc-day.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { awkward, fillSmallCensus, smallCensus } from './small-census.ts';

const origin = { exportedAt: new Date('2026-11-24T10:00:00Z'), source: 'https://census.invalid/' };
const columnsOf = (what: ExportSubject) => recordColumns(what).map(({ name }) => name);

type Span = { readonly day?: UtcDay; readonly from?: UtcDay; readonly to?: UtcDay };
type Row = Readonly<Record<string, unknown>>;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase(fillSmallCensus);
});

afterAll(() => database[Symbol.asyncDispose]());

const span = (days: Readonly<Record<string, string>>) => days as unknown as Span;

async function exported(what: ExportSubject, format: 'ndjson' | 'csv', days: Span = {}): Promise<string> {
  const parts: string[] = [];
  const write = async (part: string | Uint8Array) => void parts.push(String(part));
  await exportRecords({ db: database.db, what, format, origin, ...days, write });
  return parts.join('');
}

async function ndjson(what: ExportSubject, days?: Span): Promise<readonly Row[]> {
  const text = await exported(what, 'ndjson', days);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

test.for(exportSubjects)(
  'every line of %s is a record of the promised shape, with its keys in order',
  async (what) => {
    const rows = await ndjson(what);
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) {
      expect(subjectSchemas[what].parse(row)).toEqual(row);
      expect(Object.keys(row)).toEqual(Object.keys(subjectSchemas[what].shape));
    }
  },
);

test.for(exportSubjects)('the CSV of %s holds the same records as the NDJSON', async (what) => {
  const columns = columnsOf(what);
  const csv = await exported(what, 'csv');
  const [header, ...rows] = parse(csv, { record_delimiter: '\r\n' }) as string[][];
  expect(header).toEqual(columns);
  const expected = (await ndjson(what)).map((row) => columns.map((column) => cellOf(column, row[column])));
  expect(rows).toEqual(expected);
});

/** What a cell must hold, told independently of the writer: the guard is checked in a test of its own. */
function cellOf(column: string, value: unknown): string {
  if (value === null) return '';
  if (column === 'quarantined') return String((value as readonly unknown[]).length);
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  const isGuarded =
    typeof value === 'string' &&
    [awkward.name, awkward.firstRule, awkward.secondRule].some((each) => each === value);
  return isGuarded ? `'${text}` : text;
}

test('hosts that never answered, opted out or were only named are in no export', async () => {
  const listed = [...new Set((await ndjson('instances')).map((row) => row.domain))];
  const { hidden, ...named } = smallCensus;
  expect(listed).toEqual(Object.values(named).toSorted());
  for (const what of exportSubjects) {
    const text = await exported(what, 'ndjson');
    for (const domain of hidden) expect(text).not.toContain(domain);
  }
});

test('null is an empty cell and zero is a zero', async () => {
  const rows = parse(await exported('instances', 'csv'), { columns: true }) as Record<string, string>[];
  const find = (domain: string) => rows.find((row) => row.domain === domain);
  expect(find(smallCensus.silent)).toMatchObject({ users_active_month: '', languages: '', rules_count: '' });
  expect(find(smallCensus.idn)).toMatchObject({
    users_active_month: '0',
    languages: '["de"]',
    rules_count: '0',
  });
  expect(find(smallCensus.quarantined)?.quarantine).toBe(
    '{"rule":"month-above-total","since":"2026-11-22","detail":"states 9,000,000 users active in a month of 12 accounts"}',
  );
});

test('rules are exported in all their versions, oldest first, each with its span', async () => {
  const rows = (await ndjson('rules')).filter((row) => row.domain === smallCensus.birch);
  expect(
    rows.map(({ position, text, valid_from, valid_to }) => [position, text, valid_from, valid_to]),
  ).toEqual([
    [1, awkward.firstRule, '2026-11-22T08:00:00.000Z', '2026-11-24T08:00:00.000Z'],
    [2, awkward.secondRule, '2026-11-22T08:00:00.000Z', '2026-11-24T08:00:00.000Z'],
    [1, 'Only one rule now', '2026-11-24T08:00:00.000Z', null],
  ]);
  expect(rows[0]?.translations).toEqual({ de: { text: 'Sei nett', hint: null } });
});

test.for([
  [{ day: '2026-11-21' }, []],
  [{ day: '2026-11-23' }, [awkward.firstRule, awkward.secondRule]],
  // The set changed in the course of this day, so both were in force at some time of it.
  [{ day: '2026-11-24' }, [awkward.firstRule, awkward.secondRule, 'Only one rule now']],
  [{ from: '2026-11-25' }, ['Only one rule now']],
  [{ to: '2026-11-23' }, [awkward.firstRule, awkward.secondRule]],
] as const)('the rules of %j are those in force at some time of it', async ([days, texts]) => {
  const rows = (await ndjson('rules', span(days))).filter((row) => row.domain === smallCensus.birch);
  expect(rows.map((row) => row.text)).toEqual(texts);
});

test.for([
  [{}, ['2026-11-22', '2026-11-23', '2026-11-24']],
  [{ day: '2026-11-23' }, ['2026-11-23']],
  [{ from: '2026-11-23' }, ['2026-11-23', '2026-11-24']],
  [{ to: '2026-11-23' }, ['2026-11-22', '2026-11-23']],
  [{ from: '2026-11-23', to: '2026-11-23' }, ['2026-11-23']],
  [{ day: '2025-01-01' }, []],
] as const)('%j exports the days %j', async ([days, expected]) => {
  for (const what of ['snapshots', 'network', 'software'] as const) {
    const rows = await ndjson(what, span(days));
    expect([...new Set(rows.map((row) => row.day))]).toEqual(expected);
  }
});

test('a span of the archive holds its days only', async () => {
  const rows = await ndjson('archive', span({ from: '2023-01-01' }));
  expect(rows.map(({ source, day }) => [source, day])).toEqual([
    ['a list of servers', '2023-05-01'],
    ['statistics', '2023-01-01'],
  ]);
});

test('CSV without a record is its header, NDJSON without a record is empty', async () => {
  const nothing = span({ day: '1999-01-01' });
  expect(await exported('network', 'csv', nothing)).toBe(`${columnsOf('network').join(',')}\r\n`);
  expect(await exported('network', 'ndjson', nothing)).toBe('');
});

test('the number of records written is returned', async () => {
  const written = await exportRecords({
    db: database.db,
    what: 'instances',
    format: 'csv',
    origin,
    write: async () => undefined,
  });
  expect(written).toBe(6);
});

test('nothing is read ahead of a slow reader but the next batch', async () => {
  await using large = await createTestDatabase();
  const days = Array.from({ length: 5_000 }, (_, index) => ({
    source: `source ${String(index).padStart(4, '0')}`,
    day: '2023-01-01',
    imported_at: new Date(0),
  }));
  for (let start = 0; start < days.length; start += 1_000)
    await large.db
      .insertInto('archive_day')
      .values(days.slice(start, start + 1_000))
      .execute();
  const whole = { db: large.db, what: 'archive', format: 'ndjson', origin } as const;
  const reader = new Error('has seen enough');
  let parts = 0;
  const write = async () => {
    parts += 1;
    if (parts === 3) throw reader;
  };
  await expect(exportRecords({ ...whole, write })).rejects.toBe(reader);
  expect(parts).toBe(3);
  // The cursor was closed and its connection given back: the pool has one for the next question.
  expect(await exportRecords({ ...whole, write: async () => undefined })).toBe(5_000);
});
