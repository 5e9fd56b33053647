import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createSecureContext, createServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Authority, createAuthority, createSelfSigned, type Identity } from './certificates.ts';
import { createTrust, getOnce, httpTo, inShort, names, type Trust } from './harness.ts';
import { startHttps, startTcp, startTls } from './servers.ts';

let trust: Trust;
let stranger: Authority;
beforeAll(async () => {
  [trust, stranger] = await Promise.all([createTrust(), createAuthority()]);
});

const dayMs = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * dayMs);

test.for([
  ['of another name', () => trust.authority.issue({ names: ['other.town'] }), 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [
    'that has run out',
    () => trust.authority.issue({ names, notBefore: ago(3), notAfter: ago(1) }),
    'CERT_HAS_EXPIRED',
  ],
  [
    'that is not valid yet',
    () => trust.authority.issue({ names, notBefore: ago(-1), notAfter: ago(-3) }),
    'CERT_NOT_YET_VALID',
  ],
  ['that vouches for itself', () => createSelfSigned({ names }), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['of an unknown authority', () => stranger.issue({ names }), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  [
    'of an unknown authority that comes along',
    async () => {
      const { keyPem, certificatePem } = await stranger.issue({ names });
      return { keyPem, certificatePem: `${certificatePem}\n${stranger.certificatePem}` };
    },
    'SELF_SIGNED_CERT_IN_CHAIN',
  ],
] as const)('case 33: a certificate %s is not accepted, and nothing is asked', async ([, make, code]) => {
  const identity: Identity = await make();
  let requests = 0;
  await using server = await startHttps(identity, (_request, response) => {
    requests += 1;
    response.end();
  });
  expect(inShort(await getOnce(httpTo(trust, server)))).toBe(`tls-failed ${code}`);
  // No second try, with weaker wishes or without TLS.
  expect([requests, server.connections]).toEqual([0, 1]);
});

test('without an authority of the operator’s, only public ones are trusted', async () => {
  await using server = await startHttps(trust.identity, (_request, response) => response.end());
  expect(inShort(await getOnce(httpTo(trust, server, { extraCaPem: [] })))).toMatch(/^tls-failed /);
});

test('case 33: a chain of more than 100 KB is not read', async () => {
  const { keyPem, certificatePem } = trust.identity;
  const chain = [certificatePem, ...Array<string>(300).fill(trust.authority.certificatePem)].join('\n');
  expect(chain.length * (3 / 4)).toBeGreaterThan(100_000);
  await using server = await startHttps({ keyPem, certificatePem: chain }, (_request, response) =>
    response.end(),
  );
  expect(inShort(await getOnce(httpTo(trust, server)))).toBe('tls-failed ERR_SSL_EXCESSIVE_MESSAGE_SIZE');
});

test('case 33: a server without TLS is not asked in plain text', async () => {
  const heard: Buffer[] = [];
  await using server = await startTcp((socket) => {
    socket.on('data', (chunk) => heard.push(chunk));
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
  });
  expect(inShort(await getOnce(httpTo(trust, server)))).toMatch(/^tls-failed ERR_SSL_/);
  expect(Buffer.concat(heard).toString('latin1')).not.toContain('GET ');
  expect(server.connections).toBe(1);
});

test('case 33: a handshake that is never finished ends at the limit for connecting, and says so', async () => {
  await using server = await startTcp(() => {});
  const limits = { connectTimeoutMs: 100, requestTimeoutMs: 10_000 };
  expect(inShort(await getOnce(httpTo(trust, server, { limits })))).toBe('timed-out tls-handshake');
  await expect.poll(() => server.openConnections).toBe(0);
});

/** What a TLS server of other habits makes of a request. */
async function askServerWith(options: TlsOptions, onSocket: (socket: TLSSocket) => void = () => {}) {
  await using server = await startTls(trust.identity, onSocket, options);
  const result = inShort(await getOnce(httpTo(trust, server)));
  await expect.poll(() => server.openConnections).toBe(0);
  return { result, connections: server.connections };
}

test.for([
  ['speaks nothing but HTTP/2', { ALPNProtocols: ['h2'] }, 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL'],
  [
    'speaks nothing newer than TLS 1.0',
    { maxVersion: 'TLSv1', minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' },
    'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  ],
  [
    'speaks nothing newer than TLS 1.1',
    { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' },
    'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  ],
] as const)(
  'cases 33, 34: a server that %s is a failure of TLS with a code of its own',
  async ([, options, code]) => {
    const { result, connections } = await askServerWith(options as TlsOptions);
    expect(result).toBe(`tls-failed ${code}`);
    expect(connections).toBe(1);
  },
);

test('case 33: a server that wants a certificate of us and hangs up has lost the connection, and is not asked again', async () => {
  const { result, connections } = await askServerWith({ requestCert: true, rejectUnauthorized: true });
  expect(result).toMatch(/^connection-lost /);
  expect(connections).toBe(1);
});

test('cases 33, 34: a server that knows its sites by name is told the host’s, and HTTP/2 is not spoken', async () => {
  const seen: unknown[] = [];
  const context = createSecureContext({ key: trust.identity.keyPem, cert: trust.identity.certificatePem });
  const server = createServer({
    ALPNProtocols: ['h2', 'http/1.1'],
    SNICallback: (name, callback) => {
      seen.push(name);
      callback(null, context);
    },
  });
  server.on('secureConnection', (socket) => {
    seen.push(socket.alpnProtocol);
    socket
      .on('error', () => {})
      .resume()
      .end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const http = httpTo(trust, null, { connectTo: { host: '127.0.0.1', port } });
  expect(inShort(await getOnce(http))).toBe(200);
  expect(seen).toEqual(['server.town', 'http/1.1']);
  server.close();
  await once(server, 'close');
});

describe('a server that speaks HTTP/2 unasked', () => {
  /** RFC 9113, section 4.1: length, type, flags, stream. */
  const frame = (type: number, flags: number, stream: number, payload: Buffer = Buffer.alloc(0)) => {
    const header = Buffer.alloc(9);
    header.writeUIntBE(payload.length, 0, 3);
    header.writeUInt8(type, 3);
    header.writeUInt8(flags, 4);
    header.writeUInt32BE(stream, 5);
    return Buffer.concat([header, payload]);
  };
  const floods = [
    ['a GOAWAY', frame(7, 0, 0, Buffer.alloc(8))],
    ['resets without end', frame(3, 0, 1, Buffer.alloc(4))],
    [
      'a window of 2^31',
      Buffer.concat([frame(4, 0, 0), frame(8, 0, 0, Buffer.from([0x7f, 0xff, 0xff, 0xff]))]),
    ],
    ['continuations without end', frame(9, 0, 1, Buffer.alloc(16))],
    ['pings without end', frame(6, 0, 0, Buffer.alloc(8))],
  ] as const;

  test.for(floods)('case 34: %s: is dropped at the first frame', async ([, bytes]) => {
    let frames = 0;
    const { result } = await askServerWith({}, (socket) => {
      socket.once('data', () => {
        const again = () => {
          frames += 1;
          if (!socket.destroyed && frames < 100_000) socket.write(bytes, () => setImmediate(again));
        };
        again();
      });
    });
    expect(result).toMatch(/^protocol-error /);
    expect(frames).toBeLessThan(100_000);
  });
});
