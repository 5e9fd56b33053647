import type { UtcDay } from '../../db/model/utc-day.ts';
import { type Answer, text } from './answer.ts';
import { faults } from './faults.ts';
import { listPeers } from './peers.ts';
import { isAlive, type Population, type SimulatedHost } from './population.ts';
import { uniformSeries } from './random.ts';
import type { Surroundings } from './software/family.ts';
import { familyOf } from './software/table.ts';

/** Whether anybody answers at a name on a day; if not, TLS is refused. */
export function serverAt(population: Population, name: string, day: UtcDay): SimulatedHost | null {
  const host = population.byName.get(name);
  if (host === undefined || !isAlive(host, day)) return null;
  return host.fault !== null && faults[host.fault].refusesTls === true ? null : host;
}

/** A request to a server on a day. */
export interface SimulatedRequest extends Omit<Surroundings, 'peers'> {
  /** Without its query. */
  readonly path: string;
  readonly day: UtcDay;
}

/** Answers for a server; `never`: no answer at all. */
export type Responder = (host: SimulatedHost, request: SimulatedRequest) => Answer | 'never';

/** One visit asks for the same list up to three times: for itself, and for its length. */
const maxKeptLists = 200;

/** Makes the servers of a population answer. */
export function createResponder(population: Population): Responder {
  const lists = new Map<string, readonly unknown[]>();
  const peersOf = (host: SimulatedHost, day: UtcDay) => {
    const key = `${day} ${host.index}`;
    const list = lists.get(key) ?? listPeers(population, host, day);
    const [oldest] = lists.keys();
    if (lists.size >= maxKeptLists && oldest !== undefined) lists.delete(oldest);
    lists.set(key, list);
    return list;
  };
  return (host, { path, day, ...request }) => {
    const faulty = host.fault === null ? null : (faults[host.fault].answer?.(path) ?? null);
    if (faulty !== null) return faulty;
    const family = familyOf(host.software);
    if (request.method === 'POST' && family.postPaths?.includes(path) !== true) return wrongMethod;
    const state = population.stateOf(host, day);
    const surroundings = { ...request, peers: () => peersOf(host, day) };
    return family.answer(path, state, surroundings) ?? family.notFound(path);
  };
}

/** How long a server takes for an answer: its own latency, a fifth up or down by the path. */
export function latencyOf(host: SimulatedHost, path: string): number {
  const own =
    host.fault === null ? host.latencyMs : (faults[host.fault].latencyMs?.(host.latencyMs) ?? host.latencyMs);
  return Math.round(own * (0.8 + 0.4 * uniformSeries(host.index, path.length)(0)));
}

/** For a Host header that does not fit the name in the TLS handshake (RFC 9110, section 15.5.20). */
export const misdirected: Answer = { ...text('This server does not answer for that name.'), status: 421 };

/** For a method that a simulated document does not know. */
export const wrongMethod: Answer = {
  ...text('Not by this method.'),
  status: 405,
  headers: { allow: 'GET, HEAD' },
};
