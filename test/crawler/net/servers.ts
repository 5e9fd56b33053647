import { createServer as createHttpsServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from 'node:tls';
import type { Identity } from './certificates.ts';

/** A server on loopback, with what it saw. */
export interface TestServer extends AsyncDisposable {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** TCP connections so far. */
  readonly connections: number;
  /** TCP connections that stand now. */
  readonly openConnections: number;
}

/** Starts an HTTPS server; the listener answers as for plain HTTP. */
export async function startHttps(
  identity: Identity,
  listener: RequestListener,
  address: ListeningAddress = '127.0.0.1',
): Promise<TestServer> {
  const http = createHttpsServer(listener);
  // Only the requests' parser is wanted of it: the sockets come from the TLS server below.
  http.keepAliveTimeout = 60_000;
  return startTls(identity, (socket) => http.emit('connection', socket), {}, address);
}

/** Starts a TLS server that hands over every connection once it is secured. */
export async function startTls(
  identity: Identity,
  onSocket: (socket: TLSSocket) => void,
  options: TlsOptions = {},
  address: ListeningAddress = '127.0.0.1',
): Promise<TestServer> {
  const server = createTlsServer({ key: identity.keyPem, cert: identity.certificatePem, ...options });
  server.on('secureConnection', (socket) => {
    socket.on('error', () => {});
    onSocket(socket);
  });
  server.on('tlsClientError', () => {});
  return listening(server, address);
}

/** Starts a TCP server, for what goes wrong before TLS or beneath it. */
export async function startTcp(
  onSocket: (socket: Socket) => void,
  address: ListeningAddress = '127.0.0.1',
): Promise<TestServer> {
  return listening(
    createTcpServer((socket) => {
      // Reading on, even into the void, is how a socket learns that the other side has gone.
      socket.on('error', () => {}).resume();
      onSocket(socket);
    }),
    address,
  );
}

/** One address, or every one that this machine has: then no connection to any of them goes unseen. */
export type ListeningAddress = '127.0.0.1' | 'every';

async function listening(server: Server, address: ListeningAddress = '127.0.0.1'): Promise<TestServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket.once('close', () => sockets.delete(socket)));
  });
  await new Promise<void>((resolve) =>
    server.listen({ port: 0, ...(address === 'every' ? {} : { host: address }) }, resolve),
  );
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    get connections() {
      return connections;
    },
    get openConnections() {
      return sockets.size;
    },
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
