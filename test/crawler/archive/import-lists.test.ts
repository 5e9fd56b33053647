import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { csvLists } from '../../../crawler/archive/csv-lists.ts';
import { exportRecords } from '../../../crawler/archive/export.ts';
import { importServerLists } from '../../../crawler/archive/import-lists.ts';
import { instancesSocial } from '../../../crawler/archive/instances-social.ts';
import { judgeList } from '../../../crawler/census/quarantine/judge.ts';
import { archiveRecord } from '../../../db/model/records.ts';
import { archiveSeries } from '../../../db/queries/day-figures.ts';
import { archivePage } from '../../../db/queries/page-records.ts';
import { optOutHost, undoOptOut } from '../../../db/writes/forget-host.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { hostName } from '../../support/visit-records.ts';
import { importedAt as now } from './file-of.ts';

const later = new Date('2026-11-25T10:00:00Z');
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'fedicensus-lists-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await database.db.deleteFrom('archive_day').execute();
});

type Options = Partial<Parameters<typeof importServerLists>[0]>;

async function importFile(content: string | Uint8Array, options: Options = {}) {
  const file = join(folder, 'list');
  await writeFile(file, content);
  const { db } = database;
  return importServerLists({ db, file, format: csvLists, judge: judgeList, now, takenAt: null, ...options });
}

const importJson = (entries: readonly unknown[], options: Options = {}) =>
  importFile(JSON.stringify(entries), { format: instancesSocial, ...options });
const origin = { exportedAt: now, source: 'https://census.invalid/' };
const series = () => archiveSeries(database.db);
const csv = (...lines: readonly string[]) =>
  ['day,domain,users_total,users_active_month', ...lines, ''].join('\n');
const empty = {
  mended: 0,
  merged: 0,
  contradicting: 0,
  quarantined: {},
  unread: {},
  tooLargeSums: 0,
  ignoredColumns: [],
};

test("a day's rows are one list: merged, judged and summed, with everything that was left out counted", async () => {
  const result = await importFile(
    csv(
      '2022-11-04,birchmoor.net,5,2',
      '2022-11-04,@BirchMoor.net:443,7,3',
      '2022-11-04,elm.net,10,',
      '2022-11-04,fake.net,10,999',
      '2022-11-04,negative.net,-3,1',
      '2022-11-04,localhost,1000,1000',
      '2022-11-06,elm.net,12,',
      'x,elm.net,1,1',
    ),
  );
  expect(result).toEqual({
    ok: true,
    summary: {
      read: 8,
      taken: 5,
      changed: 2,
      refused: { 'name-reserved-name': 1, 'bad-day': 1 },
      lists: {
        ...empty,
        days: 2,
        dayOfAll: null,
        mended: 1,
        merged: 1,
        contradicting: 1,
        quarantined: { 'month-above-total': 1 },
        unread: { 'users_total negative': 1 },
      },
    },
  });
  expect(await series()).toEqual([
    {
      source: 'csv',
      day: '2022-11-04',
      servers: 3,
      users_total: 17,
      users_active_month: 4,
      users_total_raw: 32,
      servers_quarantined: 1,
      quarantined: [{ domain: 'fake.net', rule: 'month-above-total' }],
    },
    {
      source: 'csv',
      day: '2022-11-06',
      servers: 1,
      users_total: 12,
      users_active_month: null,
      users_total_raw: 12,
      servers_quarantined: 0,
      quarantined: [],
    },
  ]);
});

test('the order of rows, and so of days, changes nothing', async () => {
  const lines = Array.from({ length: 9_000 }, (_, index) => {
    const day = `2022-11-0${1 + (index % 9)}`;
    return `${day},server-${index % 3_000}.net,${index},${index % 7}`;
  });
  await importFile(csv(...lines));
  const before = await series();
  expect(before.map(({ day }) => day)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((day) => `2022-11-0${day}`));
  expect(await importFile(csv(...lines.toReversed()), { now: later })).toMatchObject({
    summary: { changed: 0 },
  });
  expect(await importFile(csv(...lines.toSorted()), { now: later })).toMatchObject({
    summary: { changed: 0 },
  });
  expect(await series()).toEqual(before);
});

test('a file imported twice changes nothing the second time, not even the instant of the import', async () => {
  const file = csv('2022-11-04,birchmoor.net,5,2', '2022-11-04,fake.net,1,9', '2022-11-05,birchmoor.net,5,2');
  await importFile(file);
  expect(await importFile(file, { now: later })).toMatchObject({ summary: { taken: 3, changed: 0 } });
  const next = file.replace('2022-11-05,birchmoor.net,5', '2022-11-05,birchmoor.net,6');
  expect(await importFile(next, { now: later })).toMatchObject({ summary: { changed: 1 } });
  const rows = await database.db
    .selectFrom('archive_day')
    .select(['day', 'imported_at'])
    .orderBy('day')
    .execute();
  expect(rows).toEqual([
    { day: '2022-11-04', imported_at: now },
    { day: '2022-11-05', imported_at: later },
  ]);
});

