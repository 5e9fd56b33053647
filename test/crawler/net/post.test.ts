import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import {
  accept,
  createTrust,
  httpTo,
  impatient,
  inShort,
  serve,
  type Trust,
  textOf,
  town,
} from './harness.ts';

/** Questions that are asked by POST: Misskey's API and GraphQL take no other. */
let trust: Trust;
beforeAll(async () => {
  trust = await createTrust();
});

const typeOf = (request: IncomingMessage) => request.headers['content-type'];

test('a document is sent as JSON, and the answer read like any other', async () => {
  await using server = await serve(trust, (request, response) => {
    void json(request).then((asked) =>
      response.end(JSON.stringify({ method: request.method, type: typeOf(request), asked })),
    );
  });
  const session = httpTo(trust, server).open(town);
  const result = await session.post('/api/meta', { detail: false, text: 'ü"\n' }, { accept });
  expect(JSON.parse(textOf(result) ?? '')).toEqual({
    method: 'POST',
    type: 'application/json',
    asked: { detail: false, text: 'ü"\n' },
  });
  expect(session.requests).toBe(1);
  await session.close();
});

test('a GET over the same connection afterwards sends no document', async () => {
  await using server = await serve(trust, (request, response) => {
    request.resume().once('end', () => response.end(`${request.method} ${typeOf(request) ?? 'nothing'}`));
  });
  const session = httpTo(trust, server).open(town);
  expect(textOf(await session.post('/api', {}, { accept }))).toBe('POST application/json');
  expect(textOf(await session.get('/api', { accept }))).toBe('GET nothing');
  await session.close();
});

test.for([301, 302, 307, 308])(
  'a redirect (%s) of a POST is an answer, and is not followed',
  async (status) => {
    const asked: string[] = [];
    await using server = await serve(trust, (request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.writeHead(status, { location: '/elsewhere' }).end();
    });
    const session = httpTo(trust, server).open(town);
    expect(inShort(await session.post('/api', {}, { accept }))).toBe(status);
    expect(asked).toEqual(['POST /api']);
    await session.close();
  },
);

test('the limits of a GET hold: time, bytes, other sites', async () => {
  await using server = await serve(trust, (request, response) => {
    if (request.url === '/long') response.end('x'.repeat(5_000));
  });
  const session = httpTo(trust, server, { limits: impatient }).open(town);
  expect(inShort(await session.post('/long', {}, { accept, maxBodyBytes: 1_000 }))).toContain('too-large');
  expect(inShort(await session.post('/never', {}, { accept }))).toContain('timed-out');
  expect(inShort(await session.post('https://other.social/', {}, { accept }))).toContain('redirect-refused');
  await session.close();
});
