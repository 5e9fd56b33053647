import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ruleClassifier } from '../../../crawler/rule-topics/rule-classifier.ts';
import { classifyNewRules } from '../../../db/writes/classify-rules.ts';
import { endpoints } from '../../../web/api/endpoints.ts';
import { isSentWhole } from '../../../web/api/list.ts';
import { fillSmallCensus } from '../../crawler/archive/small-census.ts';
import { fillCensus } from '../../support/census.ts';
import { openDuck } from '../../support/duckdb.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import {
  allBatches,
  readCsv,
  readNdjson,
  readRecordFile,
  writeRecordFile,
} from '../../support/record-files.ts';
import { type ApiServer, addressOf, startApi } from './api-server.ts';

let small: TestDatabase;
let large: TestDatabase;
let api: ApiServer;
let largeApi: ApiServer;

beforeAll(async () => {
  small = await createTestDatabase(fillSmallCensus);
  await classifyNewRules(small.db, ruleClassifier);
  large = await createTestDatabase(fillCensus);
  [api, largeApi] = await Promise.all([startApi(small.db), startApi(large.db)]);
}, 120_000);

afterAll(async () => {
  expect([...api.bugs, ...largeApi.bugs]).toEqual([]);
  for (const each of [api, largeApi, small, large]) await each[Symbol.asyncDispose]();
});

const lists = endpoints.filter(isSentWhole);

/** All records of a list, by its pages. */
async function walk(from: ApiServer, address: string): Promise<readonly Record<string, unknown>[]> {
  const records: Record<string, unknown>[] = [];
  for (let next: string | null = address; next !== null; ) {
    const { data, links } = await from.json(next);
    records.push(...data);
    next = links.next === null ? null : new URL(links.next).pathname + new URL(links.next).search;
  }
  return records;
}

const textOf = async (from: ApiServer, path: string, headers: Record<string, string> = {}) => {
  const response = await from.get(path, { headers });
  expect([path, response.status]).toEqual([path, 200]);
  return { text: await response.text(), type: response.headers.get('content-type') };
};

