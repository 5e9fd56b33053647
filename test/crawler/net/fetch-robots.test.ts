import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { fetchRobots } from '../../../crawler/net/fetch-robots.ts';
import { maxRobotsBytes } from '../../../crawler/net/robots.ts';
import { isAllowed } from '../../../db/model/robots.ts';
import { createTrust, httpTo, serve, type Trust, town } from './harness.ts';
import { startTcp } from './servers.ts';

let trust: Trust;
beforeAll(async () => {
  trust = await createTrust();
});

async function read(listener: (request: IncomingMessage, response: ServerResponse) => void) {
  await using server = await serve(trust, listener);
  const session = httpTo(trust, server).open(town);
  const reading = await fetchRobots(session);
  await session.close();
  return reading;
}

const text = 'User-agent: *\nDisallow: /api\n';

test('the file’s rules are read', async () => {
  const reading = await read((_request, response) => response.end(text));
  expect(reading).toMatchObject({ ok: true, source: 'file' });
  expect(reading.ok && isAllowed(reading.robots, '/api/v1')).toBe(false);
  expect(reading.ok && isAllowed(reading.robots, '/nodeinfo/2.0')).toBe(true);
});

test.for([400, 401, 403, 404, 410, 418])('case 40: a %s allows everything', async (status) => {
  const reading = await read((_request, response) => response.writeHead(status).end(text));
  expect(reading).toEqual({ ok: true, robots: { rules: [], crawlDelaySeconds: null }, source: 'absent' });
});

test.for([429, 500, 502, 503, 520])('case 40: a %s means not now', async (status) => {
  const reading = await read((_request, response) =>
    response.writeHead(status, { 'retry-after': '120' }).end(text),
  );
  expect(reading).toMatchObject({ ok: false, kind: 'status', status });
  expect(!reading.ok && reading.kind === 'status' && reading.headers.get('retry-after')).toEqual(['120']);
});

test('case 40: no answer means not now', async () => {
  await using server = await startTcp((socket) => socket.destroy());
  const session = httpTo(trust, server).open(town);
  expect(await fetchRobots(session)).toMatchObject({
    ok: false,
    kind: 'failed',
    failure: { kind: 'connection-lost' },
  });
  await session.close();
});

test.for(['<!doctype html>\nDisallow: /\n', '\uFEFF \n<html>User-agent: *\nDisallow: /</html>'])(
  'case 41: a web page in place of the file has no rules',
  async (page) => {
    const reading = await read((_request, response) => response.end(page));
    expect(reading).toMatchObject({ ok: true, source: 'no-robots', robots: { rules: [] } });
  },
);

test('case 42: five redirects are followed, to other hosts too; a sixth allows everything', async () => {
  const hops = (count: number) => (request: IncomingMessage, response: ServerResponse) => {
    const step = Number(/\d+/.exec(request.url ?? '')?.[0] ?? 0);
    if (step === count) response.end(text);
    else
      response
        .writeHead(301, { location: `https://${step % 2 ? 'server.town' : 'other.social'}/${step + 1}` })
        .end();
  };
  expect(await read(hops(5))).toMatchObject({ ok: true, source: 'file' });
  expect(await read(hops(6))).toMatchObject({ ok: true, source: 'absent' });
});

test('case 42: a redirect to a private address is not followed', async () => {
  const reading = await read((_request, response) => {
    response.writeHead(301, { location: 'https://192.168.0.1/robots.txt' }).end();
  });
  expect(reading).toMatchObject({ ok: false, failure: { kind: 'redirect-refused', code: 'bad-host' } });
});

test('case 41: a file beyond 512 KiB counts with its first 512 KiB, and no half line', async () => {
  const rules = `${text}Disallow: /x`;
  const filler = `#${'-'.repeat(98)}\n`;
  const room = maxRobotsBytes - rules.length;
  const padding =
    filler.repeat(Math.floor(room / 100)) + '#\n'.repeat((room % 100) / 2) + '\n'.repeat(room % 2);
  const long = `${text}${padding}Disallow: /xyz\n${'Disallow: /nodeinfo\n'.repeat(100_000)}`;
  for (const coding of ['identity', 'gzip'] as const) {
    const reading = await read((_request, response) => {
      response.writeHead(200, { 'content-encoding': coding }).end(coding === 'gzip' ? gzipSync(long) : long);
    });
    expect(reading.ok && reading.robots.rules).toEqual([{ isAllow: false, pattern: '/api' }]);
  }
});

test('case 41: of a file that unpacks to 50 MB the first 512 KiB count', async () => {
  const bomb = gzipSync(`${text}${'#'.repeat(50_000_000)}\nDisallow: /nodeinfo\n`);
  const reading = await read((_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
  });
  expect(reading.ok && reading.robots.rules).toEqual([{ isAllow: false, pattern: '/api' }]);
});
