import { TLSSocket } from 'node:tls';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  accept,
  createTrust,
  getOnce,
  httpTo,
  inShort,
  repeatedly,
  serve,
  serveRaw,
  type Trust,
  textOf,
  town,
} from './harness.ts';
import { startTcp } from './servers.ts';

let trust: Trust;
beforeAll(async () => {
  trust = await createTrust();
});

const head = 'HTTP/1.1 200 OK\r\n';

/** What a request to a server comes to that answers by hand. */
async function answerTo(
  onRequest: (socket: TLSSocket, path: string) => void,
  options = {},
): Promise<string | number> {
  await using server = await serveRaw(trust, onRequest);
  const result = await getOnce(httpTo(trust, server), '/', {
    maxBodyBytes: 64 * 1024,
    ...options,
  });
  await expect.poll(() => server.openConnections).toBe(0);
  return inShort(result);
}

/** The same, asked by a client that waits no longer than 400 ms. */
const hastyAnswerTo = (onRequest: (socket: TLSSocket, path: string) => void) =>
  answerTo(onRequest, { timeoutMs: 400 });

describe('a body', () => {
  test('that drips for ever ends at the deadline', async () => {
    expect(
      await hastyAnswerTo((socket) => {
        socket.write(`${head}content-length: 60000\r\n\r\n`);
        repeatedly(socket, '.', 20);
      }),
    ).toBe('timed-out deadline');
  });

  test('without end is dropped at the limit', async () => {
    expect(
      await answerTo((socket) => {
        socket.write(`${head}transfer-encoding: chunked\r\n\r\n`);
        repeatedly(socket, `4000\r\n${'x'.repeat(0x4000)}\r\n`);
      }),
    ).toBe('too-large body');
  });

  test('that announces more than the limit is not read at all', async () => {
    expect(
      await answerTo((socket) => socket.write(`${head}content-length: 10000000000\r\n\r\n0123456789`)),
    ).toBe('too-large content-length');
  });

  test('of exactly the limit is taken, one byte more is not', async () => {
    const send = (length: number) => (socket: TLSSocket) => socket.end(`${head}\r\n${'x'.repeat(length)}`);
    expect(await answerTo(send(1000), { maxBodyBytes: 1000 })).toBe(200);
    expect(await answerTo(send(1001), { maxBodyBytes: 1000 })).toBe('too-large body');
  });

  test('that is cut off before its length is a lost connection', async () => {
    expect(await answerTo((socket) => socket.end(`${head}content-length: 100\r\n\r\nshort`))).toMatch(
      /^connection-lost /,
    );
    expect(
      await answerTo((socket) => socket.end(`${head}transfer-encoding: chunked\r\n\r\n5\r\nshort\r\n`)),
    ).toMatch(/^connection-lost /);
  });

  test('whose connection is reset half way is a lost connection', async () => {
    const { keyPem: key, certificatePem: cert } = trust.identity;
    await using server = await startTcp((tcp) => {
      const socket = new TLSSocket(tcp, { isServer: true, key, cert }).on('error', () => {});
      socket.once('data', () => {
        socket.write(`${head}content-length: 100\r\n\r\nshort`, () =>
          setImmediate(() => tcp.resetAndDestroy()),
        );
      });
    });
    expect(inShort(await getOnce(httpTo(trust, server)))).toBe('connection-lost ECONNRESET');
  });

  test('that stalls ends at the deadline', async () => {
    expect(await hastyAnswerTo((socket) => socket.write(`${head}content-length: 100\r\n\r\nshort`))).toBe(
      'timed-out deadline',
    );
  });

  test('that is cut when the caller asks for its beginning keeps that beginning', async () => {
    await using server = await serveRaw(trust, (socket) => {
      socket.write(`${head}transfer-encoding: chunked\r\n\r\n`);
      repeatedly(socket, '8\r\n01234567\r\n');
    });
    const session = httpTo(trust, server).open(town);
    const result = await session.get('/', { accept, maxBodyBytes: 12, overflow: 'cut' });
    expect(result).toMatchObject({ ok: true, isCut: true });
    expect(textOf(result)).toBe('012345670123');
    await session.close();
  });
});

