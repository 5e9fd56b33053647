import type { UtcDay } from '../../db/model/utc-day.ts';
import type { Alias } from './aliases.ts';
import type { Condition } from './faults/fault.ts';
import { type FaultKind, faults } from './faults.ts';
import type { ReportedFigures } from './instance-state.ts';
import { listPeers } from './peers.ts';
import type { Population, SimulatedHost } from './population.ts';
import { conditionOf, findReachable, publishesPeers } from './reachability.ts';
import type { Stated } from './software/family.ts';
import { familyOf } from './software/table.ts';

/** What is true of one server on one day, and what a census can know of it. */
export interface HostTruth extends Stated {
  readonly host: string;
  readonly unicodeHost: string;
  readonly condition: Condition;
  readonly fault: FaultKind | null;
  /** Whether a chain of peer lists that may be read leads here from the seeds. */
  readonly isReachable: boolean;
  /** As NodeInfo names it. */
  readonly software: string;
  /** The family that its answers are of: Hometown's is Mastodon. */
  readonly family: string;
  readonly version: string;
  /** As its NodeInfo states them, whatever its condition; null where it states none, or what is no figure. */
  readonly figures: ReportedFigures;
  /** Entries of its peer list, garbage included; null when a polite crawler cannot read the list. */
  readonly peersCount: number | null;
  readonly bornOn: UtcDay;
  readonly diesOn: UtcDay | null;
  readonly latencyMs: number;
}

/** Sums over servers; a figure that a server does not state adds nothing. */
export interface Totals {
  readonly servers: number;
  readonly usersTotal: number;
  readonly usersActiveMonth: number;
  readonly usersActiveHalfYear: number;
  readonly localPosts: number;
}

/** The whole truth about one day. */
export interface Truth {
  readonly day: UtcDay;
  /** In the order of the population, the seeds first; those not born yet are left out. */
  readonly hosts: readonly HostTruth[];
  /** Names in peer lists that nobody answers to, servers that died not among them. */
  readonly deadNames: readonly { readonly host: string; readonly isReachable: boolean }[];
  /** Domains below which every name is made up: nothing of them counts. */
  readonly traps: readonly string[];
  /** Second names of servers, which are counted under their first. */
  readonly aliases: readonly Alias[];
  /** Over the servers that are healthy and reachable: what a complete, polite census counts. */
  readonly totals: Totals;
  readonly bySoftware: Readonly<Record<string, Totals>>;
  /** How many servers there are of each condition. */
  readonly conditions: Readonly<Partial<Record<Condition, number>>>;
}

/** Works out the truth about a day; some tens of milliseconds for 2,000 servers. */
export function truthOf(population: Population, day: UtcDay): Truth {
  const reachable = findReachable(population, day);
  const hosts = population.hosts
    .filter(({ bornOn }) => bornOn <= day)
    .map((host) => describeHost(population, host, day, reachable.has(host.index)));
  const counted = hosts.filter((host) => host.condition === 'healthy' && host.isReachable);
  const bySoftware = Map.groupBy(counted, ({ software }) => software);
  const byCondition = Map.groupBy(hosts, ({ condition }) => condition);
  return {
    day,
    hosts,
    deadNames: population.deadNames.map((host, index) => ({
      host,
      isReachable: reachable.has(population.hosts.length + index),
    })),
    traps: population.traps.domains,
    aliases: [...population.aliases.values()],
    totals: sumOf(counted),
    bySoftware: Object.fromEntries([...bySoftware].map(([software, own]) => [software, sumOf(own)])),
    conditions: Object.fromEntries([...byCondition].map(([condition, own]) => [condition, own.length])),
  };
}

function describeHost(
  population: Population,
  host: SimulatedHost,
  day: UtcDay,
  isReachable: boolean,
): HostTruth {
  const state = population.stateOf(host, day);
  const family = familyOf(host.software);
  const { bornOn, diesOn, latencyMs, software, unicodeHost, fault } = host;
  return {
    host: host.host,
    unicodeHost,
    condition: conditionOf(population, host, day),
    fault,
    isReachable,
    software,
    family: family.name,
    version: state.version,
    figures: figuresOf(host, family.reported(state)),
    ...family.stated(state),
    peersCount: publishesPeers(population, host, day) ? listPeers(population, host, day).length : null,
    bornOn,
    diesOn,
    latencyMs,
  };
}

function figuresOf({ fault }: SimulatedHost, stated: ReportedFigures): ReportedFigures {
  return fault === null ? stated : (faults[fault].figures?.(stated) ?? stated);
}

function sumOf(hosts: readonly HostTruth[]): Totals {
  const sum = (name: keyof ReportedFigures) =>
    hosts.reduce((total, { figures }) => total + (figures[name] ?? 0), 0);
  return {
    servers: hosts.length,
    usersTotal: sum('usersTotal'),
    usersActiveMonth: sum('usersActiveMonth'),
    usersActiveHalfYear: sum('usersActiveHalfYear'),
    localPosts: sum('localPosts'),
  };
}
