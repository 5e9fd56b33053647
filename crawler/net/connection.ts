import { promises as dns } from 'node:dns';
import { type BlockList, isIP, type LookupFunction, connect as openSocket, type Socket } from 'node:net';
import { type SecureContext, connect as startTls, type TLSSocket } from 'node:tls';
import { type buildConnector, Client } from 'undici';
import type { HostName } from '../../db/model/host-name.ts';
import { startDeadline } from './deadline.ts';
import { classifyFailure, NetError } from './failure.ts';
import { type Guard, resolvePublic } from './guard.ts';
import type { HttpLimits } from './limits.ts';
import type { Resolver } from './resolver.ts';

/** A place that all connections go to, whatever the host's name; see `--connect-to`. */
export interface FixedEndpoint {
  /** An IP address, or a name that the operator's own machine resolves (`localhost`). */
  readonly host: string;
  readonly port: number;
}

/** What connections are made with. */
export interface ConnectionOptions {
  readonly resolver: Resolver;
  readonly secureContext: SecureContext;
  readonly limits: HttpLimits;
  readonly guard: Guard;
  readonly connectTo: FixedEndpoint | null;
}

/** The one connection to one host; opened when first needed, opened again when the server has closed it. */
export interface HostConnection {
  readonly client: Client;
  /** How often a connection was established. */
  readonly opened: number;
  /** Whether the last one established still stands. */
  readonly isOpen: boolean;
  /** Which address the last one established leads to; null before the first, and with `connectTo`, which says nothing of the host. */
  readonly address: string | null;
  /** Drops everything at once, a half-made connection included; resolves when it is gone. */
  close(): Promise<void>;
}

/** Makes the connection of one host; nothing is sent before the first request. */
export function createHostConnection(host: HostName, options: ConnectionOptions): HostConnection {
  const { limits } = options;
  const closing = new AbortController();
  let opened = 0;
  let socket: TLSSocket | null = null;
  let address: string | null = null;
  const connect: buildConnector.connector = (_target, callback) => {
    openTls(host, options, closing.signal).then(
      (fresh) => {
        opened += 1;
        socket = fresh.socket;
        address = options.connectTo === null ? fresh.address : null;
        callback(null, fresh.socket);
      },
      (error: Error) => callback(error, null),
    );
  };
  const client = new Client(`https://${host}`, {
    connect,
    // HTTP/1.1 only: one request at a time gains nothing from HTTP/2, whose frames are one more thing to bound.
    allowH2: false,
    pipelining: 1,
    maxHeaderSize: limits.maxHeaderBytes,
    headersTimeout: limits.requestTimeoutMs,
    bodyTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveMs,
    keepAliveMaxTimeout: limits.keepAliveMs,
  });
  return {
    client,
    get opened() {
      return opened;
    },
    get isOpen() {
      return socket !== null && !socket.destroyed && socket.readable && socket.writable;
    },
    get address() {
      return address;
    },
    async close() {
      closing.abort(new NetError('cancelled', 'closed'));
      await client.destroy();
      if (socket !== null && !socket.closed) await new Promise((resolve) => socket?.once('close', resolve));
    },
  };
}

/** Where to connect, with every address already judged. */
interface Endpoint {
  readonly addresses: readonly string[];
  readonly port: number;
  /** Addresses that the socket itself refuses; null where the operator named the place. */
  readonly blockList: BlockList | null;
}

/** A connection that stands. */
interface Opened {
  readonly socket: TLSSocket;
  /** Noted while it stands: a socket that has been closed does not know it any more. */
  readonly address: string | null;
}

async function openTls(host: HostName, options: ConnectionOptions, closing: AbortSignal): Promise<Opened> {
  const deadline = startDeadline(options.limits.connectTimeoutMs, [closing]);
  let stage: 'resolving' | 'connecting' | 'tls-handshake' = 'resolving';
  try {
    const endpoint = await beforeAbort(endpointOf(host, options), deadline.signal);
    stage = 'connecting';
    const tcp = await openTcp(host, endpoint, options.limits, deadline.signal);
    const address = tcp.remoteAddress ?? null;
    stage = 'tls-handshake';
    return { socket: await secure(tcp, host, options.secureContext, deadline.signal), address };
  } catch (error) {
    // Where the time went is what a person asks first.
    throw classifyFailure(error).kind === 'timed-out' && deadline.signal.aborted
      ? new NetError('timed-out', stage)
      : error;
  } finally {
    deadline.clear();
  }
}

async function endpointOf(host: HostName, options: ConnectionOptions): Promise<Endpoint> {
  const { connectTo, resolver, limits, guard } = options;
  if (host === guard.ownHost) throw new NetError('blocked-address', 'own-site');
  if (connectTo !== null) {
    // The operator's own word, not a stranger's: the machine's resolver may answer it.
    const found = await dns.lookup(connectTo.host, { all: true });
    return { addresses: found.map(({ address }) => address), port: connectTo.port, blockList: null };
  }
  const vetted = await resolvePublic(resolver, host, guard);
  if (!vetted.ok) throw new NetError(vetted.kind, vetted.code ?? vetted.kind);
  const { port, blockList } = guard;
  return { addresses: vetted.addresses.slice(0, limits.maxAddresses), port, blockList };
}

/**
 * Connects to one of the judged addresses and no other: the name is not resolved again. The socket itself holds the
 * block list too, so that a mistake above would still not reach a private address.
 */
function openTcp(
  host: HostName,
  { addresses, port, blockList }: Endpoint,
  limits: HttpLimits,
  signal: AbortSignal,
): Promise<Socket> {
  const records = addresses.map((address) => ({ address, family: isIP(address) }));
  const lookup: LookupFunction = (_host, lookupOptions, callback) => {
    const [first] = records;
    if (lookupOptions.all === true) callback(null, records);
    else callback(null, first?.address ?? '', first?.family);
  };
  const socket = openSocket({
    host,
    port,
    lookup,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: limits.addressAttemptMs,
    noDelay: true,
    ...(blockList === null ? {} : { blockList }),
  });
  return established(socket, 'connect', signal);
}

function secure(
  tcp: Socket,
  host: HostName,
  secureContext: SecureContext,
  signal: AbortSignal,
): Promise<TLSSocket> {
  const socket = startTls({ socket: tcp, servername: host, secureContext, ALPNProtocols: ['http/1.1'] });
  return established(socket, 'secureConnect', signal);
}

/** Waits until a socket stands; destroys it when it fails or the time is up. */
async function established<AnySocket extends Socket>(
  socket: AnySocket,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<AnySocket> {
  // An error after this wait and before the client listens would otherwise end the process.
  socket.on('error', () => {});
  const ready = Promise.withResolvers<AnySocket>();
  const onAbort = () => ready.reject(signal.reason);
  socket.once(event, () => ready.resolve(socket));
  socket.once('error', ready.reject);
  socket.once('close', () => ready.reject(new NetError('connection-lost', 'closed-while-connecting')));
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await ready.promise;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

async function beforeAbort<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