test('instances.json is one list of the day of --at, under the name of its source', async () => {
  const entries = [
    { name: 'birchmoor.net', users: 5, statuses: '1125899906842625' },
    { name: 'BIRCHMOOR.net.', users: 5, statuses: '1125899906842625' },
    { name: 'mаstodon.social', users: 1, statuses: null },
    { name: 'down.net', users: null, up: false },
    { name: '@', users: 9 },
  ];
  const result = await importJson(entries, { takenAt: new Date('2022-11-04T12:00:00Z') });
  expect(result).toEqual({
    ok: true,
    summary: {
      read: 5,
      taken: 3,
      changed: 1,
      refused: { 'name-empty': 1 },
      lists: {
        ...empty,
        days: 1,
        dayOfAll: { day: '2022-11-04', from: 'given' },
        mended: 1,
        merged: 1,
        quarantined: { absurd: 1 },
      },
    },
  });
  expect(await series()).toEqual([
    {
      source: 'instances.social',
      day: '2022-11-04',
      servers: 2,
      users_total: 1,
      users_active_month: null,
      users_total_raw: 11,
      servers_quarantined: 1,
      quarantined: [{ domain: 'birchmoor.net', rule: 'absurd' }],
    },
  ]);
});

test('a sum beyond the safe integers is null, is said so, and breaks nothing', async () => {
  const result = await importFile(
    csv('2022-11-04,a.net,9007199254740991,1', '2022-11-04,b.net,9007199254740991,1', '2022-11-05,a.net,4,2'),
  );
  expect(result).toMatchObject({ summary: { taken: 3, lists: { tooLargeSums: 1 } } });
  const sums = (await series()).map(({ day, users_total, users_total_raw }) => [
    day,
    users_total,
    users_total_raw,
  ]);
  expect(sums).toEqual([
    ['2022-11-04', null, null],
    ['2022-11-05', 4, 4],
  ]);
});

test('a list without a server that can be counted leaves no day', async () => {
  expect(await importFile(csv('2022-11-04,localhost,1,1'))).toMatchObject({
    summary: { taken: 0, changed: 0 },
  });
  expect(await importFile(csv())).toMatchObject({ summary: { read: 0, lists: { days: 0 } } });
  expect(await importJson([])).toMatchObject({ summary: { read: 0, lists: { dayOfAll: null } } });
  expect(await series()).toEqual([]);
});

test('texts that PostgreSQL would refuse are taken', async () => {
  const text =
    'day,domain,software,version\n2022-11-04,birchmoor.net,"mast\u0000odon","4\u0000\ud800\\u0000"\n';
  expect(await importFile(text)).toMatchObject({ ok: true, summary: { taken: 1 } });
  expect(await importJson([{ name: 'birchmoor.net', version: '\u0000\ud800' }])).toMatchObject({ ok: true });
});

test('gzip is unpacked, whatever the name of the file', async () => {
  const plain = csv('2022-11-04,birchmoor.net,5,2');
  const members = Buffer.concat([gzipSync(plain), gzipSync('2022-11-05,birchmoor.net,6,2\n')]);
  expect(await importFile(members)).toMatchObject({ summary: { read: 2, taken: 2 } });
});

test.for([
  ['cut off', gzipSync(csv('2022-11-04,birchmoor.net,5,2')).subarray(0, 40), /middle of its gzip data/],
  ['cut off at its beginning', Buffer.from([0x1f, 0x8b]), /middle of its gzip data/],
  [
    'damaged',
    (() => {
      const bytes = gzipSync(csv('2022-11-04,birchmoor.net,5,2'));
      bytes.fill(0xff, 20, 30);
      return bytes;
    })(),
    /gzip data is damaged/,
  ],
  ['gzip within gzip', gzipSync(gzipSync(csv())), /looks like gzip within gzip/],
] as const)('gzip that is %s is refused with a sentence', async ([, bytes, problem]) => {
  expect(await importFile(bytes)).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  expect(await series()).toEqual([]);
});

test('a gzip bomb ends at the limit of its format', async () => {
  const bomb = gzipSync(Buffer.alloc(30_000_000, '\n'));
  const format = { ...csvLists, maxBytes: 10_000_000 };
  expect(await importFile(bomb, { format })).toEqual({ ok: false, problem: 'It is larger than 10 MB.' });
});

