import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseUtcDay, type UtcDay } from '../../db/model/utc-day.ts';
import { createAuthority } from './authority.ts';
import { doorOf, isHit, type Outage, parseOutage } from './door.ts';
import { isHosted, occupantOf } from './occupants.ts';
import type { PopulationOptions } from './options.ts';
import { createPopulation, type Population } from './population.ts';
import { type FediverseLog, RequestLog } from './request-log.ts';
import { createResponder } from './respond.ts';
import { startTlsFront } from './tls-front.ts';
import { type Truth, truthOf } from './truth.ts';
import { createWeb } from './web.ts';

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
  /** What keeps servers from being reached at present; null: nothing. */
  readonly outage: Outage | null;
  /**
   * Begins an outage, or ends it with null. Connections that stand are dropped at their next request. The truth stays
   * what it is: nothing has happened to the servers.
   *
   * @throws RangeError for a share beyond 0 and 1.
   */
  setOutage(outage: Outage | null): void;
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
  let outage: Outage | null = null;
  const respond = createResponder(population);
  const web = createWeb({
    log,
    occupantAt: (name) => (isHit(outage, name) ? null : occupantOf(population, name, day)),
    respond: (occupant, request) => respond(occupant, { ...request, day }),
  });
  const front = await startTlsFront({
    port: options.port ?? 0,
    authority,
    doorAt: (name) => {
      const occupant = occupantOf(population, name, day);
      const door = doorOf(name, { occupant, isHosted: isHosted(population, name), outage });
      log.connected(name, door.kind === 'refused');
      return door;
    },
    onOpen: (socket, serverName) => socket.once('close', log.opened(serverName)),
    onSecure: web.serve,
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
    get outage() {
      return outage;
    },
    setOutage: (wanted) => {
      outage = parseOutage(wanted);
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
