import type { UtcDay } from '../../db/model/utc-day.ts';
import { answerOfAlias } from './aliases.ts';
import { type Answer, html, text } from './answer.ts';
import type { DocumentPart, FaultyAnswer } from './faults/fault.ts';
import { faults } from './faults.ts';
import type { Occupant } from './occupants.ts';
import { listPeers } from './peers.ts';
import type { Population, SimulatedHost } from './population.ts';
import { uniformSeries } from './random.ts';
import type { Family, Surroundings } from './software/family.ts';
import { familyOf } from './software/table.ts';
import { trapPeers } from './traps.ts';

/** A request to a server on a day. */
export interface SimulatedRequest extends Omit<Surroundings, 'peers'> {
  /** Without its query. */
  readonly path: string;
  readonly day: UtcDay;
  readonly userAgent: string | null;
}

/** Answers for whoever is at a name; `never`: no answer at all. */
export type Responder = (occupant: Occupant, request: SimulatedRequest) => FaultyAnswer;

/** One visit asks for the same list up to three times: for itself, and for its length. */
const maxKeptLists = 200;

const noCustomer = html('<!doctype html><title>No such site</title><h1>404</h1>', 404);

/** Makes the servers of a population answer. */
export function createResponder(population: Population): Responder {
  const peersOf = keptLists((host, day, isTrap) =>
    isTrap ? trapPeers(population.traps, host.host) : listPeers(population, host, day),
  );
  return (occupant, { path, day, userAgent, ...request }) => {
    if (occupant.kind === 'vacant') return noCustomer;
    if (occupant.kind === 'alias') return answerOfAlias(occupant.alias, path);
    const { host } = occupant;
    const fault = host.fault === null ? null : faults[host.fault];
    const elsewhere = population.hosts[0]?.host ?? host.host;
    const faulty = fault?.answer?.({ path, host: host.host, userAgent, elsewhere }) ?? null;
    if (faulty !== null) return faulty;
    const family = familyOf(host.software);
    if (request.method === 'POST' && family.postPaths?.includes(path) !== true) return wrongMethod;
    const state = population.stateOf(host, day);
    const surroundings = { ...request, peers: () => peersOf(host, day, occupant.kind === 'trap') };
    const answer = family.answer(path, state, surroundings) ?? family.notFound(path);
    return fault?.alter?.(answer, partOf(family, path)) ?? answer;
  };
}

type ListPeers = (host: SimulatedHost, day: UtcDay, isTrap: boolean) => readonly unknown[];

function keptLists(list: ListPeers): ListPeers {
  const lists = new Map<string, readonly unknown[]>();
  return (host, day, isTrap) => {
    const key = `${day} ${host.host}`;
    const own = lists.get(key) ?? list(host, day, isTrap);
    const [oldest] = lists.keys();
    if (lists.size >= maxKeptLists && oldest !== undefined) lists.delete(oldest);
    lists.set(key, own);
    return own;
  };
}

function partOf({ nodeInfoPaths: [discovery, document] }: Family, path: string): DocumentPart {
  if (path === document) return 'nodeinfo';
  return path === discovery ? 'discovery' : 'other';
}

/** How long a server takes for an answer: its own latency, a fifth up or down by the path. Others do not wait. */
export function latencyOf(occupant: Occupant, path: string): number {
  if (occupant.kind === 'vacant' || occupant.kind === 'alias') return 0;
  const { fault, latencyMs, index } = occupant.host;
  const own = fault === null ? latencyMs : (faults[fault].latencyMs?.(latencyMs) ?? latencyMs);
  return Math.round(own * (0.8 + 0.4 * uniformSeries(index, path.length)(0)));
}

/** For a Host header that does not fit the name in the TLS handshake (RFC 9110, section 15.5.20). */
export const misdirected: Answer = { ...text('This server does not answer for that name.'), status: 421 };

/** For a method that a simulated document does not know. */
export const wrongMethod: Answer = {
  ...text('Not by this method.'),
  status: 405,
  headers: { allow: 'GET, HEAD' },
};
