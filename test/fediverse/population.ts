import { addDays, type UtcDay } from '../../db/model/utc-day.ts';
import type { Alias } from './aliases.ts';
import { drawHost } from './draw-host.ts';
import type { FaultKind } from './faults.ts';
import type { Growth } from './growth.ts';
import { inventDeadName } from './host-names.ts';
import { type InstanceState, stateOf } from './instance-state.ts';
import { foundIslands, introduce } from './introductions.ts';
import { type PopulationOptions, readSettings, type Settings } from './options.ts';
import { randomFor } from './random.ts';
import { drawResidents, foundAliases, foundProviders, type Provider } from './residents.ts';
import type { RuleBook } from './rules.ts';
import type { Language } from './texts/language.ts';
import { introduceTraps, type Traps, trapDomains } from './traps.ts';

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
  /** The name by which its accounts are known. Missing: its own. */
  readonly accountDomain?: string;
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
  /** By index: what a server's list holds beside names of {@link names}: names of traps, second names of servers. */
  readonly mentions: ReadonlyMap<number, readonly string[]>;
  readonly traps: Traps;
  readonly providers: readonly Provider[];
  /** By name. */
  readonly aliases: ReadonlyMap<string, Alias>;
  /** How a server stands on a day. */
  stateOf(host: SimulatedHost, day: UtcDay): InstanceState;
}

/** Builds a population out of its options; the same options, the same population. */
export function createPopulation(options: PopulationOptions = {}): Population {
  const settings = readSettings(options);
  const taken = new Set<string>();
  const natives = Array.from({ length: settings.hosts }, (_, index) => drawHost(settings, index, taken));
  const [providers, aliases] = [foundProviders(settings), foundAliases(settings)];
  const deadNames = Array.from({ length: Math.round(settings.hosts * settings.deadNameShare) }, (_, index) =>
    inventDeadName(randomFor(settings.seed, 'dead', index), taken),
  );
  // After the dead names, so that those are the same with and without residents.
  const hosts = [...natives, ...drawResidents(settings, { providers, aliases }, taken)];
  const islands = foundIslands(settings, natives);
  const islanders = new Set(islands.flatMap(({ islanders: own }) => own));
  const { acquaintances, pillars } = introduce(settings, hosts, deadNames.length, islands);
  const honest = pillars.flatMap((index) => hosts[index]?.host ?? []);
  const traps = { domains: trapDomains(settings), seed: settings.seed, honest };
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
    acquaintances,
    mentions: gather([...introduceTraps(traps, pillars), ...introduceAliases(settings, aliases, pillars)]),
    traps,
    providers,
    aliases: new Map(aliases.map((alias) => [alias.host, alias])),
    stateOf: (host, day) => stateOf(host, settings, day),
  };
}

/** Honest servers that list a second name, as somebody has typed it there. */
const introducersOfAlias = 3;

function introduceAliases({ seed }: Settings, aliases: readonly Alias[], pillars: readonly number[]) {
  return aliases.flatMap(({ host }) =>
    randomFor(seed, 'alias', host)
      .sample(pillars, introducersOfAlias)
      .map((publisher) => [publisher, host] as const),
  );
}

function gather(mentions: readonly (readonly [publisher: number, name: string])[]) {
  const byPublisher = Map.groupBy(mentions, ([publisher]) => publisher);
  return new Map([...byPublisher].map(([publisher, own]) => [publisher, own.map(([, name]) => name)]));
}

/** Whether a server is there on a day, neither unborn nor dead. */
export function isAlive({ bornOn, diesOn }: SimulatedHost, day: UtcDay): boolean {
  return bornOn <= day && (diesOn === null || day < diesOn);
}

/** The day that lies so many days after the first one. */
export function dayAfter(settings: Settings, days: number): UtcDay {
  return addDays(settings.firstDay, days);
}
