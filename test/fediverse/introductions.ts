import { parseHostName, registrableDomain } from '../../db/model/host-name.ts';
import { stateOf } from './instance-state.ts';
import type { Settings } from './options.ts';
import type { SimulatedHost } from './population.ts';
import { randomFor } from './random.ts';
import { crawlDelayOf, permits } from './robots-file.ts';
import { familyOf } from './software/table.ts';

/** Servers that one other server lists, and nobody else. */
export interface Island {
  readonly gatekeeper: number;
  readonly islanders: readonly number[];
}

/** The last servers of the population become islanders; the first fitting server of the software their gatekeeper. */
export function foundIslands(settings: Settings, hosts: readonly SimulatedHost[]): Island[] {
  let end = hosts.length;
  return Object.entries(settings.islands).map(([software, size]) => {
    const islanders = Array.from({ length: size }, (_, place) => end - size + place);
    end -= size;
    const gatekeeper = hosts
      .slice(0, end)
      .find((host) => host.software === software && isSteady(host) && publishes(settings, host));
    if (gatekeeper === undefined)
      throw new RangeError(`No ${software} that could list an island: more hosts?`);
    return { gatekeeper: gatekeeper.index, islanders };
  });
}

/** Whether a server publishes its peers on the first day, and its robots.txt lets a census read them. */
function publishes(settings: Settings, host: SimulatedHost): boolean {
  const family = familyOf(host.software);
  const state = stateOf(host, settings, settings.firstDay);
  const robots = family.robots(state);
  const paths = [...family.nodeInfoPaths, ...(family.peersPaths ?? ['/api/v1/instance/peers'])];
  return (
    family.peerPolicy(state) === 'published' &&
    crawlDelayOf(robots) <= 10 &&
    paths.every((path) => permits(robots, path))
  );
}

/** Servers at one hosting domain are not to vouch for each other: so many others name each of them. */
const independentIntroducers = 3;

/**
 * For every name two servers that list it from its first day on, and that it lists in turn. They are there on the first
 * day, never die, answer well, publish their peers as Mastodon does, and come earlier in the list of hosts: so every
 * name is at the end of a chain of lists that begins at a seed. Islanders know their gatekeeper alone. A resident of a
 * hosting domain is listed by three servers of different domains.
 */
export function introduce(
  settings: Settings,
  hosts: readonly SimulatedHost[],
  deadNames: number,
  islands: readonly Island[],
) {
  const pillars: number[] = [];
  const acquaintances = new Map<number, Set<number>>();
  const know = (one: number, other: number) =>
    acquaintances.set(one, (acquaintances.get(one) ?? new Set()).add(other));
  const gatekeepers = new Map(
    islands.flatMap(({ gatekeeper, islanders }) => islanders.map((index) => [index, gatekeeper] as const)),
  );
  const isResident = (index: number) => index >= settings.hosts && index < hosts.length;
  const introducersOf = (index: number) => {
    const gatekeeper = gatekeepers.get(index);
    if (gatekeeper !== undefined) return [gatekeeper];
    const random = randomFor(settings.seed, 'introducers', index);
    if (!isResident(index)) return random.sample(pillars, 2);
    return ofDifferentDomains(hosts, random.sample(pillars, 4 * independentIntroducers));
  };
  for (let index = 0; index < hosts.length + deadNames; index += 1) {
    for (const introducer of introducersOf(index)) {
      know(introducer, index);
      know(index, introducer);
    }
    const host = hosts[index];
    if (host !== undefined && isPillar(host) && !gatekeepers.has(index) && !isResident(index))
      pillars.push(index);
  }
  return { acquaintances, pillars };
}

function ofDifferentDomains(hosts: readonly SimulatedHost[], indices: readonly number[]): number[] {
  const byDomain = new Map(indices.map((index) => [domainOf(hosts[index]?.host ?? ''), index]));
  return [...byDomain.values()].slice(0, independentIntroducers);
}

function domainOf(host: string): string {
  const parsed = parseHostName(host);
  return parsed.ok ? registrableDomain(parsed.value) : host;
}

function isPillar(host: SimulatedHost): boolean {
  return isSteady(host) && familyOf(host.software).name === 'mastodon';
}

/** There on the first day, never to die, without a fault. */
function isSteady({ growth, diesOn, fault }: SimulatedHost): boolean {
  return growth.bornAfterDays <= 0 && diesOn === null && fault === null;
}
