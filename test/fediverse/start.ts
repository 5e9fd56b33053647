import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseUtcDay, type UtcDay } from '../../db/model/utc-day.ts';
import type { Answer } from './answer.ts';
import { createAuthority } from './authority.ts';
import type { PopulationOptions } from './options.ts';
import { createPopulation, type Population } from './population.ts';
import { type FediverseLog, RequestLog } from './request-log.ts';
import { createResponder, latencyOf, misdirected, serverAt, wrongMethod } from './respond.ts';
import type { Surroundings } from './software/family.ts';
import { startTlsFront } from './tls-front.ts';
import { type Truth, truthOf } from './truth.ts';

/** How to start a simulated fediverse: what it is made of, and where it listens. */
export interface FediverseOptions extends PopulationOptions {
  /** The day to begin with, not before `firstDay`. Default: `firstDay`. */
  readonly day?: string;
  /** TCP port on 127.0.0.1. Default 0: any that is free. */
  readonly port?: number;
  /** Where the authority's certificate is written to, in PEM form. Default: a new folder, removed on close. */
  readonly caFile?: string;
}

/** A running simulated fediverse. `await using` closes it. */
export interface Fediverse extends AsyncDisposable {
  /** Where every connection is to go, whatever the host's name (`--connect-to HOST:PORT`). */
  readonly address: { readonly host: '127.0.0.1'; readonly port: number };
  /** The certificate to trust (`--ca FILE`). */
  readonly caFile: string;
  /** The same certificate, in PEM form. */
  readonly caPem: string;
  /** Names to begin with: healthy Mastodon servers. */
  readonly seeds: readonly string[];
  readonly population: Population;
  /** The day that it is there. */
  readonly day: UtcDay;
  /**
   * Turns the calendar, forwards or backwards; every answer is of this day from then on.
   *
   * @throws RangeError for what is no day, or lies before the first one.
   */
  setDay(day: string): void;
  /** What is true on a day; default: the day that it is there. */
  truth(day?: string): Truth;
  /** Who asked for what so far. */
  log(): FediverseLog;
  clearLog(): void;
  close(): Promise<void>;
}

/**
 * Starts a fediverse on loopback: an HTTPS server that plays thousands of servers, told apart by the name in the TLS
 * handshake. Nothing of it leaves the machine.
 */
export async function startFediverse(options: FediverseOptions = {}): Promise<Fediverse> {
  const population = createPopulation(options);
  const { settings, hosts } = population;
  let day = readDay(population, options.day ?? settings.firstDay);
  const authority = await createAuthority();
  const caFile = options.caFile ?? join(await mkdtemp(join(tmpdir(), 'fediverse-')), 'ca.pem');
  await writeFile(caFile, authority.certificatePem);
  const log = new RequestLog();
  const serverNames = new WeakMap<object, string>();
  const web = createWeb(population, log, {
    today: () => day,
    nameOf: (socket) => serverNames.get(socket) ?? '',
  });
  const front = await startTlsFront({
    port: options.port ?? 0,
    authority,
    answersAt: (name) => {
      const isAnswered = serverAt(population, name, day) !== null;
      log.connected(name, !isAnswered);
      return isAnswered;
    },
    onSecure: (socket, serverName) => {
      serverNames.set(socket, serverName);
      web.emit('connection', socket);
    },
  });
  const close = async () => {
    await front.close();
    web.close();
    if (options.caFile === undefined) await rm(dirname(caFile), { recursive: true, force: true });
  };
  return {
    address: front.address,
    caFile,
    caPem: authority.certificatePem,
    seeds: hosts.slice(0, settings.seeds).map(({ host }) => host),
    population,
    get day() {
      return day;
    },
    setDay: (wanted) => {
      day = readDay(population, wanted);
    },
    truth: (wanted) => truthOf(population, wanted === undefined ? day : readDay(population, wanted)),
    log: () => log.read(),
    clearLog: () => log.clear(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function readDay({ settings }: Population, raw: string): UtcDay {
  const day = parseUtcDay(raw);
  if (day === undefined) throw new RangeError(`This is no day: ${raw}`);
  if (day < settings.firstDay)
    throw new RangeError(`${day} lies before the first day, ${settings.firstDay}.`);
  return day;
}

/** The parser of requests. It never listens itself: the sockets come from the TLS front. */
function createWeb(
  population: Population,
  log: RequestLog,
  { today, nameOf }: { readonly today: () => UtcDay; readonly nameOf: (socket: object) => string },
) {
  const respond = createResponder(population);
  const web = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
    const serverName = nameOf(request.socket);
    const { method = 'GET', url: path = '/' } = request;
    const userAgent = request.headers['user-agent'] ?? null;
    // Over when the answer is handed to the socket: 'close' may come after the client's next request has been parsed,
    // which would count two where there was never more than one.
    const end = once(log.begin(serverName, { at: Date.now(), method, path, userAgent }));
    response.once('close', end).once('prefinish', end);
    const host = serverAt(population, serverName, today());
    if (host === null) {
      // It died while the connection stood.
      request.socket.destroy();
      return;
    }
    const [bare = '/', query = ''] = path.split('?');
    const answer = await answerTo(request, serverName, (asked) =>
      respond(host, { ...asked, path: bare, query: new URLSearchParams(query), day: today() }),
    );
    if (answer === 'never') return;
    const latencyMs = latencyOf(host, bare);
    if (latencyMs === 0) send(response, answer);
    else setTimeout(() => send(response, answer), latencyMs);
  });
  // Nobody's requests are timed out here: that is what the clients under test are to do.
  web.requestTimeout = 0;
  return web;
}

async function answerTo(
  request: IncomingMessage,
  serverName: string,
  respondAsHost: (asked: Pick<Surroundings, 'method' | 'body'>) => Answer | 'never',
): Promise<Answer | 'never'> {
  const { method, headers } = request;
  if (headers.host?.toLowerCase() !== serverName) return misdirected;
  if (method === 'GET' || method === 'HEAD') return respondAsHost({ method: 'GET', body: undefined });
  return method === 'POST' ? respondAsHost({ method: 'POST', body: await readBody(request) }) : wrongMethod;
}

/** The clients under test send short documents; what is longer than this is none of them. */
const maxBodyBytes = 64 * 1024;

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request) {
      bytes += (chunk as Buffer).length;
      if (bytes <= maxBodyBytes) chunks.push(chunk as Buffer);
    }
    return bytes > maxBodyBytes ? undefined : JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    // The client left, or sent no JSON: the family answers to what it got, nothing.
    return undefined;
  }
}

/** A function that does its work at the first call only. */
function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}

function send(response: ServerResponse, { status, contentType, body, headers = {} }: Answer): void {
  if (response.destroyed) return;
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    ...(contentType === null ? {} : { 'content-type': contentType }),
    'content-length': bytes.length,
    ...headers,
  });
  response.end(bytes);
}
