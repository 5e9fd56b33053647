import { createSecureContext, createServer } from 'node:tls';
import { beforeAll, expect, test } from 'vitest';
import { type Authority, createAuthority, createSelfSigned, type Identity } from './certificates.ts';
import { createTrust, getOnce, httpTo, inShort, names, type Trust } from './harness.ts';
import { startHttps, startTcp } from './servers.ts';

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
] as const)('a certificate %s is not accepted', async ([, make, code]) => {
  const identity: Identity = await make();
  let requests = 0;
  await using server = await startHttps(identity, (_request, response) => {
    requests += 1;
    response.end();
  });
  expect(inShort(await getOnce(httpTo(trust, server)))).toBe(`tls-failed ${code}`);
  expect(requests).toBe(0);
});

test('without an authority of the operator’s, only public ones are trusted', async () => {
  await using server = await startHttps(trust.identity, (_request, response) => response.end());
  expect(inShort(await getOnce(httpTo(trust, server, { extraCaPem: [] })))).toMatch(/^tls-failed /);
});

test('a server without TLS is not asked in plain text', async () => {
  const heard: Buffer[] = [];
  await using server = await startTcp((socket) => {
    socket.on('data', (chunk) => heard.push(chunk));
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
  });
  expect(inShort(await getOnce(httpTo(trust, server)))).toMatch(/^tls-failed /);
  expect(Buffer.concat(heard).toString('latin1')).not.toContain('GET ');
  expect(server.connections).toBe(1);
});

test('the server is told the host’s name, and HTTP/2 is not spoken', async () => {
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
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { readonly port: number };
  const http = httpTo(trust, null, { connectTo: { host: '127.0.0.1', port } });
  expect(inShort(await getOnce(http))).toBe(200);
  expect(seen).toEqual(['server.town', 'http/1.1']);
  await new Promise((resolve) => server.close(resolve));
});

test.for([
  ['speaks nothing but HTTP/2', { ALPNProtocols: ['h2'] }],
  [
    'speaks nothing newer than TLS 1.1',
    { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' },
  ],
] as const)('a server that %s is a failure of TLS', async ([, options]) => {
  const { keyPem: key, certificatePem: cert } = trust.identity;
  const server = createServer({ key, cert, ...(options as object) }, (socket) =>
    socket.on('error', () => {}),
  );
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { readonly port: number };
  expect(inShort(await getOnce(httpTo(trust, null, { connectTo: { host: '127.0.0.1', port } })))).toMatch(
    /^tls-failed ERR_SSL_/,
  );
  await new Promise((resolve) => server.close(resolve));
});
