import type { IncomingMessage, ServerResponse } from 'node:http';
import { BlockList } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { nonPublicRanges } from '../../../crawler/net/address.ts';
import type { FetchResult } from '../../../crawler/net/fetch.ts';
import type { Guard } from '../../../crawler/net/guard.ts';
import { createHttp, type Http, type HttpOptions } from '../../../crawler/net/http.ts';
import { type Authority, createAuthority, type Identity } from './certificates.ts';
import { host } from './host.ts';
import { startHttps, startTls, type TestServer } from './servers.ts';

/** The host that tests visit, and others on the same server. */
export const town = host('server.town');
export const names = ['server.town', 'www.server.town', 'other.social', 'third.social'] as const;

export const accept = 'application/json';

/** An authority and a certificate for all of {@link names}; one a test file is enough. */
export async function createTrust(): Promise<{ readonly authority: Authority; readonly identity: Identity }> {
  const authority = await createAuthority();
  return { authority, identity: await authority.issue({ names }) };
}

export type Trust = Awaited<ReturnType<typeof createTrust>>;

/** The door to the network, led to a server on loopback and trusting our authority. */
export function httpTo(trust: Trust, server: TestServer | null, options: Partial<HttpOptions> = {}): Http {
  return createHttp({
    userAgent: 'fedicensus/0 (+https://census.town/crawler; ops@census.town)',
    extraCaPem: [trust.authority.certificatePem],
    connectTo: server === null ? null : { host: server.host, port: server.port },
    ...options,
  });
}

/** What is not public, save 127.0.0.1: stands for the public internet in tests that connect. */
const allButOneLoopback = new BlockList();
for (const { family, block } of nonPublicRanges)
  if (block[0] !== '127.0.0.0') allButOneLoopback.addRange(...block, family);
allButOneLoopback.addAddress('127.0.0.0');
allButOneLoopback.addRange('127.0.0.2', '127.255.255.255');

/** Addresses of a machine with IPv4 and IPv6, for the guard to compare with; documentation ranges. */
export const machineAddresses = ['203.0.113.9', '2001:db8::9'] as const;

/** A guard for which 127.0.0.1 at a server's port is the public internet, and all else as in production. */
export function guardAround(server: TestServer): Partial<Guard> {
  return { blockList: allButOneLoopback, port: server.port, ownAddresses: () => machineAddresses };
}

/** Limits that make the patience of a test short. */
export const impatient = { requestTimeoutMs: 400, connectTimeoutMs: 250 } as const;

/** Asks for one path of {@link town} in a session of its own. */
export async function getOnce(http: Http, path = '/', options = {}): Promise<FetchResult> {
  const session = http.open(town);
  try {
    return await session.get(path, { accept, ...options });
  } finally {
    await session.close();
  }
}

/** Serves by a listener, for what Node's server can say; see {@link serveRaw} for what it cannot. */
export async function serve(
  trust: Trust,
  listener: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<TestServer> {
  return startHttps(trust.identity, listener);
}

/** Serves by hand: called with the connection for every request head that arrives on it. */
export async function serveRaw(
  trust: Trust,
  onRequest: (socket: TLSSocket, path: string) => void,
): Promise<TestServer> {
  return startTls(trust.identity, (socket) => {
    let pending = '';
    socket.on('data', (chunk) => {
      pending += chunk.toString('latin1');
      for (let end = pending.indexOf('\r\n\r\n'); end !== -1; end = pending.indexOf('\r\n\r\n')) {
        const path = pending.split(' ', 2)[1] ?? '';
        pending = pending.slice(end + 4);
        onRequest(socket, path);
      }
    });
  });
}

/** Writes a piece again and again until the connection ends. */
export function repeatedly(
  socket: NodeJS.WritableStream & { destroyed: boolean },
  piece: string | Buffer,
  everyMs = 0,
): void {
  const again = () => {
    if (socket.destroyed) return;
    socket.write(piece, () => (everyMs === 0 ? setImmediate(again) : setTimeout(again, everyMs)));
  };
  again();
}

/** Two answers in short: what matters of a result to most tests. */
export const inShort = (result: FetchResult) =>
  result.ok ? result.status : `${result.kind}${result.code === null ? '' : ` ${result.code}`}`;

/** The body as text. */
export const textOf = (result: FetchResult) => (result.ok ? new TextDecoder().decode(result.body) : null);
