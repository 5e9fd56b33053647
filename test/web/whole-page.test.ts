import { once } from 'node:events';
import { createServer, get, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { withWholePage } from '../../web/whole-page.ts';

const scripts =
  '<script src="/_next/a.js" async=""></script><script nonce="x">self.__next_f.push([1,"é"])</script>';
const text = `<p>${'Ça va très bien à la maison. '.repeat(100)}</p>`;
const page = `<!DOCTYPE html><html><body>${text}${scripts}</body></html>`;
const idlePage = page.replace(scripts, '');

/** The answer of a listener whose response is held back until it is whole. */
async function ask(listener: RequestListener, { method = 'GET', coding = 'identity' } = {}) {
  const server = createServer((request, response) => listener(request, withWholePage(request, response)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const headers = { 'accept-encoding': coding, connection: 'close' };
  const request = get({ host: '127.0.0.1', port, method, headers });
  const [response] = await once(request, 'response');
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
}

/** Writes a page in pieces of seven bytes, which part letters. */
const inPieces: RequestListener = async (_, response) => {
  response.writeHead(404, { 'content-type': 'text/html; charset=utf-8', 'x-own': '1' });
  response.flushHeaders();
  const bytes = Buffer.from(page);
  for (let from = 0; from < bytes.length; from += 7) {
    const piece = bytes.subarray(from, from + 7);
    await new Promise<void>((resolve) => {
      response.write(piece, () => resolve());
    });
  }
  response.end();
};

test('a page in pieces comes whole, with its status and headers and without idle scripts', async () => {
  const { status, headers, body } = await ask(inPieces);
  expect([status, headers['x-own'], headers['content-length']]).toEqual([404, '1', String(body.length)]);
  expect(body.toString()).toBe(idlePage);
});

test('it is packed for who can read that', async () => {
  const { headers, body } = await ask(inPieces, { coding: 'gzip, br' });
  expect(headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(body).toString()).toBe(idlePage);
});

test('a page may come with the end alone, as text', async () => {
  const { body } = await ask((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(page, 'utf8');
  });
  expect(body.toString()).toBe(idlePage);
});

test('an answer to HEAD and a redirect end without a body', async () => {
  const head = await ask(
    (_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end();
    },
    { method: 'HEAD' },
  );
  expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, undefined, 0]);
  const redirect = await ask((_, response) => {
    response.writeHead(303, { location: '/en' }).end();
  });
  expect([redirect.status, redirect.headers.location, redirect.body.length]).toEqual([303, '/en', 0]);
});

test('what is no page passes as it comes', async () => {
  const { headers, body } = await ask(
    (_, response) => {
      response.writeHead(200, { 'content-type': 'text/x-component' });
      response.write(scripts);
      response.end(scripts);
    },
    { coding: 'br' },
  );
  expect(headers['content-encoding']).toBeUndefined();
  expect(body.toString()).toBe(scripts + scripts);
});