test('a day with more rows than any list has is refused, and the days before it are not recorded', async () => {
  const format = { ...csvLists, maxRowsOfADay: 2 };
  const rows = ['2022-11-03,a.net,1,1', ...['a', 'b', 'c'].map((name) => `2022-11-04,${name}.net,1,1`)];
  expect(await importFile(csv(...rows), { format })).toEqual({
    ok: false,
    problem: 'It has 3 rows on 2022-11-04, and a list may have 2.',
  });
  expect(await series()).toEqual([]);
});

test('a file that is refused in its middle leaves nothing, and what was there stays', async () => {
  await importFile(csv('2022-11-04,birchmoor.net,5,2'));
  const before = await series();
  const lines = Array.from({ length: 5_000 }, (_, index) => `2022-11-04,server-${index}.net,1,1`);
  expect(await importFile(csv(...lines, '2022-11-05,"elm.net,1,1'))).toMatchObject({ ok: false });
  expect(await series()).toEqual(before);
});

test('an import that is stopped leaves nothing', async () => {
  const stop = new AbortController();
  const lines = Array.from({ length: 50_000 }, (_, index) => `2022-11-04,server-${index}.net,1,1`);
  const onProgress = () => stop.abort(new Error('stopped by the test'));
  await expect(importFile(csv(...lines), { signal: stop.signal, onProgress })).rejects.toThrow(
    'stopped by the test',
  );
  expect(await series()).toEqual([]);
});

test('two imports of one source at once do not disturb each other', async () => {
  const files = await Promise.all(
    [1, 2].map(async (number) => {
      const file = join(folder, `list-${number}`);
      const lines = Array.from(
        { length: 28 },
        (_, day) => `2022-11-${String(day + 1).padStart(2, '0')},elm.net,${number},1`,
      );
      await writeFile(file, csv(...(number === 1 ? lines : lines.toReversed())));
      return file;
    }),
  );
  const results = await Promise.all(
    files.map((file) =>
      importServerLists({ db: database.db, file, format: csvLists, judge: judgeList, now, takenAt: null }),
    ),
  );
  expect(results.every(({ ok }) => ok)).toBe(true);
  const rows = await series();
  expect(rows).toHaveLength(28);
  // All of one file or all of the other, never some of each.
  expect(new Set(rows.map(({ users_total }) => users_total)).size).toBe(1);
});

test('missing files, folders and forbidden devices are a sentence', async () => {
  const at = (file: string) =>
    importServerLists({ db: database.db, file, format: csvLists, judge: judgeList, now, takenAt: null });
  expect(await at(join(folder, 'missing'))).toEqual({ ok: false, problem: 'There is no such file.' });
  expect(await at(folder)).toEqual({ ok: false, problem: 'It is a folder, not a file.' });
  expect(await at('/dev/null')).toMatchObject({
    ok: false,
    problem: expect.stringContaining('an empty file'),
  });
});

test('a name that its owner withdrew is counted in the sums of others, and named nowhere', async () => {
  const { db } = database;
  const file = csv('2022-11-04,birchmoor.net,5,2', '2022-11-04,fake.net,1,900', '2022-11-04,false.net,1,800');
  await importFile(file);
  const fake = hostName('fake.net');
  await db.transaction().execute((trx) => optOutHost(trx, fake, { at: now }));
  const check = async () => {
    const shown = [...(await series()), ...(await archivePage(db, { after: null, limit: 10 })).items];
    for (const record of shown) {
      expect(archiveRecord.parse(record)).toMatchObject({
        servers: 1,
        servers_quarantined: 2,
        quarantined: [{ domain: 'false.net', rule: 'month-above-total' }],
      });
    }
    for (const format of ['ndjson', 'csv'] as const) {
      const parts: string[] = [];
      const write = async (part: string | Uint8Array) => void parts.push(String(part));
      await exportRecords({ db, what: 'archive', format, origin, write });
      expect(parts.join('')).toContain('2022-11-04');
      expect(parts.join('')).not.toContain('fake.net');
    }
  };
  await check();
  // Imported after the opt-out, too, from the beginning and once more.
  expect(await importFile(file, { now: later })).toMatchObject({ summary: { changed: 0 } });
  await check();
  await db.deleteFrom('archive_day').execute();
  await importFile(file);
  await check();
  await db.transaction().execute((trx) => undoOptOut(trx, fake, now));
});

test('a list is a series of its own: nothing of it is in the census', async () => {
  await importFile(csv('2022-11-04,birchmoor.net,5,2'));
  const { db } = database;
  for (const table of ['instance', 'snapshot', 'day_figure'] as const)
    expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
  const hosts = await db.selectFrom('host').select('name').where('name', '=', 'birchmoor.net').execute();
  expect(hosts).toEqual([]);
});
