import { daysBetween, parseUtcDay, type UtcDay } from '../../db/model/utc-day.ts';
import { everydayKinds } from './faults/everyday.ts';
import { type FaultKind, faultKinds, faults } from './faults.ts';
import { maxPrivateTraps } from './traps.ts';

/** A wave of sign-ups: newcomers stream to the servers that let them in. */
export interface SignupWave {
  /** Days from the first day to the middle of the wave. */
  readonly afterDays: number;
  /** Days in which about nine in ten of the newcomers arrive; at least 1. */
  readonly overDays: number;
  /** Newcomers as a part of the users that a server had on the first day; 0 for no wave. */
  readonly share: number;
}

/** What a simulated fediverse is decided by. Two with the same options are the same in every byte. */
export interface PopulationOptions {
  /** Decides everything. Default 1. */
  readonly seed?: number;
  /** Servers, those included that are born later or do not answer. At least 1. Default 200. */
  readonly hosts?: number;
  /** `YYYY-MM-DD`, UTC; the day on which sizes and software are spread as fitted. Default 2026-01-01. */
  readonly firstDay?: string;
  /** Servers whose names the seeds are; always answering, open Mastodon servers with a peer list. Default 3. */
  readonly seeds?: number;
  /**
   * `some`: {@link defaultFaultShares}; `all`: {@link allFaultShares}; `quick`: as `some`, but none that never answers;
   * `none`: every server answers well; or shares of your own. Default `some`.
   */
  readonly faults?: FaultChoice | Partial<FaultShares>;
  /**
   * Names in peer lists that nobody answers to, per server. Real lists hold more of them than servers.
   * Default 0.3, with `faults: 'none'` 0.
   */
  readonly deadNameShare?: number;
  /** Part of peer lists with entries that are no host names. Default 0.3, with `faults: 'none'` 0. */
  readonly garbageShare?: number;
  /** Part of the servers that are born in the year after the first day. Default 0.1. */
  readonly birthShare?: number;
  /** Part of the servers that die in the year after the first day. Default 0.05. */
  readonly deathShare?: number;
  /** Part of the servers with rules that change them once in the year after the first day. Default 0.2. */
  readonly ruleChangeShare?: number;
  /** Default: 8 % more users around day 60, within three weeks. Null: none. */
  readonly wave?: SignupWave | null;
  /** Lengthens or shortens peer lists against the fitted lengths. Default 1. */
  readonly peersScale?: number;
  /** Part of the servers of each software; default as fitted. Names as in `software/table.ts`. */
  readonly softwareShares?: Readonly<Record<string, number>>;
  /**
   * Islands: so many servers (the last of the population) that one server of the named software lists, and nobody else.
   * Default: none.
   */
  readonly islands?: Readonly<Record<string, number>>;
  /** Median of the servers' latencies, which are spread lognormally; 0: none of them waits. Default 20. */
  readonly latencyMedianMs?: number;
  /** Names in the longest of poisoned peer lists. Default 100,000. */
  readonly floodNames?: number;
  /** Domains below which any name is an instance; no server, no figure of theirs counts. Default 0. */
  readonly traps?: number;
  /** The same for private suffixes of the public suffix list, where every label is a domain of its own. Default 0. */
  readonly privateTraps?: number;
  /** Hosting domains with honest servers below them, which come on top of `hosts`. Default: none. */
  readonly providers?: readonly ProviderOptions[];
  /** Servers with two names, which come on top of `hosts`. Default 0. */
  readonly aliases?: number;
}

/** Servers at one hosting domain. */
export interface ProviderOptions {
  readonly instances: number;
  /**
   * What a name is that no customer has: `refused` in the TLS handshake (unrecognized_name), or answered, since names and
   * certificates are wildcards, with 404 at every path.
   */
  readonly unknownNames: 'refused' | 'not-found';
}

/** Faults by a word. */
export type FaultChoice = 'none' | 'some' | 'all' | 'quick';

/** Parts of all servers, 0 to 1, by kind of fault. */
export type FaultShares = Readonly<Record<FaultKind, number>>;

/** Options with every default filled in. */
export type Settings = Readonly<
  Omit<Required<PopulationOptions>, 'faults' | 'firstDay'> & { firstDay: UtcDay; faults: FaultShares }
>;

/** No server with any fault. */
export const noFaults = Object.fromEntries(faultKinds.map((kind) => [kind, 0])) as FaultShares;