test.for(lists.map(({ path }) => addressOf(path)))(
  '%s has the same values in JSON, NDJSON and CSV',
  async (path) => {
    const records = await walk(api, path);
    const ndjson = await textOf(api, `${path}.ndjson`);
    expect(ndjson.type).toBe('application/x-ndjson');
    expect(readNdjson(ndjson.text)).toEqual(records);
    expect(readNdjson((await textOf(api, path, { accept: 'application/x-ndjson' })).text)).toEqual(records);
    const csv = await textOf(api, `${path}.csv`);
    expect(csv.type).toBe('text/csv; charset=utf-8; header=present');
    const rows = parse(csv.text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
    expect(rows.map((row) => Object.values(row).map(withoutGuard))).toEqual(
      records.map((record, index) =>
        Object.keys(rows[index] ?? {}).map((name) => cellOf(name, record[name])),
      ),
    );
    expect((await textOf(api, path, { accept: 'text/csv' })).text).toBe(csv.text);
    expect(await walk(api, `${path}.json`)).toEqual(records);
  },
);

const withoutGuard = (cell: string) => (cell.startsWith("'") ? cell.slice(1) : cell);

function cellOf(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (name === 'quarantined' && Array.isArray(value)) return String(value.length);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

test('the whole list of servers has the same values in JSON, NDJSON, CSV and Parquet', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fedicensus-whole-'));
  const duck = await openDuck();
  try {
    const what = 'instances';
    const file = { what, format: 'parquet' } as const;
    const path = await writeRecordFile(folder, file, await allBatches(large.db, what));
    const parquet = await readRecordFile(duck, file, path);
    expect(parquet.length).toBeGreaterThan(400);
    const address = '/api/v1/instances?sort=domain';
    expect(await walk(largeApi, `${address}&limit=37`)).toEqual(parquet);
    expect(readNdjson((await textOf(largeApi, `/api/v1/instances.ndjson?sort=domain`)).text)).toEqual(
      parquet,
    );
    const csv = (await textOf(largeApi, `/api/v1/instances.csv?sort=domain`)).text;
    expect(readCsv(what, csv)).toEqual(parquet);
  } finally {
    duck[Symbol.dispose]();
    await rm(folder, { recursive: true, force: true });
  }
});

test.for([
  ['limit=600', 600],
  ['limit=5', 5],
  ['software=lemmy', 1_000],
  ['q=no-such-server-anywhere', 0],
] as const)('a whole list with %s', async ([query, most]) => {
  const records = readNdjson((await textOf(largeApi, `/api/v1/instances.ndjson?${query}`)).text);
  const { meta } = await largeApi.json(`/api/v1/instances?${query}`);
  expect(records).toHaveLength(Math.min(most, meta.total));
  const csv = (await textOf(largeApi, `/api/v1/instances.csv?${query}`)).text;
  // Its header is there even when nothing else is.
  expect(csv.startsWith('domain,unicode_domain,url,')).toBe(true);
  expect(readCsv('instances', csv)).toEqual(records);
});

test('fields narrow a record, in every form, and an unknown one is answered with the one that was meant', async () => {
  const query = 'fields=users_total,domain';
  const { data } = await api.json(`/api/v1/instances?${query}&limit=2`);
  expect(data.map(Object.keys)).toEqual(Array(2).fill(['domain', 'users_total']));
  const lines = (await textOf(api, `/api/v1/instances.csv?${query}`)).text.split('\r\n');
  expect(lines[0]).toBe('domain,users_total');
  expect(lines[1]?.split(',')).toHaveLength(2);
  const [first] = readNdjson((await textOf(api, `/api/v1/instances.ndjson?${query}`)).text);
  expect(first).toEqual(data[0]);
  const one = await api.json(`/api/v1/instances/${data[0].domain}?fields=name`);
  expect(Object.keys(one)).toEqual(['name']);
  const refused = await api.get('/api/v1/instances?fields=domain,user_total');
  expect(refused.status).toBe(400);
  expect(((await refused.json()) as { detail: string }).detail).toContain('did you mean "users_total"?');
});

test('what is wrong with a request for a whole list is said before anything is sent', async () => {
  for (const path of ['/api/v1/instances.csv?sort=nothing', '/api/v1/instances.ndjson?cursor=none']) {
    const response = await api.get(path);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json',
    ]);
  }
  expect((await api.get('/api/v1/instances/nobody.example/history.csv')).status).toBe(404);
  // A record is no list, and a badge neither.
  expect((await api.get('/api/v1/health.csv')).status).toBe(404);
  // Every page of it is a search.
  expect((await api.get('/api/v1/rules.csv')).status).toBe(404);
  const asked = await api.get('/api/v1/rules', { headers: { accept: 'text/csv' } });
  expect(asked.headers.get('content-type')).toBe('application/json');
});

test('HEAD of a whole list has its headers and no body', async () => {
  const head = await api.get('/api/v1/instances.csv', { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  expect(head.headers.get('content-disposition')).toBe('attachment; filename="instances.csv"');
});

test('case 103: a reader who leaves half-way ends the list, and no more than some lists are sent to one client', async () => {
  // More than the buffers of the machine hold for a reader who does not read.
  await large.db
    .updateTable('instance')
    .set({ description: 'a long text '.repeat(5_000) })
    .execute();
  const leave: (() => void)[] = [];
  for (let time = 0; time < 4; time += 1) {
    const request = httpRequest(`${largeApi.origin}/api/v1/instances.ndjson`).end();
    const [response] = await once(request, 'response');
    response.pause();
    leave.push(() => request.destroy());
  }
  const refused = await largeApi.get('/api/v1/instances.csv');
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([503, true]);
  // Everything else goes on.
  expect((await largeApi.get('/api/v1/instances')).status).toBe(200);
  for (const end of leave) end();
  const head = async () => (await largeApi.get('/api/v1/instances.csv', { method: 'HEAD' })).status;
  await expect.poll(head, { timeout: 30_000 }).toBe(200);
});
