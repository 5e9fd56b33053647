import figures from './distributions.json' with { type: 'json' };

/** Where a quantile table is known; between two knots it is interpolated. The last two thousandths are left out. */
export const quantileKnots = [0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998] as const;

/** Upper bounds of the classes of size, in users; null is "any more". */
export const sizeClasses = [1, 5, 50, 500, 5_000, null] as const;

/** Values at {@link quantileKnots}. */
export type Quantiles = readonly number[];

/** A quantile table for each of {@link sizeClasses}; null where too few servers would speak. */
export type QuantilesBySize = readonly (Quantiles | null)[];

/** How the servers of one software are spread. */
export interface SoftwareFigures {
  /** Part of all servers, 0 to 1. */
  readonly share: number;
  readonly users: Quantiles;
  readonly monthPerUser: QuantilesBySize;
  readonly postsPerUser: QuantilesBySize;
  /** Lengths of peer lists. */
  readonly peers: Quantiles;
  /** Parts, which may leave a little for "unknown". */
  readonly registrations: Readonly<Record<'open' | 'approval' | 'invite' | 'closed', number>>;
  /** The most frequent versions that the source spells out, with their parts; the sum is 1. */
  readonly versions: readonly (readonly [version: string, share: number])[];
}

/** Figures taken from real lists of servers. No server's name and no text is among them. */
export interface Distributions {
  readonly sources: readonly string[];
  /** How many servers the field had: what the lengths of peer lists are measured against. */
  readonly servers: number;
  /** For software that has too few servers of a size. */
  readonly anySoftware: Pick<SoftwareFigures, 'monthPerUser' | 'postsPerUser'>;
  readonly software: Readonly<Record<string, SoftwareFigures>>;
  readonly rules: {
    /** By {@link sizeClasses}: the part of servers that state rules, and how many those state. */
    readonly bySize: readonly { readonly share: number; readonly perServer: Quantiles }[];
    /** Part of the servers with rules whose rules are mostly in English. */
    readonly englishShare: number;
  };
}

/** The fitted figures; `fit-distributions.ts` computes them. */
export const distributions = figures as unknown as Distributions;

/**
 * How the servers of a software are spread: as fitted, or, for one with fewer than thirty servers in the source, as
 * assumed of something small.
 */
export function figuresOf(software: string): SoftwareFigures {
  return distributions.software[software] ?? assumedOfRareSoftware;
}

const assumedOfRareSoftware: SoftwareFigures = {
  share: 0.0005,
  users: [1, 1, 1, 1, 3, 14, 90, 400, 1_500, 2_500, 3_000, 3_500],
  monthPerUser: sizeClasses.map(() => null),
  postsPerUser: sizeClasses.map(() => null),
  peers: [0, 20, 100, 600, 2_500, 6_000, 9_000, 12_000, 14_000, 15_000, 15_000, 15_000],
  registrations: { open: 0.3, approval: 0.25, invite: 0.1, closed: 0.35 },
  versions: [],
};

/** The class of size that a number of users falls into: an index into {@link sizeClasses}. */
export function sizeClassOf(users: number): number {
  return sizeClasses.findIndex((maxUsers) => maxUsers === null || users <= maxUsers);
}

/**
 * The value below which the part `at` (0 to 1) of a distribution lies. Interpolated on a logarithmic scale, since
 * sizes of servers span six orders of magnitude.
 */
export function quantileAt(table: Quantiles, at: number): number {
  const upper = quantileKnots.findIndex((knot) => knot > at);
  if (upper === -1) return table.at(-1) ?? 0;
  const lower = Math.max(upper - 1, 0);
  const [from = 0, to = 0] = [quantileKnots[lower], quantileKnots[upper]];
  const [low = 0, high = 0] = [table[lower], table[upper]];
  const part = to === from ? 0 : (at - from) / (to - from);
  return Math.expm1(Math.log1p(low) + part * (Math.log1p(high) - Math.log1p(low)));
}
