import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import type { FaultKind } from '../fediverse/faults.ts';
import type { PopulationOptions } from '../fediverse/options.ts';
import { type Fediverse, startFediverse } from '../fediverse/start.ts';
import type { HostTruth } from '../fediverse/truth.ts';

/** A fediverse of Mastodon servers, each of which but the seeds has one of some faults. */
export interface FaultyServers extends AsyncDisposable {
  readonly fediverse: Fediverse;
  /** A server with a fault. */
  serverWith(kind: FaultKind): HostTruth;
}

/** Starts servers with these faults, about ten with each. */
export async function startFaultyServers(
  kinds: readonly FaultKind[],
  options: PopulationOptions = {},
): Promise<FaultyServers> {
  const fediverse = await startFediverse({
    hosts: 10 + 10 * kinds.length,
    faults: Object.fromEntries(kinds.map((kind) => [kind, 1 / kinds.length])),
    softwareShares: { mastodon: 1 },
    birthShare: 0,
    deathShare: 0,
    latencyMedianMs: 0,
    ...options,
  });
  const { hosts } = fediverse.truth();
  return {
    fediverse,
    serverWith(kind) {
      const found = hosts.find(({ fault }) => fault === kind);
      if (found === undefined) throw new Error(`Nobody has ${kind}.`);
      return found;
    },
    [Symbol.asyncDispose]: () => fediverse.close(),
  };
}

/** What came over a connection, and how it ended; `open`: it had not, when enough had come. */
export interface RawReading {
  readonly bytes: Buffer;
  readonly end: 'open' | 'ended' | (string & {});
}

/** Asks for a path by hand and takes what comes, until it is `enough` bytes or the connection has ended. */
export async function readRaw(
  { address, caPem }: Fediverse,
  host: string,
  { path = '/.well-known/nodeinfo', enough = Number.POSITIVE_INFINITY } = {},
): Promise<RawReading> {
  const socket = connect({ ...address, servername: host, ca: caPem });
  await once(socket, 'secureConnect');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: test/1\r\n\r\n`);
  return takeFrom(socket, enough);
}

async function takeFrom(socket: TLSSocket, enough: number): Promise<RawReading> {
  const chunks: Buffer[] = [];
  let length = 0;
  const end = await new Promise<RawReading['end']>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= enough) resolve('open');
    });
    socket.once('end', () => resolve('ended'));
    socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? 'error'));
    socket.once('close', () => resolve('closed'));
  });
  socket.destroy();
  return { bytes: Buffer.concat(chunks), end };
}
