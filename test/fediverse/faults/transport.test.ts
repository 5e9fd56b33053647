import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FaultyServers, readRaw, startFaultyServers } from '../../support/faulty-servers.ts';
import { ask } from '../../support/fediverse.ts';
import { transportKinds } from './transport.ts';

let servers: FaultyServers;
beforeAll(async () => {
  servers = await startFaultyServers(transportKinds);
});
afterAll(() => servers[Symbol.asyncDispose]());

const read = (kind: (typeof transportKinds)[number], options?: Parameters<typeof readRaw>[2]) =>
  readRaw(servers.fediverse, servers.serverWith(kind).host, options);
const bombBytes = 64 * 1024 * 1024;

/** Parts a head from its body. */
function split(bytes: Buffer): { readonly head: string; readonly body: Buffer } {
  const end = bytes.indexOf('\r\n\r\n');
  return { head: bytes.toString('latin1', 0, end), body: bytes.subarray(end + 4) };
}

test.for(transportKinds)('the truth calls a server with %s failing', (kind) => {
  expect(servers.serverWith(kind).condition).toBe('failing');
});

test.for(transportKinds.filter((kind) => kind !== 'drip' && kind !== 'ssh-banner'))(
  'the static robots.txt of a server with %s is served as ever',
  async (kind) => {
    const answer = await ask(servers.fediverse, servers.serverWith(kind).host, '/robots.txt');
    expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('Disallow: /media_proxy/') });
  },
);

test.for(['/robots.txt', '/.well-known/nodeinfo'])('drip: %s comes in single bytes', async (path) => {
  const { bytes, end } = await read('drip', { path, enough: 120 });
  const { head, body } = split(bytes);
  expect(head).toContain('Content-Length: 1000000');
  expect(body.length).toBeGreaterThan(2);
  expect(body.length).toBeLessThan(40);
  expect(end).toBe('open');
});

test('half-answer: the connection ends, properly, long before the announced length', async () => {
  const { bytes, end } = await read('half-answer');
  expect(split(bytes)).toMatchObject({ head: expect.stringContaining('Content-Length: 5000') });
  expect(split(bytes).body.toString()).toBe('{"links":[');
  expect(end).toBe('ended');
});

test('reset-mid-body: the connection is reset within the body', async () => {
  expect(await read('reset-mid-body')).toMatchObject({ end: 'ECONNRESET' });
});

test.for([
  ['gzip-bomb', 'gzip', gunzipSync],
  ['brotli-bomb', 'br', brotliDecompressSync],
] as const)('%s: a short answer unpacks to 64 MiB', async ([kind, coding, unpack]) => {
  const { bytes } = await read(kind, { enough: 1_000 });
  const { head } = split(bytes);
  expect(head.toLowerCase()).toContain(`content-encoding: ${coding}`);
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
  expect(length).toBeLessThan(300_000);
  const whole = await read(kind, { enough: head.length + 4 + length });
  expect(unpack(split(whole.bytes).body)).toHaveLength(bombBytes);
});

test('header-flood: the head has no end', async () => {
  const { bytes, end } = await read('header-flood', { enough: 300_000 });
  expect(end).toBe('open');
  expect(bytes.includes('\r\n\r\n')).toBe(false);
});

test('interim-flood: one interim answer follows the other, and no final one', async () => {
  const { bytes, end } = await read('interim-flood', { enough: 1_000 });
  const statuses = bytes.toString().match(/^HTTP\/1\.1 \d+/gm) ?? [];
  expect(end).toBe('open');
  expect(statuses.length).toBeGreaterThan(10);
  expect(new Set(statuses)).toEqual(new Set(['HTTP/1.1 103']));
});

test('endless-body: chunks come as fast as they are read, and none is the last', async () => {
  const { bytes, end } = await read('endless-body', { enough: 5_000_000 });
  expect(end).toBe('open');
  expect(split(bytes).head).toContain('Transfer-Encoding: chunked');
  expect(bytes.includes('\r\n0\r\n')).toBe(false);
});

test('bad-status-line: no parser takes the status', async () => {
  const { host } = servers.serverWith('bad-status-line');
  await expect(ask(servers.fediverse, host, '/.well-known/nodeinfo')).rejects.toMatchObject({
    code: expect.stringMatching(/^HPE_/),
  });
});

test('ssh-banner: what answers speaks another protocol, at robots.txt too', async () => {
  expect((await read('ssh-banner', { path: '/robots.txt' })).bytes.toString()).toBe(
    'SSH-2.0-OpenSSH_9.6\r\n',
  );
});

test('huge-length: ten gigabytes are announced, and nothing comes after the first bytes', async () => {
  const { bytes, end } = await read('huge-length', { enough: 100 });
  expect(split(bytes).head).toContain('Content-Length: 10000000000');
  expect(end).toBe('open');
});
