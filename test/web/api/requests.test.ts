import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../../web/api/endpoints.ts';
import { problemSchema } from '../../../web/api/problem.ts';
import { fillSmallCensus } from '../../crawler/archive/small-census.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { type ApiServer, addressOf, startApi } from './api-server.ts';

let database: TestDatabase;
let api: ApiServer;

beforeAll(async () => {
  database = await createTestDatabase(fillSmallCensus);
  api = await startApi(database.db);
});

afterAll(async () => {
  expect(api.bugs).toEqual([]);
  await api[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

/** Every address, with a server in the place of the domain; and the description. */
const addresses = [...endpoints.map(({ path }) => addressOf(path)), '/api/v1/openapi.json'];
const lists = endpoints.filter(({ params }) => Object.hasOwn(params, 'cursor'));

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const body: unknown = await response.json();
  const problem = problemSchema.parse(body);
  expect(problem).toEqual(body);
  expect(problem.status).toBe(response.status);
  return problem;
}

test.for(addresses)('case 99: HEAD %s has the headers of GET and no body', async (path) => {
  // As it is: the length of a packed body is not that of what fetch unpacks.
  const headers = { 'accept-encoding': 'identity' };
  const [get, head] = [await api.get(path, { headers }), await api.get(path, { headers, method: 'HEAD' })];
  expect(head.status).toBe(200);
  const compared = (response: Response) =>
    [...response.headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name));
  expect(compared(head)).toEqual(compared(get));
  expect(head.headers.get('content-length')).toBe(String((await get.arrayBuffer()).byteLength));
  expect(await head.text()).toBe('');
});

test.for(addresses.filter((path) => !path.endsWith('/health')))(
  'case 99: %s answers 304 to a reader who has it already, until it changes',
  async (path) => {
    const response = await api.get(path);
    const etag = response.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{27}(-gzip)?"$/);
    expect(response.headers.get('cache-control')).toMatch(
      /^public, max-age=\d+, stale-while-revalidate=\d+$/,
    );
    for (const tag of [etag, `"other", ${etag}`, `W/${etag}`, '*']) {
      const again = await api.get(path, { headers: { 'if-none-match': tag } });
      expect([again.status, await again.text()]).toEqual([304, '']);
      expect(again.headers.get('etag')).toBe(etag);
    }
    const changed = await api.get(path, { headers: { 'if-none-match': '"another"' } });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).toBe(etag);
  },
);

test('case 99: the ETag changes with the data, and with nothing else', async () => {
  const etagOf = async () => (await api.get('/api/v1/archive')).headers.get('etag');
  const before = await etagOf();
  const update = (servers: number) =>
    database.db.updateTable('archive_day').set({ servers }).where('day', '=', '2022-12-31').execute();
  await update(11);
  expect(await etagOf()).not.toBe(before);
  await update(10);
  expect(await etagOf()).toBe(before);
});

test.for(addresses)('case 100: %s may be read by any page, and only read', async (path) => {
  const response = await api.get(path, { headers: { origin: 'https://elsewhere.invalid' } });
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  const preflight = await api.get(path, { method: 'OPTIONS' });
  expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([
    204,
    'GET, HEAD, OPTIONS',
  ]);
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
    const refused = await api.get(path, { method });
    expect(refused.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect((await problemOf(refused)).status).toBe(405);
  }
});

test.for([...addresses, '/api/v1/nowhere', '/api/v1/instances?limit=0'])(
  'case 93: %s runs nothing in a browser that is made to show it',
  async (path) => {
    const { headers } = await api.get(path);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  },
);

test.for([
  '/api',
  '/api/',
  '/api/v1',
  '/api/v1/',
  '/api/v2/instances',
  '/api/v1/instances/',
  '/api/v1/nowhere',
])('%s is not found, and the description is named', async (path) => {
  const problem = await problemOf(await api.get(path));
  expect(problem).toMatchObject({
    title: 'Not Found',
    status: 404,
    instance: path,
    detail: expect.stringContaining('/api/v1/openapi.json'),
  });
});

test.for(endpoints.map(({ path }) => addressOf(path)))(
  '%s refuses a parameter that it does not know',
  async (path) => {
    const problem = await problemOf(await api.get(`${path}?zzzz=1`));
    expect(problem.status).toBe(400);
    expect(problem.errors).toEqual([
      { parameter: 'zzzz', detail: expect.stringContaining('There is no parameter "zzzz".') },
    ]);
  },
);

test('a mistyped parameter is answered with the one that was meant', async () => {
  const problem = await problemOf(await api.get('/api/v1/instances?sofware=lemmy&lang=de'));
  expect(problem.detail).toBe(
    'There is no parameter "sofware". Did you mean "software"? There is no parameter "lang". Did you mean "language"?',
  );
  expect(problem.errors?.map(({ parameter }) => parameter)).toEqual(['sofware', 'lang']);
});

