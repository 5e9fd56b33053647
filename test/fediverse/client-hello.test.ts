import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { connect } from 'node:tls';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readClientHello } from './client-hello.ts';

/** The first bytes that Node's own TLS client sends. */
async function helloFor(servername: string | null): Promise<Buffer> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = connect({ host: '127.0.0.1', port, ...(servername === null ? {} : { servername }) });
  client.on('error', () => {});
  const [socket] = (await once(server, 'connection')) as [Socket];
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  client.destroy();
  socket.destroy();
  server.close();
  return bytes;
}

test.for(['social.example.org', 'xn--28j8bw94k45y.net', `${'a'.repeat(60)}.${'b'.repeat(60)}.org`])(
  'the name in a real hello is read: %s',
  async (name) => {
    expect(readClientHello(await helloFor(name))).toEqual({ kind: 'hello', serverName: name });
  },
);

test('a hello without a name is told from one with a name', async () => {
  expect(readClientHello(await helloFor(null))).toEqual({ kind: 'hello', serverName: null });
});

test('a hello that has arrived in part is incomplete, at whatever byte it ends', async () => {
  const bytes = await helloFor('social.example.org');
  for (let length = 0; length < bytes.length; length += 1) {
    expect(readClientHello(bytes.subarray(0, length)).kind).toBe('incomplete');
  }
});

test('anything else is malformed, and nothing throws', async () => {
  expect(readClientHello(Buffer.from('GET / HTTP/1.1\r\n\r\n')).kind).toBe('malformed');
  const hello = await helloFor('social.example.org');
  fc.assert(
    fc.property(fc.nat({ max: hello.length - 1 }), fc.nat({ max: 255 }), (at, value) => {
      const bytes = Buffer.from(hello);
      bytes[at] = value;
      expect(['hello', 'incomplete', 'malformed']).toContain(readClientHello(bytes).kind);
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (rest) => {
      const bytes = Buffer.from([22, 3, 1, rest.length >> 8, rest.length & 255, ...rest]);
      expect(['hello', 'malformed']).toContain(readClientHello(bytes).kind);
    }),
  );
});
