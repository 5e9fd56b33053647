import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { dayToPublish, publicationDue, publish } from '../../../crawler/publication/publish.ts';
import { methodVersion } from '../../../db/model/method-version.ts';
import { exportFormats, exportSubjects, recordColumns } from '../../../db/model/record-columns.ts';
import type { UtcDay } from '../../../db/model/utc-day.ts';
import { networkSeries } from '../../../db/queries/day-figures.ts';
import { withPublicationLock } from '../../../db/writes/publication-lock.ts';
import { type Duck, openDuck } from '../../support/duckdb.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import {
  checksumsBelow,
  filesBelow,
  manifestOf,
  openPublicationFolder,
  type PublicationFolder,
  publisher,
  publishNow,
  sha256,
} from '../../support/publications.ts';
import {
  afterPublishedDays,
  fillPublishedCensus,
  recordPublishedDay,
  rollUpPublished,
} from '../../support/published-census.ts';

const day = '2026-02-01' as UtcDay;

let database: TestDatabase;
let folder: PublicationFolder;
let duck: Duck;

beforeAll(async () => {
  duck = await openDuck();
});

afterAll(() => duck[Symbol.dispose]());

beforeEach(async () => {
  database = await createTestDatabase(fillPublishedCensus);
  folder = await openPublicationFolder();
});

