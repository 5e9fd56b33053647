import { type AddressInfo, createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Authority, CertificateKind } from './authority.ts';
import { readClientHello } from './client-hello.ts';
import { type Door, type TlsAlert, tlsAlerts } from './door.ts';

/** What the front needs from behind. */
export interface TlsFrontOptions {
  readonly port: number;
  readonly authority: Authority;
  /** What a client meets at this name now; called once a connection. */
  readonly doorAt: (serverName: string) => Door;
  /** A connection to a name stands: it has been secured, or is left waiting for that. */
  readonly onOpen: (socket: Socket, serverName: string) => void;
  readonly onSecure: (connection: SecuredConnection) => void;
}

/** A connection that has been secured for a name. */
export interface SecuredConnection {
  readonly socket: TLSSocket;
  readonly serverName: string;
  /** Ends it by a TCP reset. */
  readonly reset: () => void;
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
/** A fatal alert as one record (RFC 8446, section 6). */
const alertRecord = (alert: TlsAlert) => Buffer.from([21, 3, 3, 0, 2, 2, tlsAlerts[alert]]);

/**
 * Listens on loopback and looks at the name in each ClientHello before TLS begins: the door at that
 * name decides whether TLS is refused, by an alert or by a TCP reset, is never begun, or goes on with a certificate for
 * that name, or a wrong one.
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
  const door = options.doorAt(serverName);
  switch (door.kind) {
    case 'refused':
      if (door.by === 'reset') socket.resetAndDestroy();
      else socket.end(alertRecord(door.by));
      return;
    case 'stalled':
      // What else arrives is thrown away, so that the client's leaving is noticed.
      socket.resume();
      options.onOpen(socket, serverName);
      return;
    case 'open':
      secure(socket, serverName, door.certificate, options).catch((error: Error) => socket.destroy(error));
  }
}

async function secure(
  socket: Socket,
  serverName: string,
  certificate: CertificateKind,
  { authority, onOpen, onSecure }: TlsFrontOptions,
): Promise<void> {
  const secureContext = await authority.secureContextFor(serverName, certificate);
  if (socket.destroyed) return;
  const secured = new TLSSocket(socket, { isServer: true, secureContext, ALPNProtocols: ['http/1.1'] });
  secured.on('error', () => secured.destroy());
  secured.once('secure', () => {
    onOpen(socket, serverName);
    onSecure({ socket: secured, serverName, reset: () => socket.resetAndDestroy() });
  });
}
