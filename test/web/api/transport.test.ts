import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseEnvironment } from '../../../db/environment.ts';
import { migrateToLatest } from '../../../db/migrate.ts';
import type { SeenDatasets } from '../../../db/model/dataset.ts';
import { datasetStates } from '../../../db/queries/dataset-states.ts';
import { keeping } from '../../../web/api/answer-cache.ts';
import { problemSchema } from '../../../web/api/problem.ts';
import { fillSmallCensus, smallCensus, smallCensusNow } from '../../crawler/archive/small-census.ts';
import { OwnPostgres } from '../../support/own-postgres.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { type ApiServer, startApi } from './api-server.ts';

let database: TestDatabase;
let api: ApiServer;

beforeAll(async () => {
  database = await createTestDatabase(fillSmallCensus);
  const states = await datasetStates(database.db);
  api = await startApi(database.db, { keeping, datasets: () => ({ states, seenAt: smallCensusNow }) });
});

afterAll(async () => {
  expect(api.bugs).toEqual([]);
  await api[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

interface Raw {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks without unpacking what comes. */
async function raw(origin: string, path: string, headers: Record<string, string> = {}): Promise<Raw> {
  const request = httpRequest(`${origin}${path}`, { headers }).end();
  const [response] = await once(request, 'response');
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
}

const unpack = { br: brotliDecompressSync, gzip: gunzipSync, zstd: zstdDecompressSync } as const;

describe('packing', () => {
  test.for([
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['zstd', 'zstd'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=1.0, zstd;q=0.5', 'zstd'],
    ['br;q=0, gzip', 'gzip'],
    ['*', 'br'],
  ] as const)(
    'case 99: for Accept-Encoding %s a list is packed by %s, under a tag of its own',
    async ([accepted, coding]) => {
      const plain = await raw(api.origin, '/api/v1/instances');
      const twice = [];
      for (let time = 0; time < 2; time += 1)
        twice.push(await raw(api.origin, '/api/v1/instances', { 'accept-encoding': accepted }));
      for (const packed of twice) {
        expect([packed.status, packed.headers['content-encoding']]).toEqual([200, coding]);
        expect(packed.headers['content-length']).toBe(String(packed.body.length));
        expect(packed.headers.vary).toBe('Accept, Accept-Encoding');
        expect(unpack[coding](packed.body)).toEqual(plain.body);
        expect(packed.body.length).toBeLessThan(plain.body.length / 2);
        expect(packed.headers.etag).toBe(plain.headers.etag?.replace(/"$/, `-${coding}"`));
      }
    },
  );

  test.for(['', 'identity', 'deflate', 'br;q=0, gzip;q=0, zstd;q=0'])(
    'case 99: for Accept-Encoding "%s" a body goes as it is',
    async (accepted) => {
      const { headers, body } = await raw(api.origin, '/api/v1/instances', { 'accept-encoding': accepted });
      expect(headers['content-encoding']).toBeUndefined();
      expect(JSON.parse(body.toString()).data).toHaveLength(6);
    },
  );

  test('a small body is not packed', async () => {
    const path = '/api/v1/instances?fields=domain&limit=1';
    const { headers } = await raw(api.origin, path, { 'accept-encoding': 'br' });
    expect(headers['content-encoding']).toBeUndefined();
  });
});

describe('conditions', () => {
  const path = '/api/v1/instances';

  test('case 99: an answer tells when its data last changed, and says so in its body', async () => {
    const { headers, body } = await raw(api.origin, path);
    const { instances } = await datasetStates(database.db);
    expect(headers['last-modified']).toBe(instances.changedAt?.toUTCString());
    expect(JSON.parse(body.toString()).meta.as_of).toBe(instances.changedAt?.toISOString());
  });

  test.for([
    ['the same second', 0, 304],
    ['a second later', 1, 304],
    ['a second earlier', -1, 200],
  ] as const)('case 99: If-Modified-Since of %s', async ([, seconds, status]) => {
    const { headers } = await raw(api.origin, path);
    const since = new Date(Date.parse(headers['last-modified'] ?? '') + seconds * 1_000).toUTCString();
    const again = await raw(api.origin, path, { 'if-modified-since': since });
    expect([again.status, again.body.length === 0]).toEqual([status, status === 304]);
    // A tag goes before a time (RFC 9110, section 13.2.2).
    const both = await raw(api.origin, path, { 'if-modified-since': since, 'if-none-match': '"other"' });
    expect(both.status).toBe(200);
  });

  test('case 99: a whole list has a tag of the data that it is made of, and none where these are not watched', async () => {
    const tagOf = async (path: string) => (await raw(api.origin, path)).headers.etag;
    const etag = String(await tagOf('/api/v1/instances.csv'));
    expect(etag).toMatch(/^W\/"[\w-]{27}"$/);
    const head = await api.get('/api/v1/instances.csv', { method: 'HEAD' });
    expect(head.headers.get('etag')).toBe(etag);
    expect(await tagOf('/api/v1/instances.ndjson')).not.toBe(etag);
    const again = await raw(api.origin, '/api/v1/instances.csv', { 'if-none-match': etag });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    // Files are no table: that nothing has changed can only be found out by looking.
    expect(await tagOf('/api/v1/exports.csv')).toBeUndefined();
    expect((await raw(api.origin, '/api/v1/exports.csv', { 'if-none-match': '*' })).status).toBe(200);
  });

  test('what is no date is no condition', async () => {
    expect((await raw(api.origin, path, { 'if-modified-since': 'yesterday' })).status).toBe(200);
  });

  test('case 99: the tag of one packing is not the one of another', async () => {
    const { headers } = await raw(api.origin, path, { 'accept-encoding': 'br' });
    const asked = async (coding: string) =>
      (await raw(api.origin, path, { 'accept-encoding': coding, 'if-none-match': String(headers.etag) }))
        .status;
    expect([await asked('br'), await asked('gzip'), await asked('identity')]).toEqual([304, 200, 200]);
  });
});

test('case 104: without a database, kept answers go on, 304 among them; what was never asked is 503', async () => {
  await using other = await OwnPostgres.open();
  await migrateToLatest(other.db);
  await fillSmallCensus(other.db);
  const states = await datasetStates(other.db);
  let nowMs = smallCensusNow.getTime();
  let seen: SeenDatasets = { states, seenAt: smallCensusNow };
  await using own = await startApi(other.db, {
    ...{ keeping, datasets: () => seen, now: () => new Date(nowMs) },
  });
  const first = await raw(own.origin, '/api/v1/instances');
  const figures = await raw(own.origin, '/api/v1/network');
  const csv = await raw(own.origin, '/api/v1/instances.csv');
  await other.stop('fast');
  // Nothing has changed: no question is needed.
  expect((await raw(own.origin, '/api/v1/instances')).body).toEqual(first.body);
  const etag = String(first.headers.etag);
  expect((await raw(own.origin, '/api/v1/instances', { 'if-none-match': etag })).status).toBe(304);
  const csvTag = String(csv.headers.etag);
  expect((await raw(own.origin, '/api/v1/instances.csv', { 'if-none-match': csvTag })).status).toBe(304);
  const unknown = await raw(own.origin, '/api/v1/instances?software=lemmy');
  expect([unknown.status, Number(unknown.headers['retry-after']) > 0]).toEqual([503, true]);
  expect(problemSchema.parse(JSON.parse(unknown.body.toString())).status).toBe(503);
  // They have changed, and nobody can be asked: an answer from before, which says so.
  const next = { version: 'next', changedAt: new Date() };
  seen = { states: { ...states, instances: next, figures: next }, seenAt: smallCensusNow };
  nowMs += 30_000;
  const stale = await raw(own.origin, '/api/v1/instances');
  expect(stale.body).toEqual(first.body);
  expect(stale.headers.age).toBe('30');
  expect(stale.headers['cache-status']).toBe('fedicensus; hit; ttl=-30; detail=database-away');
  // Servers may have asked to be forgotten since; figures name none.
  nowMs += 3_600_000;
  expect((await raw(own.origin, '/api/v1/instances')).status).toBe(503);
  expect((await raw(own.origin, '/api/v1/network')).body).toEqual(figures.body);
  expect(own.bugs).toEqual([]);
});

test('case 102: five hundred clients on a cold answer cost one question', async () => {
  await using counted = await createTestDatabase(fillSmallCensus);
  let statements = 0;
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await using own = await startApi(counted.db.withPlugin(counting), { keeping });
  expect((await raw(own.origin, '/api/v1/instances?software=mastodon')).status).toBe(200);
  const once = statements;
  expect(once).toBeGreaterThan(0);
  const answers = await Promise.all(
    Array.from({ length: 500 }, () => raw(own.origin, '/api/v1/instances?sort=domain')),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(answers.map(({ headers }) => headers.etag)).size).toBe(1);
  expect(statements - once).toBe(once);
});

describe('the limit', () => {
  const trusting = (proxies: string) => {
    const environment = parseEnvironment({ FEDICENSUS_TRUSTED_PROXIES: proxies });
    return environment.ok ? environment.value.trustedProxies : [];
  };
  const limited = (proxies = '') =>
    startApi(database.db, { keeping, manners: { rateLimit: 60, trustedProxies: trusting(proxies) } });

  test('case 101: the sixty-first request in a minute is refused, and told when to come back', async () => {
    await using own = await limited();
    const seen = [];
    for (let time = 0; time < 61; time += 1) seen.push(await raw(own.origin, '/api/v1/network'));
    expect(seen.map(({ status }) => status)).toEqual([...Array(60).fill(200), 429]);
    expect(seen[0]?.headers['ratelimit-policy']).toBe('"default";q=60;w=60');
    expect(seen[0]?.headers.ratelimit).toMatch(/^"default";r=59;t=\d+$/);
    const refused = seen.at(-1);
    expect(refused?.headers.ratelimit).toMatch(/^"default";r=0;t=\d+$/);
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused?.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(problemSchema.parse(JSON.parse(String(refused?.body)))).toMatchObject({
      status: 429,
      title: 'Too Many Requests',
    });
    expect(refused?.headers['access-control-allow-origin']).toBe('*');
  });

  test('case 101: to hear that nothing has changed costs nothing', async () => {
    await using own = await limited();
    const path = '/api/v1/network';
    const { headers } = await raw(own.origin, path);
    const etag = String(headers.etag);
    for (let time = 0; time < 200; time += 1)
      expect((await raw(own.origin, path, { 'if-none-match': etag })).status).toBe(304);
    expect((await raw(own.origin, path)).headers.ratelimit).toMatch(/r=58/);
    // Also when all the others are spent.
    for (let time = 0; time < 58; time += 1) await raw(own.origin, path);
    expect((await raw(own.origin, path)).status).toBe(429);
    expect((await raw(own.origin, path, { 'if-none-match': etag })).status).toBe(304);
  });

  test('case 101: X-Forwarded-For of a client is not believed, that of a trusted proxy is', async () => {
    const remaining = async (own: ApiServer, forwarded: string) =>
      (await raw(own.origin, '/api/v1/network', { 'x-forwarded-for': forwarded })).headers.ratelimit;
    await using open = await limited();
    expect(await remaining(open, '198.51.100.1')).toMatch(/r=59/);
    expect(await remaining(open, '198.51.100.2')).toMatch(/r=58/);
    await using behind = await limited('loopback');
    expect(await remaining(behind, '198.51.100.1')).toMatch(/r=59/);
    expect(await remaining(behind, '198.51.100.2')).toMatch(/r=59/);
    expect(await remaining(behind, '6.6.6.6, 198.51.100.1')).toMatch(/r=58/);
    // One customer has a whole /64.
    expect(await remaining(behind, '2001:db8:1:2::1')).toMatch(/r=59/);
    expect(await remaining(behind, '2001:db8:1:2:ffff::9')).toMatch(/r=58/);
  });
});

test('case 103: clients that read slowly, or not at all, hold up nobody', async () => {
  const url = new URL(api.origin);
  const sockets = Array.from({ length: 100 }, () => connect(Number(url.port), url.hostname));
  for (const socket of sockets) {
    socket.on('error', () => undefined);
    // Asks, and never reads the answer.
    socket.pause();
    socket.write(`GET /api/v1/instances HTTP/1.1\r\nhost: x\r\n\r\n`);
  }
  expect((await raw(api.origin, `/api/v1/instances/${smallCensus.birch}`)).status).toBe(200);
  for (const socket of sockets) socket.destroy();
});
