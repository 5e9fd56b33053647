import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseJson } from '../../../crawler/net/json.ts';
import { type FaultyServers, readRaw, startFaultyServers } from '../../support/faulty-servers.ts';
import { ask, askJson } from '../../support/fediverse.ts';
import { documentKinds, hostileTitle } from './documents.ts';

let servers: FaultyServers;
beforeAll(async () => {
  servers = await startFaultyServers(documentKinds);
});
afterAll(() => servers[Symbol.asyncDispose]());

const path = '/nodeinfo/2.0';
const bodyOf = async (kind: (typeof documentKinds)[number]) =>
  (await ask(servers.fediverse, servers.serverWith(kind).host, path)).body;

test.for(documentKinds)('the truth knows what becomes of %s', (kind) => {
  const isReadable = kind.startsWith('figures-') || kind === 'json-prototype' || kind === 'hostile-names';
  expect(servers.serverWith(kind).condition).toBe(isReadable ? 'healthy' : 'failing');
});

test('json-truncated ends in the middle', async () => {
  const body = await bodyOf('json-truncated');
  expect(body).toMatch(/^\{"version":"2\.0"/);
  expect(() => JSON.parse(body)).toThrow(SyntaxError);
});

test('json-deep is valid, and a hundred thousand levels deep', async () => {
  const body = await bodyOf('json-deep');
  expect(() => JSON.parse(body)).not.toThrow();
  expect(body.match(/\[{2,}/)?.[0]).toHaveLength(100_000);
});

test('json-keys is valid, and has three hundred thousand keys', async () => {
  expect(Object.keys(JSON.parse(await bodyOf('json-keys'))).length).toBeGreaterThan(300_000);
});

test('json-prototype has keys that a careless copy makes its prototype', async () => {
  const document = JSON.parse(await bodyOf('json-prototype'));
  expect(Object.keys(document)).toEqual(
    expect.arrayContaining(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'usage']),
  );
  expect(Object.assign({}, document).isAdmin).toBe(true);
});

test('json-bad-utf8 has bytes that are no UTF-8', async () => {
  const { host } = servers.serverWith('json-bad-utf8');
  const { bytes } = await readRaw(servers.fediverse, host, { path, enough: 400 });
  const body = bytes.subarray(bytes.indexOf('\r\n\r\n') + 4);
  expect(parseJson(body)).toEqual({ ok: false, reason: 'bad-encoding' });
});

test.for([
  ['figures-negative', /"total":-1,"activeMonth":-5,"activeHalfyear":-2147483649\},"localPosts":-0\.5/],
  [
    'figures-unsafe',
    /"total":1e400,"activeMonth":9007199254740993,"activeHalfyear":1e21\},"localPosts":9{1000}/,
  ],
  ['figures-words', /"total":"many","activeMonth":true,"activeHalfyear":\[7\]\},"localPosts":\{"n":7\}/],
] as const)('%s: nothing of it is a count, and the truth counts nothing', async ([kind, shape]) => {
  expect(await bodyOf(kind)).toMatch(shape);
  expect(Object.values(servers.serverWith(kind).figures)).toEqual([null, null, null, null, null]);
});

test('figures-as-text: the figures are right, and written as texts', async () => {
  const { host, figures } = servers.serverWith('figures-as-text');
  expect(await askJson(servers.fediverse, host, path)).toMatchObject({
    usage: {
      users: { total: `${figures.usersTotal}`, activeMonth: `${figures.usersActiveMonth}` },
      localPosts: `${figures.localPosts}`,
    },
  });
});

test('figures-over-total: more users are active than there are, and the truth has it as it is stated', async () => {
  const { host, figures } = servers.serverWith('figures-over-total');
  expect(figures.usersActiveMonth).toBeGreaterThan(figures.usersTotal ?? 0);
  expect(await askJson(servers.fediverse, host, path)).toMatchObject({
    usage: { users: { total: figures.usersTotal, activeMonth: figures.usersActiveMonth } },
  });
});

test('hostile-names: title and description hold what would act on a terminal, a page or a log', async () => {
  const { host, title } = servers.serverWith('hostile-names');
  expect(title).toBe(hostileTitle);
  const document = await askJson(servers.fediverse, host, '/api/v1/instance');
  expect(document).toMatchObject({ title: hostileTitle });
  for (const part of ['\u0000', '\u001b[31m', '\u202e', '<script>']) expect(hostileTitle).toContain(part);
});