describe('a compressed body', () => {
  const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));

  test('of 200 KB that unpacks to 200 MB is dropped at the limit', async () => {
    await using server = await serve(trust, (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });
    const session = httpTo(trust, server, { limits: { maxBodyBytes: 1024 * 1024 } }).open(town);
    const heldBefore = process.memoryUsage().arrayBuffers;
    expect(inShort(await session.get('/', { accept }))).toBe('too-large body');
    expect(process.memoryUsage().arrayBuffers - heldBefore).toBeLessThan(16 * 1024 * 1024);
    expect(session.bytes).toBeLessThan(bomb.length);
    await session.close();
  });

  test('of empty blocks without end is dropped, though it unpacks to nothing', async () => {
    const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
    const emptyBlock = Buffer.from([0, 0, 0, 0xff, 0xff]);
    const blocks = Buffer.concat(Array<Buffer>(1000).fill(emptyBlock));
    expect(
      await answerTo((socket) => {
        socket.write(`${head}content-encoding: gzip\r\n\r\n`);
        socket.write(gzipHeader);
        repeatedly(socket, blocks);
      }),
    ).toBe('too-large body');
  });

  test.for([
    ['brotli', 'br', brotliCompressSync(Buffer.alloc(50 * 1024 * 1024))],
    ['deflate', 'deflate', Buffer.from('x')],
    ['gzip within gzip', 'gzip, gzip', gzipSync(gzipSync('x'))],
    ['a hundred codings', Array<string>(100).fill('gzip').join(', '), Buffer.from('x')],
    ['an unknown coding', 'x-fediverse', Buffer.from('x')],
  ] as const)('in a coding that was not asked for is not unpacked: %s', async ([, coding, body]) => {
    expect(
      await answerTo((socket) => {
        socket.write(`${head}content-encoding: ${coding}\r\ncontent-length: ${body.length}\r\n\r\n`);
        socket.write(body);
      }),
    ).toBe('protocol-error unasked-content-coding');
  });

  test('that is no gzip, or is cut off, is no body', async () => {
    const send = (body: Buffer) => (socket: TLSSocket) => {
      socket.write(`${head}content-encoding: gzip\r\ncontent-length: ${body.length}\r\n\r\n`);
      socket.write(body);
    };
    expect(await answerTo(send(Buffer.from('{"plain":true}')))).toBe('protocol-error Z_DATA_ERROR');
    expect(await answerTo(send(gzipSync('fediverse').subarray(0, -12)))).toBe('protocol-error Z_BUF_ERROR');
  });
});

describe('a head', () => {
  test('that drips ends at the deadline', async () => {
    expect(
      await hastyAnswerTo((socket) => {
        socket.write(head);
        repeatedly(socket, 'x-more: 1\r\n', 20);
      }),
    ).toBe('timed-out deadline');
  });

  test('without end is dropped at the limit', async () => {
    expect(
      await answerTo((socket) => {
        socket.write(head);
        repeatedly(socket, `x-more: ${'x'.repeat(5000)}\r\n`);
      }),
    ).toBe('too-large UND_ERR_HEADERS_OVERFLOW');
  });

  test('after interim answers without end is not waited for', async () => {
    expect(
      await answerTo((socket) => repeatedly(socket, 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n', 1)),
    ).toBe('protocol-error too-many-interim-answers');
    expect(
      await hastyAnswerTo((socket) =>
        repeatedly(socket, 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n', 60),
      ),
    ).toBe('timed-out deadline');
  });

  test('after one interim answer is taken', async () => {
    expect(
      await answerTo((socket) => {
        socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n');
        socket.write(`${head}content-length: 0\r\n\r\n`);
      }),
    ).toBe(200);
  });

  test.for([
    ['an SSH banner', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['HTTP/0.9', '<html></html>'],
    ['two lengths', `${head}content-length: 1\r\ncontent-length: 2\r\n\r\nxx`],
    ['a length and chunks', `${head}content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['a negative length', `${head}content-length: -1\r\n\r\n`],
    ['a NUL in a header', `${head}x-a: b\0c\r\n\r\n`],
    ['a status of two digits', 'HTTP/1.1 99 Odd\r\ncontent-length: 0\r\n\r\n'],
    ['chunks of no size', `${head}transfer-encoding: chunked\r\n\r\nzz\r\n`],
  ] as const)('that is no HTTP is a protocol error: %s', async ([, said]) => {
    expect(await answerTo((socket) => socket.write(said))).toMatch(/^protocol-error /);
  });
});

describe('a server', () => {
  test('that closes at once is a lost connection', async () => {
    await using server = await startTcp((socket) => socket.destroy());
    expect(inShort(await getOnce(httpTo(trust, server)))).toMatch(/^connection-lost /);
  });

  test('that resets at once is a lost connection', async () => {
    await using server = await startTcp((socket) => socket.resetAndDestroy());
    expect(inShort(await getOnce(httpTo(trust, server)))).toBe('connection-lost ECONNRESET');
  });

  test('that is not there refuses the connection', async () => {
    const server = await startTcp(() => {});
    await server[Symbol.asyncDispose]();
    const session = httpTo(trust, server).open(town);
    expect(inShort(await session.get('/', { accept }))).toBe('connection-refused ECONNREFUSED');
    expect(session.requests).toBe(0);
    await session.close();
  });

  test('that never finishes the TLS handshake ends at the limit for connecting', async () => {
    await using server = await startTcp(() => {});
    const limits = { connectTimeoutMs: 100, requestTimeoutMs: 10_000 };
    expect(inShort(await getOnce(httpTo(trust, server, { limits })))).toBe('timed-out deadline');
    await expect.poll(() => server.openConnections).toBe(0);
  });
});