const badQueries = [
  ...['0', '-1', '1e9', '1001', 'NaN', 'abc', '1.5', '٣'].map((limit) => `instances?limit=${limit}`),
  ...['users;drop', '(select pg_sleep(5))', 'domain,1/0', 'DOMAIN', "domain'--"].map(
    (sort) => `instances?sort=${encodeURIComponent(sort)}`,
  ),
  'instances?q=a&q=b',
  'instances?q=a&search=b',
  'instances?q=%00',
  'instances?software=%00',
  'instances?language=%25',
  'instances?status=opted-out',
  'instances?registrations=open,closed',
  `instances?q=${'x'.repeat(10_000)}`,
  'network?from=2026-02-30',
  'network?from=2026-03-02&to=2026-03-01',
  'network?to=now',
  'network?limit=5001',
  'archive?source=%00',
  `archive?source=${'x'.repeat(201)}`,
] as const;

test.for(badQueries)(
  'cases 95, 96, 97, 98: %s is a bad request, and the answer says what to write',
  async (query) => {
    const problem = await problemOf(await api.get(`/api/v1/${query}`));
    expect(problem.status).toBe(400);
    expect(problem.errors?.length).toBeGreaterThan(0);
    expect(problem.detail.length).toBeLessThan(600);
  },
);

test.for(lists.map(({ path }) => addressOf(path)))(
  'case 97: %s refuses cursors that are damaged or of another list',
  async (path) => {
    const foreign = (await api.json('/api/v1/instances?limit=1&sort=domain')).meta.next_cursor as string;
    const forged = Buffer.from('{"a":1}').toString('base64url');
    for (const cursor of [
      foreign,
      forged,
      `${foreign}A`,
      foreign.slice(1),
      '!',
      '%00',
      'null',
      'x'.repeat(3_000),
    ]) {
      const problem = await problemOf(await api.get(`${path}?cursor=${cursor}`));
      expect([cursor, problem.status, problem.errors?.[0]?.parameter]).toEqual([cursor, 400, 'cursor']);
    }
  },
);

test('case 97: a cursor belongs to its filter and order', async () => {
  const { next_cursor } = (await api.json('/api/v1/instances?limit=1&status=up')).meta;
  expect((await api.get(`/api/v1/instances?limit=1&status=up&cursor=${next_cursor}`)).status).toBe(200);
  for (const other of ['status=moved', 'status=up&sort=domain', 'status=up&q=a', ''])
    expect((await api.get(`/api/v1/instances?${other}&cursor=${next_cursor}`)).status).toBe(400);
});

test.for([
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '%c0%ae%c0%ae',
  '%ff',
  '127.0.0.1',
  '[::1]',
  'localhost',
  'user@birchmoor.net',
  'birchmoor.net:443',
  'a'.repeat(5_000),
  "birchmoor.net'--",
])('case 105: a domain such as %s is not found, and the reason is given', async (domain) => {
  for (const below of ['', '/rules', '/history', '/rules/history']) {
    const problem = await problemOf(await api.get(`/api/v1/instances/${domain}${below}`));
    expect(problem.status).toBe(404);
    expect(problem.detail).toContain('is no name that a server can have');
  }
});

test('case 95: strings of an attacker in every parameter are data: nothing fails, nothing takes long', async () => {
  const strings = [
    "' or '1'='1",
    "'; drop table host; --",
    '") or 1=1 --',
    '$1',
    "\\'; select 1",
    '%%%%%%%%',
    '((((((((',
    '.*.*.*.*x',
    '\u202e\u2028',
    '🦆'.repeat(100),
    '<script>alert(1)</script>',
    '$\x7bjndi:ldap://x}',
    '../../etc/passwd',
    'null',
    '[object Object]',
    '__proto__',
  ];
  for (const { path, params } of endpoints)
    for (const name of Object.keys(params))
      for (const value of strings) {
        const url = `${addressOf(path)}?${name}=${encodeURIComponent(value)}`;
        const { status } = await api.get(url);
        expect([url, status]).toEqual([
          url,
          expect.toSatisfy((code: number) => code === 200 || code === 400),
        ]);
      }
  expect(await database.db.selectFrom('host').select('host_id').execute()).not.toEqual([]);
});

test.for([
  ['no Host', 'GET /api/v1/health HTTP/1.0\r\n\r\n', 200],
  ['a hostile Host', 'GET /api/v1/health HTTP/1.1\r\nHost: evil@x"><\r\nConnection: close\r\n\r\n', 400],
  ['a backslash', 'GET /api\\v1\\health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
  [
    'an address in two parts',
    'GET /api/v1/../v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    200,
  ],
] as const)('a request with %s does not break the server', async ([, request, status]) => {
  const socket: Socket = connect(Number(new URL(api.origin).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(request);
  const answer = await text(socket);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
});

test("case 109: links are made from the site's own address, whatever the request calls it", async () => {
  const headers = {
    'x-forwarded-host': 'evil.invalid',
    'x-original-url': '/evil',
    forwarded: 'host=evil.invalid',
  };
  const list = await (await api.get('/api/v1/instances?limit=1', { headers })).text();
  expect(list).not.toContain('evil');
  expect(list).toContain('https://census.invalid/api/v1/instances?limit=1&cursor=');
});

test('case 98: a span of a thousand years is answered with the days that there are, at most so many at once', async () => {
  for (const path of [
    'network',
    'software',
    'facets/version',
    'network/panel',
    'network/concentration',
    'archive',
  ]) {
    const list = await api.json(`/api/v1/${path}?from=1500-01-01&to=9999-12-31&limit=5000`);
    expect(list.data.length).toBeLessThanOrEqual(5_000);
    expect(list.data.length).toBe(list.meta.count);
  }
});
