import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { userAgent } from '../../../crawler/net/http.ts';
import {
  accept,
  createTrust,
  getOnce,
  httpTo,
  impatient,
  inShort,
  serve,
  serveRaw,
  type Trust,
  textOf,
  town,
} from './harness.ts';
import { host } from './host.ts';

let trust: Trust;
beforeAll(async () => {
  trust = await createTrust();
});

describe('an answer', () => {
  test('comes with status, headers, body and its place', async () => {
    await using server = await serve(trust, (_request, response) => {
      response
        .writeHead(200, { 'content-type': 'application/json', 'X-Robots-Tag': ['all', 'noindex'] })
        .end('{}');
    });
    const result = await getOnce(httpTo(trust, server), '/a?b=c');
    expect(result).toMatchObject({ ok: true, status: 200, isCut: false, redirects: [] });
    expect(result.ok && result.target.url).toBe('https://server.town/a?b=c');
    expect(result.ok && result.headers.get('x-robots-tag')).toEqual(['all', 'noindex']);
    expect(textOf(result)).toBe('{}');
  });

  test.for([204, 206, 304, 400, 401, 403, 404, 410, 418, 429, 451, 500, 503, 520, 599])(
    'cases 35, 36: with status %s is an answer like any other',
    async (status) => {
      await using server = await serve(trust, (_request, response) => {
        response.writeHead(status).end(status === 204 || status === 304 ? undefined : 'sorry');
      });
      expect(inShort(await getOnce(httpTo(trust, server)))).toBe(status);
    },
  );

  test('case 27: without any length ends where the connection ends', async () => {
    await using server = await serveRaw(trust, (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n{"cut'));
    expect(textOf(await getOnce(httpTo(trust, server)))).toBe('{"cut');
  });

  test('may come compressed, and is counted as it came', async () => {
    const body = 'fediverse '.repeat(1000);
    const packed = gzipSync(body);
    await using server = await serve(trust, (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
    });
    const session = httpTo(trust, server).open(town);
    expect(textOf(await session.get('/', { accept }))).toBe(body);
    expect(session.bytes).toBe(packed.length);
    await session.close();
  });
});

describe('a request', () => {
  test('cases 37, 38: says who asks and what for, and never more than that', async () => {
    const seen: unknown[] = [];
    await using server = await serve(trust, (request, response) => {
      seen.push({ url: request.url, ...request.headers });
      const location = request.url === '/from' ? { location: '/to' } : {};
      response.writeHead(request.url === '/from' ? 302 : 200, { 'set-cookie': 'a=b', ...location }).end();
    });
    const session = httpTo(trust, server).open(town);
    await session.get('/from', { accept });
    await session.get('/robots.txt', { accept: 'text/plain' });
    await session.close();
    const common = {
      host: 'server.town',
      connection: 'keep-alive',
      'accept-encoding': 'gzip',
      'user-agent': 'fedicensus/0 (+https://census.town/crawler; ops@census.town)',
    };
    expect(seen).toEqual([
      { url: '/from', accept, ...common },
      { url: '/to', accept, ...common },
      { url: '/robots.txt', accept: 'text/plain', ...common },
    ]);
    expect(session.requests).toBe(3);
    expect(server.connections).toBe(1);
  });

  test('case 37: sends no cookie back, however many it is given, and no word of where it was before', async () => {
    const seen: (readonly string[])[] = [];
    const cookies = Array.from({ length: 7 }, (_, index) => `c${index}=${'x'.repeat(4_000)}; Path=/; Secure`);
    await using server = await serve(trust, (request, response) => {
      seen.push(Object.keys(request.headers).sort());
      const next = { '/a': '/b', '/b': 'https://www.server.town/c' }[request.url ?? ''];
      response
        .writeHead(next === undefined ? 401 : 302, {
          'set-cookie': cookies,
          'www-authenticate': 'Basic realm="x"',
          ...(next === undefined ? {} : { location: next }),
        })
        .end();
    });
    const session = httpTo(trust, server).open(town);
    for (const path of ['/a', '/again']) expect(inShort(await session.get(path, { accept }))).toBe(401);
    await session.close();
    expect(seen).toHaveLength(4);
    for (const headers of seen)
      expect(headers).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
  });

  test('case 38: names us by the product token, the policy and the contact', () => {
    const self = {
      version: '1.2.0',
      policyUrl: 'https://census.town/crawler',
      contact: 'mailto:ops@census.town',
    };
    expect(userAgent(self)).toBe('fedicensus/1.2.0 (+https://census.town/crawler; mailto:ops@census.town)');
    expect(userAgent({ ...self, contact: null })).toBe('fedicensus/1.2.0 (+https://census.town/crawler)');
    expect(userAgent({ ...self, contact: 'Zoë (ops)\r\nx: y' })).toMatch(/^[\x20-\x7e]+\(\+[^()\r\n]+\)$/);
  });

  test('to another site is refused without asking anybody', async () => {
    await using server = await serve(trust, (_request, response) => response.end());
    for (const reference of [
      'https://other.social/',
      '//other.social/',
      'http://server.town/',
      'https://10.0.0.1/',
    ])
      expect(await getOnce(httpTo(trust, server), reference)).toMatchObject({
        ok: false,
        kind: 'redirect-refused',
      });
    expect(server.connections).toBe(0);
  });

  test('while another one runs, or after the end, is a mistake that is thrown', async () => {
    await using server = await serve(trust, (_request, response) => response.end());
    const session = httpTo(trust, server).open(town);
    const first = session.get('/', { accept });
    await expect(session.get('/', { accept })).rejects.toThrow('still running');
    expect(inShort(await first)).toBe(200);
    await session.close();
    await session.close();
    await expect(session.get('/', { accept })).rejects.toThrow('closed');
  });
});

describe('a connection', () => {
  test('that the server closed at the moment of use is opened again, once', async () => {
    let answered = 0;
    await using server = await serveRaw(trust, (socket) => {
      if (answered++ === 1) socket.destroy();
      else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
    });
    const session = httpTo(trust, server).open(town);
    expect(inShort(await session.get('/1', { accept }))).toBe(200);
    expect(inShort(await session.get('/2', { accept }))).toBe(200);
    expect([server.connections, session.requests]).toEqual([2, 3]);
    await session.close();
  });

  test('that is closed every time is not opened for ever', async () => {
    await using server = await serveRaw(trust, (socket) => socket.destroy());
    const session = httpTo(trust, server).open(town);
    expect(await session.get('/', { accept })).toMatchObject({ ok: false, kind: 'connection-lost' });
    expect(server.connections).toBe(1);
    await session.close();
  });

  test('that the server closes after each answer is opened anew without a word', async () => {
    await using server = await serve(trust, (_request, response) => {
      response.writeHead(200, { connection: 'close' }).end('ok');
    });
    const session = httpTo(trust, server).open(town);
    for (const path of ['/1', '/2', '/3']) expect(inShort(await session.get(path, { accept }))).toBe(200);
    expect([server.connections, session.requests]).toEqual([3, 3]);
    await session.close();
  });

  test('case 29: with bytes behind its answer is not trusted with the next request', async () => {
    const whole = 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n';
    await using server = await serveRaw(trust, (socket, path) => {
      socket.write(`${whole}good${path === '/1' ? `${whole}evil` : ''}`);
    });
    const session = httpTo(trust, server).open(town);
    await session.get('/1', { accept });
    expect(textOf(await session.get('/2', { accept }))).not.toBe('evil');
    await session.close();
  });
});

describe('the end of a session', () => {
  test('leaves no connection, whether idle, busy or half made', async () => {
    await using server = await serve(trust, (request, response) => {
      if (request.url === '/') response.end('ok');
    });
    const http = httpTo(trust, server);
    const [idle, busy] = [http.open(town), http.open(host('other.social'))];
    await idle.get('/', { accept });
    const running = busy.get('/never', { accept });
    await expect.poll(() => server.connections).toBe(2);
    await Promise.all([idle.close(), busy.close()]);
    expect(await running).toMatchObject({ ok: false, kind: 'cancelled', code: 'closed' });
    await expect.poll(() => server.openConnections).toBe(0);
  });

  test('by its signal cancels the request; by its time-out the request timed out', async () => {
    await using server = await serve(trust, () => {});
    const http = httpTo(trust, server);
    const stop = new AbortController();
    const stopped = http.open(town, { signal: stop.signal });
    const running = stopped.get('/', { accept });
    stop.abort();
    expect(await running).toMatchObject({ ok: false, kind: 'cancelled' });
    expect(await stopped.get('/', { accept })).toMatchObject({ ok: false, kind: 'cancelled' });
    const late = http.open(town, { signal: AbortSignal.timeout(50) });
    expect(await late.get('/', { accept })).toMatchObject({ ok: false, kind: 'timed-out' });
    await Promise.all([stopped.close(), late.close()]);
    await expect.poll(() => server.openConnections).toBe(0);
  });

  test('of one request by its own signal leaves the session usable', async () => {
    await using server = await serve(trust, (request, response) => {
      if (request.url === '/ok') response.end('ok');
    });
    const session = httpTo(trust, server).open(town);
    const late = await session.get('/never', { accept, signal: AbortSignal.timeout(30) });
    expect(inShort(late)).toBe('timed-out TimeoutError');
    expect(inShort(await session.get('/ok', { accept }))).toBe(200);
    await session.close();
  });
});

test('200 hosts are asked over one address, each by its own name', async () => {
  const hosts = Array.from({ length: 200 }, (_, index) => host(`server-${index}.town`));
  const identity = await trust.authority.issue({ names: hosts });
  await using server = await serve({ ...trust, identity }, (request, response) => {
    response.end(`${request.headers.host}${request.url}`);
  });
  const http = httpTo(
    trust,
    { ...server, host: '127.0.0.1' },
    {
      connectTo: { host: 'localhost', port: server.port },
      // Two hundred handshakes at once are more than a busy machine does in the time that one may take.
      limits: { connectTimeoutMs: 50_000, requestTimeoutMs: 50_000 },
    },
  );
  const bodies = await Promise.all(
    hosts.map(async (name) => {
      const session = http.open(name);
      const results = [await session.get('/a', { accept }), await session.get('/b', { accept })];
      await session.close();
      return results.map(textOf);
    }),
  );
  expect(bodies).toEqual(hosts.map((name) => [`${name}/a`, `${name}/b`]));
  expect(server.connections).toBe(200);
  await expect.poll(() => server.openConnections).toBe(0);
});

test('case 26: a request ends by its deadline even when nobody answers', async () => {
  await using server = await serve(trust, () => {});
  expect(inShort(await getOnce(httpTo(trust, server, { limits: impatient })))).toBe('timed-out deadline');
});
