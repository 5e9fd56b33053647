import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWorkers } from '../../../web/offline/build-worker.ts';
import { createWorkerListener, isWorkerPath } from '../../../web/offline/worker-listener.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fedicensus-worker-'));
  await buildWorkers('0123abcd', folder);
});

afterAll(() => rm(folder, { recursive: true }));

/** Starts a site that has nothing but its worker. */
async function serve(isOffered: boolean) {
  const server = createServer(createWorkerListener({ folder, isOffered }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `http://127.0.0.1:${port}/sw.js`, [Symbol.asyncDispose]: stop };
}

test('the built workers are classic scripts, and a new version is a new script', async () => {
  for (const name of ['worker.js', 'retiring-worker.js']) {
    const script = await readFile(join(folder, name), 'utf8');
    expect(() => new Script(script)).not.toThrow();
  }
  expect(await readFile(join(folder, 'worker.js'), 'utf8')).toContain('0123abcd');
});

test('the worker is asked for anew at every visit, and answered with 304 when it is the same', async () => {
  await using site = await serve(true);
  const first = await fetch(site.url);
  expect(first.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(first.headers.get('cache-control')).toBe('no-cache');
  expect(await first.text()).toBe(await readFile(join(folder, 'worker.js'), 'utf8'));
  const etag = first.headers.get('etag') ?? '';
  const again = await fetch(site.url, { headers: { 'if-none-match': etag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  const head = await fetch(site.url, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  expect((await fetch(site.url, { method: 'POST' })).status).toBe(405);
});

test('a site that has nothing kept gives out the worker that takes the other one away', async () => {
  await using site = await serve(false);
  expect(await (await fetch(site.url)).text()).toContain('unregister');
});

test('only the address of the worker is the worker’s', () => {
  expect(['/sw.js', '/sw.js?x', '/sw.json', '/en/sw.js', '/sw.js/'].map(isWorkerPath)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
