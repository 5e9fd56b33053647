import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withdraw } from '../../../crawler/publication/publish.ts';
import { withdrawalState } from '../../../db/queries/withdrawals.ts';
import { optOutHost } from '../../../db/writes/forget-host.ts';
import { createExportsListener, isExportsPath } from '../../../web/exports/listener.ts';
import { openPublishedFiles, type PublishedFiles } from '../../../web/exports/published.ts';
import { openDuck } from '../../support/duckdb.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import {
  manifestOf,
  openPublicationFolder,
  type PublicationFolder,
  publisher,
  publishNow,
  sha256,
} from '../../support/publications.ts';
import { afterPublishedDays, fillPublishedCensus, publishedServers } from '../../support/published-census.ts';
import { hostName } from '../../support/visit-records.ts';
import { type ApiServer, startApi } from '../api/api-server.ts';

const day = '2026-02-01';
const months = 'snapshots/year=2026/month=2/part-0.parquet';

let database: TestDatabase;
let folder: PublicationFolder;
let published: PublishedFiles;
let api: ApiServer;
let origin: string;
let server: ReturnType<typeof createServer>;
let clockMs = 0;
const bugs: unknown[] = [];

beforeAll(async () => {
  database = await createTestDatabase(fillPublishedCensus);
  folder = await openPublicationFolder();
  for (const each of ['2026-01-31', day]) await publishNow(publisher(database.db, folder.root), each);
  published = openPublishedFiles({
    root: folder.root,
    withdrawalState: () => withdrawalState(database.db),
    // Asked at every request: tests forget hosts and ask again at once.
    clock: () => {
      clockMs += 10_000;
      return clockMs;
    },
  });
  server = createServer(createExportsListener({ published, reportBug: (error) => bugs.push(error) }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  api = await startApi(database.db, { published });
});

afterAll(async () => {
  await api[Symbol.asyncDispose]();
  server.closeAllConnections();
  server.close();
  await folder[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  expect(bugs).toEqual([]);
});

const get = (name: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  fetch(`${origin}/exports/${name}`, { headers, method });
const onDisk = (name: string) => readFile(join(folder.root, name));
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

test('every file of a manifest is given out, to the byte, under its checksum, as what it is', async () => {
  const types = {
    'csv.gz': 'application/gzip',
    'ndjson.gz': 'application/gzip',
    parquet: 'application/vnd.apache.parquet',
    md: 'text/markdown; charset=utf-8',
    json: expect.stringMatching(/json$/),
  } as Readonly<Record<string, unknown>>;
  for (const { path, sha256: sum, bytes } of (await manifestOf(join(folder.root, day))).files) {
    const response = await get(`${day}/${path}`);
    expect([path, response.status]).toEqual([path, 200]);
    expect(sha256(await bytesOf(response))).toBe(sum);
    expect(response.headers.get('etag')).toBe(`"${sum}"`);
    expect(response.headers.get('content-length')).toBe(String(bytes));
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const ending = path.slice(path.indexOf('.') + 1);
    if (ending in types) expect(response.headers.get('content-type')).toEqual(types[ending]);
  }
});

test('what names no host is kept for good, and everything else for two minutes at most', async () => {
  const kept = async (name: string) => (await get(name, {}, 'HEAD')).headers.get('cache-control');
  for (const name of ['network.parquet', 'software.csv.gz'])
    expect(await kept(`${day}/${name}`)).toBe('public, max-age=31536000, immutable');
  for (const name of [`${day}/instances.parquet`, `${day}/archive.csv.gz`, `${day}/SHA256SUMS`, months])
    expect(await kept(name)).toBe('public, max-age=60, stale-while-revalidate=60');
});

test('HEAD says what GET would send, and a reader who has the file gets 304', async () => {
  const head = await get(months, {}, 'HEAD');
  expect([head.status, (await bytesOf(head)).length]).toEqual([200, 0]);
  expect(head.headers.get('content-length')).toBe(String((await onDisk(months)).length));
  const etag = head.headers.get('etag') ?? '';
  for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*'])
    expect((await get(months, { 'if-none-match': tag })).status).toBe(304);
  expect((await get(months, { 'if-none-match': '"other"' })).status).toBe(200);
  const options = await get(months, {}, 'OPTIONS');
  expect([options.status, options.headers.get('access-control-allow-headers')]).toEqual([
    204,
    'If-None-Match, If-Range, Range',
  ]);
});

test('a file is read in parts, as engines read Parquet, and parts of another version are not mixed with it', async () => {
  const whole = await onDisk(months);
  const footer = await get(months, { range: 'bytes=-8' });
  expect(footer.status).toBe(206);
  expect(footer.headers.get('content-range')).toBe(
    `bytes ${whole.length - 8}-${whole.length - 1}/${whole.length}`,
  );
  const end = await bytesOf(footer);
  expect(end.subarray(4).toString()).toBe('PAR1');
  const metadataLength = end.readUInt32LE(0);
  const from = whole.length - 8 - metadataLength;
  const metadata = await bytesOf(await get(months, { range: `bytes=${from}-${whole.length - 9}` }));
  expect(metadata).toEqual(whole.subarray(from, -8));

  const etag = `"${sha256(whole)}"`;
  expect((await get(months, { range: 'bytes=0-3', 'if-range': etag })).status).toBe(206);
  expect((await get(months, { range: 'bytes=0-3', 'if-range': '"other"' })).status).toBe(200);
  const beyond = await get(months, { range: `bytes=${whole.length}-` });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${whole.length}`]);
});

test.for([
  '',
  '2026-02-01',
  '2026-02-01/',
  '2026-02-01/_manifest.json',
  'snapshots/_manifest.json',
  '2026-02-01/nothing.csv',
  '1999-01-01/network.csv.gz',
  'notes/secret.txt',
  '2026-02-01/../notes/secret.txt',
  '2026-02-01/..%2fnotes%2fsecret.txt',
  '2026-02-01/%2e%2e/notes/secret.txt',
  '..%2f..%2fetc%2fpasswd',
  '%2e%2e/%2e%2e/%2e%2e/etc/passwd',
  '2026-02-01/network.parquet%00',
  '2026-02-01//network.parquet',
  '2026-02-01\\network.parquet',
])('/exports/%s is nothing that is published', async (name) => {
  await writeFile(join(folder.root, 'secret.txt'), 'secret');
  // By hand: fetch would tidy the path up.
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request(`${origin}`, { path: `/exports/${name}` }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(404);
});

test('other methods are refused with those that there are', async () => {
  const response = await get(months, {}, 'DELETE');
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  expect(['/exports', '/exports/', '/exports/x', '/exports?x'].every(isExportsPath)).toBe(true);
  expect(['/export', '/exportsx', '/en/exports'].some(isExportsPath)).toBe(false);
});

test('the API lists every data file with its address, size, checksum, day, method and licence, and answers filters', async () => {
  const { data, meta } = await api.json('/api/v1/exports');
  expect(meta.count).toBe(18 * 2 + 3);
  expect(data[0]).toMatchObject({
    day,
    subject: 'instances',
    method_version: expect.any(String),
    licence: 'CC-BY-4.0',
  });
  for (const { path, url, bytes, sha256: sum } of data) {
    expect(url).toBe(`https://census.invalid/exports/${path}`);
    const file = await onDisk(path);
    expect([path, bytes, sum]).toEqual([path, file.length, sha256(file)]);
  }
  const filtered = await api.json('/api/v1/exports?subject=snapshots&format=parquet');
  expect(
    filtered.data.map((file: { path: string; month: string | null }) => [file.path, file.month]),
  ).toEqual([
    ['2026-02-01/snapshots.parquet', null],
    ['2026-01-31/snapshots.parquet', null],
    ['snapshots/year=2025/month=12/part-0.parquet', '2025-12'],
    ['snapshots/year=2026/month=1/part-0.parquet', '2026-01'],
    [months, '2026-02'],
  ]);
  expect((await api.json('/api/v1/exports?day=2026-01-31')).meta.count).toBe(18);
  expect((await api.get('/api/v1/exports?format=xlsx')).status).toBe(400);

  const walked: string[] = [];
  for (let path = '/api/v1/exports?limit=10'; path !== ''; ) {
    const page = await api.json(path);
    walked.push(...page.data.map((file: { path: string }) => file.path));
    path = page.links.next === null ? '' : page.links.next.replace('https://census.invalid', '');
  }
  expect(walked).toEqual(data.map((file: { path: string }) => file.path));
});

test('a site beside which nothing was published lists nothing', async () => {
  const nothing = openPublishedFiles({
    root: join(folder.dataFolder, 'nowhere'),
    withdrawalState: () => withdrawalState(database.db),
  });
  expect(await nothing.list()).toEqual({ days: [], months: null });
  expect(await nothing.find(`${day}/network.parquet`)).toEqual({ kind: 'missing' });
});

test('a file whose successor is there before its manifest is not given out', async () => {
  const name = '2026-01-31/software.csv.gz';
  const before = await onDisk(name);
  await writeFile(join(folder.root, name), 'other bytes');
  const response = await get(name);
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '60']);
  await writeFile(join(folder.root, name), before);
  expect((await get(name)).status).toBe(200);
});

test('case 73: from the opt-out on, files that name the host are withheld, until they are given out without it', async () => {
  const [host] = publishedServers;
  const name = `${day}/instances.parquet`;
  const etag = (await get(name)).headers.get('etag');
  const at = afterPublishedDays;
  await database.db.transaction().execute((trx) => optOutHost(trx, hostName(host), { at }));
  for (const withheld of [name, months, `${day}/rules.csv.gz`])
    expect((await get(withheld)).status).toBe(503);
  for (const open of [`${day}/network.parquet`, `${day}/README.md`])
    expect((await get(open)).status).toBe(200);
  const listed = await api.json('/api/v1/exports');
  expect([...new Set(listed.data.map((file: { subject: string }) => file.subject))]).toEqual([
    'network',
    'software',
  ]);

  await withdraw(publisher(database.db, folder.root));
  const cleaned = await get(name);
  expect(cleaned.status).toBe(200);
  expect(cleaned.headers.get('etag')).not.toBe(etag);
  const copy = join(folder.dataFolder, 'downloaded.parquet');
  await writeFile(copy, await bytesOf(cleaned));
  using duck = await openDuck();
  const domains = await duck.ask(`select domain from '${copy}' order by domain`);
  expect(domains.map((row) => row.domain)).toEqual(publishedServers.slice(1));
  await rm(copy);
  expect((await api.json('/api/v1/exports')).meta.count).toBe(18 * 2 + 3);
});
