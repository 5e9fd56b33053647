import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { importJoinmastodonStatistics } from '../../../crawler/archive/import-joinmastodon-statistics.ts';
import { seedArchive } from '../../../crawler/archive/seed-archive.ts';
import { archiveSeries } from '../../../db/queries/day-figures.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

const at = new Date('2026-11-24T10:00:00Z');
const later = new Date('2026-11-25T10:00:00Z');
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'fedicensus-import-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await database.db.deleteFrom('archive_day').execute();
});

async function importText(
  text: string | Uint8Array,
  options: { now?: Date; takenAt?: Date; source?: string } = {},
) {
  const file = join(folder, 'statistics');
  await writeFile(file, text);
  return importJoinmastodonStatistics({ db: database.db, file, now: at, takenAt: null, ...options });
}

const importedAt = () =>
  database.db.selectFrom('archive_day').select(['day', 'imported_at']).orderBy('day').execute();
const csv = (...lines: readonly string[]) =>
  ['date,server_count,user_count,active_user_count', ...lines, ''].join('\n');

test('what a file says is in the archive, and what was left out is counted by reason', async () => {
  const result = await importText(
    csv('2022-10-01,10,200,30', '2022-10-02,,210,31', '2022-10-03,1,-2,3', 'x,1,2,3'),
  );
  expect(result).toEqual({
    ok: true,
    summary: { read: 4, taken: 2, changed: 2, refused: { 'bad-number': 1, 'bad-day': 1 } },
  });
  const own = {
    source: 'joinmastodon.org',
    users_total_raw: null,
    servers_quarantined: null,
    quarantined: null,
  };
  expect(await archiveSeries(database.db)).toEqual([
    { ...own, day: '2022-10-01', servers: 10, users_total: 200, users_active_month: 30 },
    { ...own, day: '2022-10-02', servers: null, users_total: 210, users_active_month: 31 },
  ]);
});

test('a file imported twice changes nothing the second time, not even the instant of the import', async () => {
  const file = csv('2022-10-01,10,200,30', '2022-10-02,,210,31');
  await importText(file);
  const before = await importedAt();
  const again = await importText(file, { now: later });
  expect(again).toMatchObject({ summary: { read: 2, taken: 2, changed: 0 } });
  expect(await importedAt()).toEqual(before);
});

test('a day with another value replaces the one that was there', async () => {
  await importText(csv('2022-10-01,10,200,30', '2022-10-02,,210,31'));
  const again = await importText(csv('2022-10-01,10,200,30', '2022-10-02,11,210,31'), { now: later });
  expect(again).toMatchObject({ summary: { taken: 2, changed: 1 } });
  expect(await importedAt()).toEqual([
    { day: '2022-10-01', imported_at: at },
    { day: '2022-10-02', imported_at: later },
  ]);
});

test('two sources keep their own days', async () => {
  await importText(csv('2022-10-01,10,200,30'));
  await importText(csv('2022-10-01,11,201,31'), { source: 'another list' });
  const series = await archiveSeries(database.db, 'another list');
  expect(series.map(({ source, servers }) => [source, servers])).toEqual([['another list', 11]]);
  expect(await archiveSeries(database.db)).toHaveLength(2);
});

test('gzip is unpacked, and days after the file was taken are refused', async () => {
  const file = gzipSync(csv('2022-10-01,10,200,30', '2022-10-03,11,210,31'));
  expect(await importText(file, { takenAt: new Date('2022-10-01T12:00:00Z') })).toMatchObject({
    summary: { taken: 1, refused: { 'future-day': 1 } },
  });
  // The file is older than its import, and the row says when it came in.
  expect(await importedAt()).toEqual([{ day: '2022-10-01', imported_at: at }]);
});

test('a file that cannot be read is a sentence, and changes nothing', async () => {
  expect(await importText('<html>')).toMatchObject({ ok: false, problem: expect.stringContaining('CSV') });
  expect(await importText(new Uint8Array([0x5b, 0xff, 0x5d]))).toEqual({
    ok: false,
    problem: 'It is no UTF-8 text.',
  });
  expect(await importText('x'.repeat(20_000_001))).toEqual({
    ok: false,
    problem: 'It is larger than 20 MB.',
  });
  const missing = { db: database.db, file: join(folder, 'missing'), now: at, takenAt: null };
  expect(await importJoinmastodonStatistics(missing)).toEqual({
    ok: false,
    problem: 'There is no such file.',
  });
  expect(await importJoinmastodonStatistics({ ...missing, file: folder })).toEqual({
    ok: false,
    problem: 'It is a folder, not a file.',
  });
  expect(await archiveSeries(database.db)).toEqual([]);
});

test('a census without a history gets the one that comes with the release, once', async () => {
  expect(await seedArchive(database.db, at)).toBe(1_083);
  expect(await seedArchive(database.db, later)).toBe(0);
  await database.db.deleteFrom('archive_day').where('day', '<', '2026-01-01').execute();
  expect(await seedArchive(database.db, later)).toBe(0);
});

test('a census whose clock stands in the past gets the whole history too', async () => {
  expect(await seedArchive(database.db, new Date('2023-01-01T00:00:00Z'))).toBe(1_083);
});

test('the growth of autumn 2022 stands in the history to the last account', async () => {
  await seedArchive(database.db, at);
  const series = await archiveSeries(database.db, 'joinmastodon.org');
  const on = (day: string) => series.find((record) => record.day === day);
  const active = series.map(({ day, users_active_month }) => ({ day, active: users_active_month ?? 0 }));
  const october = active.filter(({ day }) => day.startsWith('2022-10'));
  expect(october.toSorted((left, right) => left.active - right.active)[0]).toEqual({
    day: '2022-10-17',
    active: 356_682,
  });
  expect(active.find((each) => each.active > 1_000_000)?.day).toBe('2022-11-07');
  expect(active.find((each) => each.active > 2_500_000)?.day).toBe('2022-11-23');
  expect(active.toSorted((left, right) => right.active - left.active)[0]).toEqual({
    day: '2022-11-30',
    active: 2_624_121,
  });
  const [before, after] = [on('2022-10-27'), on('2022-11-02')];
  expect((after?.users_total ?? 0) - (before?.users_total ?? 0)).toBe(199_430);
  expect((after?.servers ?? 0) - (before?.servers ?? 0)).toBe(437);
  const peak = on('2022-12-03');
  expect((100 * (peak?.users_active_month ?? 0)) / (peak?.users_total ?? 0)).toBeCloseTo(46.9, 1);
  expect([series[0]?.day, series.at(-1)?.day]).toEqual(['2022-09-30', '2026-07-20']);
});
