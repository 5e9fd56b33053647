import type { UtcDay } from '../../db/model/utc-day.ts';
import type { Alias } from './aliases.ts';
import { faults } from './faults.ts';
import { isAlive, type Population, type SimulatedHost } from './population.ts';
import { trapInstanceAt } from './traps.ts';

/** Who answers at a name. */
export type Occupant =
  | { readonly kind: 'server'; readonly host: SimulatedHost }
  /** A name below a trap: looks like a server, and is made up on the spot. */
  | { readonly kind: 'trap'; readonly host: SimulatedHost }
  /** A second name of a server. */
  | { readonly kind: 'alias'; readonly alias: Alias }
  /** A name that a hosting domain has no customer for, and answers all the same. */
  | { readonly kind: 'vacant' };

/** Who answers at a name on a day; null: nobody, TLS is refused. */
export function occupantOf(population: Population, name: string, day: UtcDay): Occupant | null {
  const host = population.byName.get(name);
  if (host !== undefined) {
    const isThere = isAlive(host, day) && (host.fault === null || faults[host.fault].refusesTls !== true);
    return isThere ? { kind: 'server', host } : null;
  }
  const alias = population.aliases.get(name);
  if (alias !== undefined) return { kind: 'alias', alias };
  const trap = trapInstanceAt(population, name);
  if (trap !== null) return { kind: 'trap', host: trap };
  return providerOf(population, name)?.unknownNames === 'not-found' ? { kind: 'vacant' } : null;
}

/** Whether a name lies below a hosting domain. */
export function isHosted(population: Population, name: string): boolean {
  return providerOf(population, name) !== undefined;
}

function providerOf({ providers }: Population, name: string) {
  return providers.find(({ domain }) => name.endsWith(`.${domain}`));
}
