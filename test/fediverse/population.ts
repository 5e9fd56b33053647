import { addDays, type UtcDay } from '../../db/model/utc-day.ts';
import { drawHost } from './draw-host.ts';
import type { FaultKind } from './faults.ts';
import { figuresAfter, type Growth } from './growth.ts';
import { inventDeadName } from './host-names.ts';
import type { InstanceState } from './instance-state.ts';
import { daysSinceFirst, type PopulationOptions, readSettings, type Settings } from './options.ts';
import { randomFor } from './random.ts';
import { crawlDelayOf, permits } from './robots-file.ts';
import { type RuleBook, rulesAfter } from './rules.ts';
import { familyOf } from './software/table.ts';
import type { Language } from './texts/language.ts';
import { versionAfter } from './versions.ts';

/** How one gets an account. */
export type Registrations = 'open' | 'approval' | 'invite' | 'closed';

/** One simulated server: all that is decided about it once and for all. */
export interface SimulatedHost {
  readonly index: number;
  /** Lower case, punycode. */
  readonly host: string;
  readonly unicodeHost: string;
  /** As NodeInfo names it. */
  readonly software: string;
  /** Version on the first day, and how long it takes to take up a release; null: it never does. */
  readonly release: { readonly version: string; readonly lagDays: number | null };
  readonly language: Language;
  readonly title: string;
  /** Plain text; empty when there is none. */
  readonly description: string;
  /** Whether the description is served as HTML. */
  readonly isDescriptionHtml: boolean;
  readonly registrations: Registrations;
  readonly growth: Growth;
  readonly bornOn: UtcDay;
  /** The first day on which nobody answers; null: it lives on. */
  readonly diesOn: UtcDay | null;
  readonly fault: FaultKind | null;
  readonly rules: RuleBook;
  /** Part of all names that its peer list holds, 0 to 1. */
  readonly peerShare: number;
  /** How well known it is: multiplies its chance to stand in a peer list; about 1. */
  readonly fame: number;
  /** Whether its peer list holds entries that are no host names. */
  readonly hasGarbage: boolean;
  /** Before every answer; 0 when the population does not wait. */
  readonly latencyMs: number;
  /** In [0, 1): for what a family decides by itself, such as GoToSocial's way of counting. */
  readonly whim: number;
}

/** A name that may stand in peer lists. */
export interface PeerName {
  readonly host: string;
  readonly bornAfterDays: number;
  readonly fame: number;
  /** Whether only the gatekeeper of its island lists it. */
  readonly isOnIsland: boolean;
}

/** How well known a name is that leads nowhere; real servers are about 1. */
const deadNameFame = 0.5;

/** A simulated fediverse without its servers: names, figures and lists, for any day. */
export interface Population {
  readonly settings: Settings;
  /** The first of them are the seeds. */
  readonly hosts: readonly SimulatedHost[];
  /** Names that stand in peer lists and lead nowhere. */
  readonly deadNames: readonly string[];
  readonly byName: ReadonlyMap<string, SimulatedHost>;
  /** What peer lists are made of: hosts, then dead names. Indices of the other parts point into it. */
  readonly names: readonly PeerName[];
  /** By index: the names that a server is sure to list, so that every name can be found. */
  readonly acquaintances: ReadonlyMap<number, ReadonlySet<number>>;
  /** How a server stands on a day. */
  stateOf(host: SimulatedHost, day: UtcDay): InstanceState;
}

/** Builds a population out of its options; the same options, the same population. */
export function createPopulation(options: PopulationOptions = {}): Population {
  const settings = readSettings(options);
  const taken = new Set<string>();
  const hosts = Array.from({ length: settings.hosts }, (_, index) => drawHost(settings, index, taken));
  const deadNames = Array.from({ length: Math.round(settings.hosts * settings.deadNameShare) }, (_, index) =>
    inventDeadName(randomFor(settings.seed, 'dead', index), taken),
  );
  const islands = foundIslands(settings, hosts);
  const islanders = new Set(islands.flatMap(({ islanders: own }) => own));
  return {
    settings,
    hosts,
    deadNames,
    byName: new Map(hosts.map((host) => [host.host, host])),
    names: [
      ...hosts.map(({ index, host, growth, fame }) => ({
        host,
        bornAfterDays: growth.bornAfterDays,
        fame,
        isOnIsland: islanders.has(index),
      })),
      ...deadNames.map((host) => ({
        host,
        bornAfterDays: Number.NEGATIVE_INFINITY,
        fame: deadNameFame,
        isOnIsland: false,
      })),
    ],
    acquaintances: introduce(settings, hosts, deadNames.length, islands),
    stateOf: (host, day) => stateOf(host, settings, day),
  };
}

function stateOf(host: SimulatedHost, settings: Settings, day: UtcDay): InstanceState {
  const days = daysSinceFirst(settings, day);
  const version = versionAfter(host.software, host.release, days);
  return {
    host,
    day,
    version,
    figures: figuresAfter(host.growth, settings, days),
    rules: rulesAfter(host.rules, version, days),
  };
}

/** Servers that one other server lists, and nobody else. */
interface Island {
  readonly gatekeeper: number;
  readonly islanders: readonly number[];
}

/** The last servers of the population become islanders; the first fitting server of the software their gatekeeper. */
function foundIslands(settings: Settings, hosts: readonly SimulatedHost[]): Island[] {
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

/**
 * For every name two servers that list it from its first day on, and that it lists in turn. They are there on the first
 * day, never die, answer well, publish their peers as Mastodon does, and come earlier in the list of hosts: so every
 * name is at the end of a chain of lists that begins at a seed. Islanders know their gatekeeper alone.
 */
function introduce(
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
  for (let index = 0; index < hosts.length + deadNames; index += 1) {
    const gatekeeper = gatekeepers.get(index);
    const introducers =
      gatekeeper === undefined
        ? randomFor(settings.seed, 'introducers', index).sample(pillars, 2)
        : [gatekeeper];
    for (const introducer of introducers) {
      know(introducer, index);
      know(index, introducer);
    }
    const host = hosts[index];
    if (host !== undefined && isPillar(host) && gatekeeper === undefined) pillars.push(index);
  }
  return acquaintances;
}

function isPillar(host: SimulatedHost): boolean {
  return isSteady(host) && familyOf(host.software).name === 'mastodon';
}

/** There on the first day, never to die, without a fault. */
function isSteady({ growth, diesOn, fault }: SimulatedHost): boolean {
  return growth.bornAfterDays <= 0 && diesOn === null && fault === null;
}

/** Whether a server is there on a day, neither unborn nor dead. */
export function isAlive({ bornOn, diesOn }: SimulatedHost, day: UtcDay): boolean {
  return bornOn <= day && (diesOn === null || day < diesOn);
}

/** The day that lies so many days after the first one. */
export function dayAfter(settings: Settings, days: number): UtcDay {
  return addDays(settings.firstDay, days);
}
