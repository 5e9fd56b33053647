import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { csvLists } from '../../../crawler/archive/csv-lists.ts';
import { exportRecords } from '../../../crawler/archive/export.ts';
import { importJoinmastodonStatistics } from '../../../crawler/archive/import-joinmastodon-statistics.ts';
import { importServerLists } from '../../../crawler/archive/import-lists.ts';
import type { ArchiveRecord } from '../../../db/model/records.ts';
import { archiveSeries } from '../../../db/queries/day-figures.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { hasSharedData, readShared } from '../../support/shared-data.ts';
import { importedAt as now } from './file-of.ts';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'fedicensus-published-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await database.db.deleteFrom('archive_day').execute();
});

type Row = Readonly<Record<string, string>>;
const rowsOf = (bytes: Uint8Array): readonly Row[] => parse(Buffer.from(bytes), { columns: true });
const unpacked = (path: string) => gunzipSync(readShared(path));

async function importSeries(bytes: Uint8Array) {
  const file = join(folder, 'series');
  await writeFile(file, bytes);
  return importJoinmastodonStatistics({ db: database.db, file, now, takenAt: null });
}

/** Nobody is judged: what is expected here is what the lists say themselves, whatever rules there are. */
async function importLists(rows: readonly Readonly<Record<string, unknown>>[]) {
  const file = join(folder, 'lists');
  await writeFile(file, stringify([...rows], { header: true }));
  const judge = () => new Map();
  return importServerLists({ db: database.db, file, format: csvLists, judge, now, takenAt: null });
}

const origin = { exportedAt: now, source: 'https://census.invalid/' };

async function exported(): Promise<readonly ArchiveRecord[]> {
  let text = '';
  const write = async (part: string | Uint8Array) => {
    text += String(part);
  };
  await exportRecords({ db: database.db, what: 'archive', format: 'ndjson', origin, write });
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** A sum over stated counts, apart from the code that is tested. */
const sum = (values: readonly (string | undefined)[]) =>
  values.reduce((total, value) => total + (/^ *\d+$/.test(value ?? '') ? Number(value) : 0), 0);

test.skipIf(!hasSharedData)(
  "every day of Mastodon's series comes back out of the archive (skipped without the recorded answers)",
  async () => {
    const bytes = readShared('joinmastodon-statistics-daily.csv');
    const rows = rowsOf(bytes);
    expect(await importSeries(bytes)).toMatchObject({ summary: { read: 1_083, taken: 1_083, refused: {} } });
    const count = (cell: string | undefined) => (cell === '' || cell === undefined ? null : Number(cell));
    expect(await exported()).toEqual(
      rows.map((row) => ({
        source: 'joinmastodon.org',
        day: row.date,
        servers: count(row.server_count),
        users_total: count(row.user_count),
        users_active_month: count(row.active_user_count),
        users_total_raw: null,
        servers_quarantined: null,
        quarantined: null,
      })),
    );
  },
);

test.skipIf(!hasSharedData)(
  "the API's own answer of 2023-01-22 comes back out of the archive (skipped without the recorded answers)",
  async () => {
    const bytes = readShared('joinmastodon-statistics-2023-01-22.json');
    expect(await importSeries(bytes)).toMatchObject({
      summary: { read: 114, taken: 113, refused: { 'duplicate-day': 1 } },
    });
    const answer: readonly Row[] = JSON.parse(bytes.toString());
    const lastOfDay = new Map(answer.map((row) => [row.period?.slice(0, 10), row]));
    const figures = (await exported()).map(({ day, servers, users_total, users_active_month }) => [
      day,
      servers,
      users_total,
      users_active_month,
    ]);
    expect(figures).toEqual(
      [...lastOfDay].map(([day, row]) => [
        day,
        Number(row.server_count),
        Number(row.user_count),
        Number(row.active_user_count),
      ]),
    );
  },
);

test.skipIf(!hasSharedData)(
  'a list of 17,497 servers of 2025-11-09 is summed to the last account (skipped without the recorded lists)',
  async () => {
    const modes = new Map([
      ['Open', 'open'],
      ['Closed', 'closed'],
      ['Invite', 'invite'],
      ['Approval Required', 'approval'],
    ]);
    const list = rowsOf(unpacked('servers-2025-11-09.csv.gz'));
    const rows = list.map((row) => {
      const [software = '', ...version] = row.Software?.split(' ') ?? [];
      return {
        day: '2025-11-09',
        domain: row.Domain,
        software,
        version: version.join(' '),
        users_total: row.Users,
        users_active_month: row.MAU,
        local_posts: row.Posts,
        peers_count: row.Peers,
        registrations: modes.get(row.Registrations ?? '') ?? '',
      };
    });
    const result = await importLists(rows);
    expect(result).toMatchObject({
      ok: true,
      summary: {
        read: 17_497,
        taken: 17_492,
        changed: 1,
        // Hidden services of Tor.
        refused: { 'name-reserved-name': 5 },
        lists: { merged: 0, unread: { 'users_total negative': 1, 'local_posts negative': 5 } },
      },
    });
    const counted = list.filter(({ Domain }) => !Domain?.endsWith('.onion'));
    const users = sum(counted.map(({ Users }) => Users));
    expect(await archiveSeries(database.db)).toEqual([
      {
        source: 'csv',
        day: '2025-11-09',
        servers: 17_492,
        users_total: users,
        users_active_month: sum(counted.map(({ MAU }) => MAU)),
        users_total_raw: users,
        servers_quarantined: 0,
        quarantined: [],
      },
    ]);
  },
);

test.skipIf(!hasSharedData)(
  '51 weekly lists in one file are as many days, and gaps stay gaps (skipped without the recorded lists)',
  async () => {
    const list = rowsOf(unpacked('lemmy-weekly-2023-2024.csv.gz'));
    const rows = list.map((row) => ({
      day: row.commit_time,
      domain: row.domain,
      software: 'lemmy',
      version: row.version,
      users_active_month: row.users_month,
    }));
    const result = await importLists(rows);
    expect(result).toMatchObject({
      ok: true,
      summary: { read: list.length, changed: 51, lists: { days: 51 } },
    });
    const days = Map.groupBy(list, (row) => row.commit_time?.slice(0, 10) ?? '');
    const series = await archiveSeries(database.db);
    expect(series.map(({ day }) => day)).toEqual([...days.keys()].sort());
    for (const { day, servers, users_active_month, users_total } of series) {
      const ofDay = days.get(day) ?? [];
      expect([day, servers]).toEqual([day, new Set(ofDay.map(({ domain }) => domain)).size]);
      expect([day, users_active_month]).toEqual([day, sum(ofDay.map(({ users_month }) => users_month))]);
      expect(users_total).toBeNull();
    }
  },
);