afterEach(async () => {
  await folder[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const texts = ['CITATION.cff', 'README.md', 'SHA256SUMS', 'datapackage.json', 'schema.json'];
const dataFiles = exportSubjects.flatMap((what) =>
  ['csv.gz', 'ndjson.gz', 'parquet'].map((ending) => `${what}.${ending}`),
);

test('a day is published as all subjects in every format, with texts whose checksums hold', async () => {
  const told: string[] = [];
  const who = publisher(database.db, folder.root, { tell: (line) => void told.push(line) });
  expect(await publishNow(who, day)).toEqual({ day, months: 3, withdrawn: 0, deleted: 0 });
  const dated = join(folder.root, day);
  expect(await filesBelow(dated)).toEqual([...dataFiles, ...texts, '_manifest.json'].toSorted());
  expect(told).toContain(`${day}: snapshots, 4 records`);

  const manifest = await manifestOf(dated);
  expect(manifest).toMatchObject({
    ...{ day, method_version: methodVersion, licence: 'CC-BY-4.0', source: 'https://census.invalid/' },
    ...{ published_at: afterPublishedDays.toISOString(), revised_at: null },
  });
  expect(manifest.files.map(({ path }) => path).toSorted()).toEqual([...dataFiles, ...texts].toSorted());
  for (const file of manifest.files) {
    const bytes = await readFile(join(dated, file.path));
    expect([file.path, file.bytes, file.sha256]).toEqual([file.path, bytes.length, sha256(bytes)]);
  }
  const sums = (await readFile(join(dated, 'SHA256SUMS'), 'utf8')).trimEnd().split('\n');
  expect(sums.toSorted()).toEqual(
    manifest.files
      .filter(({ path }) => path !== 'SHA256SUMS')
      .map(({ path, sha256: sum }) => `${sum}  ${path}`)
      .toSorted(),
  );
});

test('DuckDB reads every published file, and all formats hold the same number of records', async () => {
  await publishNow(publisher(database.db, folder.root), day);
  const dated = join(folder.root, day);
  const { files } = await manifestOf(dated);
  for (const { path, subject, format, rows } of files) {
    if (subject === null) continue;
    const columns = recordColumns(subject).map(({ name }) => name);
    const source = format === 'ndjson' ? `read_json('${dated}/${path}')` : `'${dated}/${path}'`;
    // A file without records says nothing of its columns in NDJSON.
    if (format === 'ndjson' && rows === 0) continue;
    expect([path, await duck.ask(`select count(*)::integer as records from ${source}`)]).toEqual([
      path,
      [{ records: rows }],
    ]);
    const found = await duck.ask(`select column_name from (describe from ${source})`);
    expect([path, found.map((column) => column.column_name)]).toEqual([path, columns]);
  }
  const sums = await duck.ask(`
    select sum(users_total)::bigint as users_total, count(*)::integer as servers
    from '${dated}/snapshots.parquet' where quarantine_rule is null`);
  const [figure] = (await networkSeries(database.db)).filter((each) => each.day === day);
  expect(sums).toEqual([{ users_total: figure?.users_total_observed, servers: figure?.servers_observed }]);
});

test('the Data Package names every data file with its size, checksum and columns, and the licence', async () => {
  await publishNow(publisher(database.db, folder.root), day);
  const dated = join(folder.root, day);
  const { files } = await manifestOf(dated);
  const described = JSON.parse(await readFile(join(dated, 'datapackage.json'), 'utf8'));
  expect(described.licenses).toMatchObject([{ name: 'CC-BY-4.0' }]);
  expect(described.sources).toEqual([{ title: 'Fedicensus', path: 'https://census.invalid/' }]);
  expect(described.resources).toHaveLength(exportSubjects.length * exportFormats.length);
  for (const { path, bytes, hash, schema } of described.resources) {
    const file = files.find((each) => each.path === path);
    expect([path, bytes, hash]).toEqual([path, file?.bytes, `sha256:${file?.sha256}`]);
    expect(schema.fields.map(({ name }: { name: string }) => name)).toEqual(
      recordColumns(file?.subject ?? 'instances').map(({ name }) => name),
    );
  }
  const schema = JSON.parse(await readFile(join(dated, 'schema.json'), 'utf8'));
  expect(Object.keys(schema.$defs)).toEqual(exportSubjects);
});

test('what is published does not change when it is published again, and only months that changed are written', async () => {
  const who = publisher(database.db, folder.root);
  await publishNow(who, day);
  // The manifest of the months says when they were last looked through.
  const published = async () => {
    const { 'snapshots/_manifest.json': _, ...sums } = await checksumsBelow(folder.root);
    return sums;
  };
  const before = await published();
  expect(await publishNow(who, day)).toMatchObject({ day: null, months: 0 });
  expect(await published()).toEqual(before);

  // A day of January gets other values, hours later.
  await recordPublishedDay(database.db, '2026-01-31' as UtcDay, 500);
  const later = new Date(afterPublishedDays.getTime() + 5 * 3_600_000);
  await rollUpPublished(database.db, later);
  const untouched = join(folder.root, 'snapshots/year=2025/month=12/part-0.parquet');
  const { mtimeMs } = await stat(untouched);
  expect(await publishNow({ ...who, now: later }, day)).toMatchObject({ day: null, months: 1 });
  const after = await published();
  const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
  expect(changed).toEqual(['snapshots/year=2026/month=1/part-0.parquet']);
  expect((await stat(untouched)).mtimeMs).toBe(mtimeMs);
});

test('the folder of months is read in place and holds finished days only', async () => {
  await recordPublishedDay(database.db, '2026-02-02' as UtcDay, 9);
  await publishNow(publisher(database.db, folder.root), day);
  const days = await duck.ask(`
    select year, month, count(*)::integer as snapshots, max(day)::varchar as newest
    from read_parquet('${folder.root}/snapshots/**/*.parquet', hive_partitioning = true) group by all order by all`);
  expect(days).toEqual([
    { year: 2025, month: 12, snapshots: 8, newest: '2025-12-31' },
    { year: 2026, month: 1, snapshots: 8, newest: '2026-01-31' },
    { year: 2026, month: 2, snapshots: 4, newest: '2026-02-01' },
  ]);
  expect((await manifestOf(join(folder.root, 'snapshots'))).files).toMatchObject([
    { path: 'year=2025/month=12/part-0.parquet', rows: 8, from: '2025-12-30', to: '2025-12-31' },
    { path: 'year=2026/month=1/part-0.parquet', rows: 8, from: '2026-01-01', to: '2026-01-31' },
    { path: 'year=2026/month=2/part-0.parquet', rows: 4, from: '2026-02-01', to: '2026-02-01' },
  ]);
});

test('only the newest finished day is due, ten minutes after its end, until it is published', async () => {
  const { db } = database;
  expect(await dayToPublish(db, new Date('2026-02-02T00:09:59Z'))).toBe('2026-01-31');
  expect(await dayToPublish(db, new Date('2026-02-02T00:10:00Z'))).toBe(day);
  const due = () => publicationDue(db, folder.root, afterPublishedDays);
  expect(await due()).toEqual({ day, isBehind: false });
  await publishNow(publisher(db, folder.root), day);
  expect(await due()).toEqual({ day: null, isBehind: false });
  expect((await filesBelow(folder.root)).filter((path) => path.endsWith('SHA256SUMS'))).toEqual([
    `${day}/SHA256SUMS`,
  ]);
});

test('of several processes one publishes, and the others leave it to that', async () => {
  const who = publisher(database.db, folder.root);
  const ends = await Promise.all(Array.from({ length: 4 }, () => publish(who, day)));
  const days = ends.flatMap((end) =>
    end.kind === 'done' && end.result.day !== null ? [end.result.day] : [],
  );
  expect(days).toEqual([day]);
  const held = await withPublicationLock(database.db, () => publish(who, day));
  expect(held).toEqual({ kind: 'done', result: { kind: 'busy' } });
});

test('a process that stops leaves no part, and what a dead one has left is removed', async () => {
  const stop = new AbortController();
  const stopped = publisher(database.db, folder.root, {
    stop: stop.signal,
    tell: () => stop.abort(new Error('stopped')),
  });
  await expect(publish(stopped, day)).rejects.toThrow('stopped');
  expect(await filesBelow(folder.root)).toEqual([]);

  const dead = join(folder.root, `.${day}.8f7c.partial`);
  await mkdir(dead, { recursive: true });
  await writeFile(join(dead, 'instances.csv.gz'), 'half');
  await mkdir(join(folder.root, 'snapshots'));
  await writeFile(join(folder.root, 'snapshots', '.month.8f7c.partial'), 'half');
  await publishNow(publisher(database.db, folder.root), day);
  expect((await filesBelow(folder.root)).filter((path) => path.includes('partial'))).toEqual([]);
  expect(await filesBelow(join(folder.root, day))).toHaveLength(dataFiles.length + texts.length + 1);
});

test('old folders go when a day is published, and what is no dated folder stays', async () => {
  const days = Array.from({ length: 35 }, (_, index) =>
    new Date(Date.UTC(2025, 11, 20 + index)).toISOString().slice(0, 10),
  );
  for (const each of [...days, 'notes']) await mkdir(join(folder.root, each), { recursive: true });
  expect(await publishNow(publisher(database.db, folder.root), day)).toMatchObject({ deleted: 5 });
  const kept = ['2025-12-20', '2026-01-01', ...days.filter((each) => each >= '2025-12-26'), day];
  expect((await readdir(folder.root)).toSorted()).toEqual(
    [...new Set([...kept, 'notes', 'snapshots'])].toSorted(),
  );
});
