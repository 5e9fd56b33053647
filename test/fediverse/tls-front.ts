import { type AddressInfo, createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Authority } from './authority.ts';
import { readClientHello } from './client-hello.ts';
import { hashText } from './random.ts';

/** What the front needs from behind. */
export interface TlsFrontOptions {
  readonly port: number;
  readonly authority: Authority;
  /** Whether anybody answers at this name now; called once a connection. */
  readonly answersAt: (serverName: string) => boolean;
  /** A connection has been secured for a name. */
  readonly onSecure: (socket: TLSSocket, serverName: string) => void;
}

/** A listening TLS front. */
export interface TlsFront {
  readonly address: { readonly host: '127.0.0.1'; readonly port: number };
  /** Drops every connection and stops listening. */
  close(): Promise<void>;
}

/** A client that says nothing for so long is let go. */
const helloTimeoutMs = 10_000;
/** A hello with every extension known takes two kilobytes. */
const maxHelloBytes = 16 * 1024;
/** A fatal alert, unrecognized_name (RFC 8446, section 6), as one record. */
const unrecognizedName = Buffer.from([21, 3, 3, 0, 2, 2, 112]);

/**
 * Listens on loopback and looks at the name in each ClientHello before TLS begins: a name at which nobody answers is
 * refused by an alert or, for every other such name, by a TCP reset; for the others TLS goes on with a certificate for
 * that name.
 */
export async function startTlsFront(options: TlsFrontOptions): Promise<TlsFront> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)));
    socket.on('error', () => {});
    greet(socket, options);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: { host: '127.0.0.1', port },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function greet(socket: Socket, options: TlsFrontOptions): void {
  const timer = setTimeout(() => socket.destroy(), helloTimeoutMs);
  socket.once('close', () => clearTimeout(timer));
  let received = Buffer.alloc(0);
  const onData = (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    const hello = readClientHello(received);
    if (hello.kind === 'incomplete' && received.length <= maxHelloBytes) return;
    clearTimeout(timer);
    socket.off('data', onData);
    if (hello.kind !== 'hello') {
      socket.destroy();
      return;
    }
    // TLS reads the hello again.
    socket.pause();
    socket.unshift(received);
    answerHello(socket, hello.serverName ?? '', options);
  };
  socket.on('data', onData);
}

function answerHello(socket: Socket, serverName: string, options: TlsFrontOptions): void {
  if (!options.answersAt(serverName)) {
    if (hashText(serverName) % 2 === 0) socket.end(unrecognizedName);
    else socket.resetAndDestroy();
    return;
  }
  options.authority.secureContextFor(serverName).then(
    (secureContext) => {
      if (socket.destroyed) return;
      const secured = new TLSSocket(socket, {
        isServer: true,
        secureContext,
        ALPNProtocols: ['http/1.1'],
      });
      secured.on('error', () => secured.destroy());
      secured.once('secure', () => options.onSecure(secured, serverName));
    },
    (error: Error) => socket.destroy(error),
  );
}
