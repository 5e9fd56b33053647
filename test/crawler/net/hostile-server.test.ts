import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { BlockList, connect } from 'node:net';
import { TLSSocket } from 'node:tls';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Resolver } from '../../../crawler/net/resolver.ts';
import {
  accept,
  createTrust,
  getOnce,
  guardAround,
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
  test('case 23: that drips for ever ends at the deadline', async () => {
    expect(
      await hastyAnswerTo((socket) => {
        socket.write(`${head}content-length: 60000\r\n\r\n`);
        repeatedly(socket, '.', 20);
      }),
    ).toBe('timed-out deadline');
  });

  test('case 22: without end is dropped at the limit', async () => {
    expect(
      await answerTo((socket) => {
        socket.write(`${head}transfer-encoding: chunked\r\n\r\n`);
        repeatedly(socket, `4000\r\n${'x'.repeat(0x4000)}\r\n`);
      }),
    ).toBe('too-large body');
  });

  test('case 21: that announces more than the limit is not read at all', async () => {
    expect(
      await answerTo((socket) => socket.write(`${head}content-length: 10000000000\r\n\r\n0123456789`)),
    ).toBe('too-large content-length');
  });

  test('of exactly the limit is taken, one byte more is not', async () => {
    const send = (length: number) => (socket: TLSSocket) => socket.end(`${head}\r\n${'x'.repeat(length)}`);
    expect(await answerTo(send(1000), { maxBodyBytes: 1000 })).toBe(200);
    expect(await answerTo(send(1001), { maxBodyBytes: 1000 })).toBe('too-large body');
  });

  test('case 26: that is cut off before its length is a lost connection', async () => {
    expect(await answerTo((socket) => socket.end(`${head}content-length: 100\r\n\r\nshort`))).toMatch(
      /^connection-lost /,
    );
    expect(
      await answerTo((socket) => socket.end(`${head}transfer-encoding: chunked\r\n\r\n5\r\nshort\r\n`)),
    ).toMatch(/^connection-lost /);
  });

  test('case 26: whose connection is reset half way is a lost connection', async () => {
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

  test('case 20: of 200 KB that unpacks to 200 MB is dropped at the limit', async () => {
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

  test('case 20: of empty blocks without end is dropped, though it unpacks to nothing', async () => {
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
  ] as const)('case 20: in a coding that was not asked for is not unpacked: %s', async ([, coding, body]) => {
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
  test('case 24: that drips ends at the deadline', async () => {
    expect(
      await hastyAnswerTo((socket) => {
        socket.write(head);
        repeatedly(socket, 'x-more: 1\r\n', 20);
      }),
    ).toBe('timed-out deadline');
  });

  test('case 24: without end is dropped at the limit', async () => {
    expect(
      await answerTo((socket) => {
        socket.write(head);
        repeatedly(socket, `x-more: ${'x'.repeat(5000)}\r\n`);
      }),
    ).toBe('too-large UND_ERR_HEADERS_OVERFLOW');
  });

  test('case 25: after interim answers without end is not waited for', async () => {
    expect(
      await answerTo((socket) => repeatedly(socket, 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n', 1)),
    ).toBe('protocol-error too-many-interim-answers');
    expect(
      await hastyAnswerTo((socket) =>
        repeatedly(socket, 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n', 60),
      ),
    ).toBe('timed-out deadline');
  });

  test('case 24: of ten thousand small headers is dropped at the limit', async () => {
    expect(
      await answerTo((socket) =>
        socket.write(`${head}${'a: b\r\n'.repeat(10_000)}content-length: 0\r\n\r\n`),
      ),
    ).toBe('too-large header-count');
  });

  test('case 24: behind the body, in trailers without end, is dropped', async () => {
    expect(
      await answerTo((socket) => {
        socket.write(`${head}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n`);
        repeatedly(socket, `x-more: ${'x'.repeat(5000)}\r\n`);
      }),
    ).toBe('too-large UND_ERR_HEADERS_OVERFLOW');
  });

  test('case 24: within the body, in an extension of a chunk without end, ends at the deadline', async () => {
    expect(
      await hastyAnswerTo((socket) => {
        socket.write(`${head}transfer-encoding: chunked\r\n\r\n2;a=`);
        repeatedly(socket, 'x'.repeat(5000));
      }),
    ).toMatch(/^(timed-out deadline|protocol-error .*)$/);
  });

  test('case 25: after one interim answer is taken', async () => {
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
    ['a status of four digits', 'HTTP/1.1 1000 Odd\r\ncontent-length: 0\r\n\r\n'],
    ['a header that goes on in the next line', `${head}x-a: b\r\n c\r\ncontent-length: 0\r\n\r\n`],
    ['lines that end in a line feed alone', 'HTTP/1.1 200 OK\ncontent-length: 0\n\n'],
    ['a carriage return within a header', `${head}x-a: b\rc\r\ncontent-length: 0\r\n\r\n`],
    ['a blank in the name of a header', `${head}x a: b\r\ncontent-length: 0\r\n\r\n`],
  ] as const)(
    'case 28: that is no HTTP is a protocol error, and the connection is not used again: %s',
    async ([, said]) => {
      expect(await answerTo((socket) => socket.write(said))).toMatch(/^protocol-error /);
    },
  );
});

test('case 28: a change of protocol that nobody asked for is a lost connection', async () => {
  const said = 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n';
  expect(await answerTo((socket) => socket.write(said))).toMatch(/^connection-lost /);
});

/** A server whose queue of connections is full: Linux drops what else arrives, as a filter does. */
const blackHole = `
  const server = require('node:net').createServer();
  server.listen({ port: Number(process.argv[1]), host: '127.0.0.2', backlog: 1 }, () => process.stdout.write(String(server.address().port)));`;

describe.skipIf(process.platform !== 'linux')('an address that swallows packets (Linux only)', () => {
  async function dig(port: number) {
    const child = spawn(process.execPath, ['-e', blackHole, String(port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = await once(child.stdout, 'data');
    const at = { host: '127.0.0.2', port: Number(String(said)) };
    child.kill('SIGSTOP');
    // It accepts nothing now; its queue takes a few connections, and then none.
    const fillers = Array.from({ length: 8 }, () => connect(at).on('error', () => {}));
    await expect.poll(() => fillers.filter((each) => !each.connecting).length).toBeGreaterThan(0);
    return {
      ...at,
      async [Symbol.asyncDispose]() {
        for (const filler of fillers) filler.destroy();
        child.kill('SIGKILL');
        await once(child, 'close');
      },
    };
  }

  test('case 26: ends at the limit for connecting, and says so', async () => {
    await using hole = await dig(0);
    const limits = { connectTimeoutMs: 300, requestTimeoutMs: 10_000 };
    const http = httpTo(trust, null, { connectTo: hole, limits });
    expect(inShort(await getOnce(http))).toBe('timed-out connecting');
  });

  test('case 17: is given up for the next address of the name', async () => {
    await using server = await serve(trust, (_request, response) => response.end('here'));
    await using _hole = await dig(server.port);
    const resolver: Resolver = { resolve: async () => ({ ok: true, addresses: ['127.0.0.2', '127.0.0.1'] }) };
    const guard = { ...guardAround(server), blockList: new BlockList() };
    expect(textOf(await getOnce(httpTo(trust, null, { resolver, guard })))).toBe('here');
  });
});

describe('a server', () => {
  test('case 26: that closes at once is a lost connection', async () => {
    await using server = await startTcp((socket) => socket.destroy());
    expect(inShort(await getOnce(httpTo(trust, server)))).toMatch(/^connection-lost /);
  });

  test('case 26: that resets at once is a lost connection', async () => {
    await using server = await startTcp((socket) => socket.resetAndDestroy());
    expect(inShort(await getOnce(httpTo(trust, server)))).toBe('connection-lost ECONNRESET');
  });

  test('case 26: that is not there refuses the connection', async () => {
    const server = await startTcp(() => {});
    await server[Symbol.asyncDispose]();
    const session = httpTo(trust, server).open(town);
    expect(inShort(await session.get('/', { accept }))).toBe('connection-refused ECONNREFUSED');
    expect(session.requests).toBe(0);
    await session.close();
  });
});