/** Assumed, not fitted: few enough that a run stays lively, enough that each kind is met among 2,000 servers. */
export const defaultFaultShares: FaultShares = {
  ...noFaults,
  'dead-name': 0.02,
  'http-500': 0.005,
  'not-found': 0.01,
  'html-200': 0.01,
  'bad-json': 0.003,
  stall: 0.002,
  'gone-410': 0.003,
  'robots-deny-all': 0.01,
  'no-peers': 0.03,
  'limited-federation': 0.005,
  slow: 0.005,
};

/** Part of the servers that have a given one of the rarer kinds, where all kinds are wanted; assumed. */
const rareShare = 0.004;

/** Every kind that there is: in sum about a third of all servers. */
export const allFaultShares: FaultShares = {
  ...(Object.fromEntries(faultKinds.map((kind) => [kind, rareShare])) as FaultShares),
  ...Object.fromEntries(everydayKinds.map((kind) => [kind, defaultFaultShares[kind]])),
};

/** Shares without the kinds that cost a client all its patience. */
export function withoutEndless(shares: FaultShares): FaultShares {
  const quick = faultKinds.map((kind) => [kind, faults[kind].neverEnds === true ? 0 : shares[kind]]);
  return Object.fromEntries(quick) as FaultShares;
}

const chosenShares: Readonly<Record<FaultChoice, FaultShares>> = {
  none: noFaults,
  some: defaultFaultShares,
  all: allFaultShares,
  quick: withoutEndless(defaultFaultShares),
};

/**
 * Fills in the defaults.
 *
 * @throws RangeError when a value is out of its range.
 */
export function readSettings(options: PopulationOptions): Settings {
  const { hosts = 200, seeds = 3, faults: wanted = 'some', firstDay = '2026-01-01' } = options;
  const isFaultless = wanted === 'none';
  const day = parseUtcDay(firstDay);
  if (day === undefined) throw new RangeError(`firstDay is no day: ${firstDay}`);
  if (!Number.isInteger(hosts) || hosts < 1) throw new RangeError(`hosts must be at least 1: ${hosts}`);
  const settings: Settings = {
    seed: 1,
    deadNameShare: isFaultless ? 0 : 0.3,
    garbageShare: isFaultless ? 0 : 0.3,
    birthShare: 0.1,
    deathShare: 0.05,
    ruleChangeShare: 0.2,
    wave: { afterDays: 60, overDays: 21, share: 0.08 },
    peersScale: 1,
    softwareShares: {},
    islands: {},
    latencyMedianMs: 20,
    floodNames: 100_000,
    traps: 0,
    privateTraps: 0,
    providers: [],
    aliases: 0,
    ...withoutUndefined(options),
    hosts,
    seeds: Math.max(1, Math.min(seeds, hosts)),
    firstDay: day,
    faults: typeof wanted === 'string' ? chosenShares[wanted] : { ...noFaults, ...wanted },
  };
  checkParts(settings);
  return settings;
}

function withoutUndefined(options: PopulationOptions): PopulationOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function checkParts(settings: Settings): void {
  const { garbageShare, birthShare, deathShare, ruleChangeShare } = settings;
  const parts = { garbageShare, birthShare, deathShare, ruleChangeShare, ...settings.faults };
  for (const [name, part] of Object.entries(parts)) {
    if (!(part >= 0 && part <= 1)) throw new RangeError(`${name} must lie between 0 and 1: ${part}`);
  }
  const { latencyMedianMs, peersScale, deadNameShare } = settings;
  for (const [name, value] of Object.entries({ latencyMedianMs, peersScale, deadNameShare })) {
    if (!(value >= 0)) throw new RangeError(`${name} must not be negative: ${value}`);
  }
  checkCounts(settings);
}

function checkCounts({ floodNames, traps, privateTraps, aliases, providers }: Settings): void {
  const instances = providers.reduce((sum, provider) => sum + provider.instances, 0);
  for (const [name, value] of Object.entries({ floodNames, traps, privateTraps, aliases, instances })) {
    if (!Number.isInteger(value) || value < 0)
      throw new RangeError(`${name} must be a whole number, not below 0: ${value}`);
  }
  if (privateTraps > maxPrivateTraps)
    throw new RangeError(`privateTraps must be at most ${maxPrivateTraps}: ${privateTraps}`);
}

/** Days since the first day; negative before it. */
export function daysSinceFirst(settings: Settings, day: UtcDay): number {
  return daysBetween(settings.firstDay, day);
}
