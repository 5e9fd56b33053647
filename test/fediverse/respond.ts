import type { UtcDay } from '../../db/model/utc-day.ts';
import { type Answer, text } from './answer.ts';
import { faults } from './faults.ts';
import { listPeers } from './peers.ts';
import { isAlive, type Population, type SimulatedHost } from './population.ts';
import { uniformOf } from './random.ts';
import { familyOf } from './software/table.ts';

/** Whether anybody answers at a name on a day; if not, TLS is refused. */
export function serverAt(population: Population, name: string, day: UtcDay): SimulatedHost | null {
  const host = population.byName.get(name);
  if (host === undefined || !isAlive(host, day)) return null;
  return host.fault !== null && faults[host.fault].refusesTls === true ? null : host;
}

/** What a server answers to GET of a path on a day; `never`: nothing at all. */
export function respond(
  population: Population,
  host: SimulatedHost,
  { path, day }: { readonly path: string; readonly day: UtcDay },
): Answer | 'never' {
  const faulty = host.fault === null ? null : (faults[host.fault].answer?.(path) ?? null);
  if (faulty !== null) return faulty;
  const family = familyOf(host.software);
  const state = population.stateOf(host, day);
  const peers = () => listPeers(population, host, day);
  return family.answer(path, state, { peers }) ?? family.notFound(path);
}

/** How long a server takes for an answer: its own latency, a fifth up or down by the path. */
export function latencyOf(host: SimulatedHost, path: string): number {
  const own =
    host.fault === null ? host.latencyMs : (faults[host.fault].latencyMs?.(host.latencyMs) ?? host.latencyMs);
  return Math.round(own * (0.8 + 0.4 * uniformOf(host.index, path.length, 0)));
}

/** For a Host header that does not fit the name in the TLS handshake (RFC 9110, section 15.5.20). */
export const misdirected: Answer = { ...text('This server does not answer for that name.'), status: 421 };

/** For a method that none of the simulated documents knows. */
export const wrongMethod: Answer = {
  ...text('Only GET and HEAD.'),
  status: 405,
  headers: { allow: 'GET, HEAD' },
};
