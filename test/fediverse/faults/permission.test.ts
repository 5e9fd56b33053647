import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FaultyServers, readRaw, startFaultyServers } from '../../support/faulty-servers.ts';
import { ask, askJson } from '../../support/fediverse.ts';
import { permissionKinds } from './permission.ts';

let servers: FaultyServers;
beforeAll(async () => {
  servers = await startFaultyServers(permissionKinds);
});
afterAll(() => servers[Symbol.asyncDispose]());

const askOf = (kind: (typeof permissionKinds)[number], path: string, options = {}) =>
  ask(servers.fediverse, servers.serverWith(kind).host, path, options);

test.for([
  ['robots-503', 'failing'],
  ['robots-html', 'healthy'],
  ['robots-huge', 'healthy'],
  ['noindex-header', 'forbidden'],
  ['opt-out-flags', 'forbidden'],
  ['rate-429', 'failing'],
  ['rate-503', 'failing'],
  ['rate-absurd', 'failing'],
  ['cloaking', 'failing'],
] as const)('the truth calls a server with %s %s', ([kind, condition]) => {
  expect(servers.serverWith(kind).condition).toBe(condition);
});

test('robots-503: only robots.txt is unavailable', async () => {
  expect(await askOf('robots-503', '/robots.txt')).toMatchObject({ status: 503 });
  expect(await askOf('robots-503', '/nodeinfo/2.0')).toMatchObject({ status: 200 });
});

test('robots-html: a page answers in place of robots.txt, and its text is no rule', async () => {
  expect(await askOf('robots-html', '/robots.txt')).toMatchObject({
    status: 200,
    headers: { 'content-type': expect.stringContaining('html') },
    body: expect.stringContaining('Disallow: /'),
  });
});

test('robots-huge: the rules at the beginning of a file that goes on for 50 MiB hold, the last ones do not', async () => {
  const server = servers.serverWith('robots-huge');
  const { bytes, end } = await readRaw(servers.fediverse, server.host, {
    path: '/robots.txt',
    enough: 2_000_000,
  });
  expect(bytes.toString()).toContain('Disallow: /api/v1/instance/peers');
  expect(end).toBe('open');
  expect(server).toMatchObject({ condition: 'healthy', peersCount: null });
  expect((await askOf('robots-huge', '/robots.txt')).body).toMatch(/Disallow: \/\n$/);
});

test('noindex-header: NodeInfo is good, and asks not to be counted', async () => {
  expect(await askOf('noindex-header', '/nodeinfo/2.0')).toMatchObject({
    status: 200,
    headers: { 'x-robots-tag': 'noindex, nofollow' },
  });
  expect((await askOf('noindex-header', '/.well-known/nodeinfo')).headers).not.toHaveProperty('x-robots-tag');
});

test('opt-out-flags: the metadata of NodeInfo ask not to be counted', async () => {
  const { host } = servers.serverWith('opt-out-flags');
  expect(await askJson(servers.fediverse, host, '/nodeinfo/2.0')).toMatchObject({
    metadata: { private: true, hide_in_statistics: true, noindex: true },
  });
});

test.for([
  ['rate-429', 429, '7200'],
  ['rate-503', 503, 'Thu, 01 Jan 2026 18:00:00 GMT'],
  ['rate-absurd', 429, '1000000000000'],
] as const)(
  '%s: everything but robots.txt is answered by %d and Retry-After',
  async ([kind, status, after]) => {
    expect(await askOf(kind, '/nodeinfo/2.0')).toMatchObject({ status, headers: { 'retry-after': after } });
    expect(await askOf(kind, '/robots.txt')).toMatchObject({ status: 200 });
  },
);

test('cloaking: only who calls itself a browser gets NodeInfo', async () => {
  expect(await askOf('cloaking', '/nodeinfo/2.0')).toMatchObject({ status: 403 });
  expect(await askOf('cloaking', '/nodeinfo/2.0', { userAgent: 'Mozilla/5.0 (X11)' })).toMatchObject({
    status: 200,
    body: expect.stringContaining('"software"'),
  });
});
