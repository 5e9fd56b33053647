import { sumOf } from './sum.ts';

/** Active users of one server, or of one owner; null: it does not say. */
export type UserCount = number | null;

/**
 * What every measure here is computed from. Servers that do not say are left out; servers that say zero stay: they raise
 * the Gini coefficient and bend the Lorenz curve, and change no share, HHI or Shannon index (0 ln 0 = 0).
 */
export interface RankedUsers {
  /** Users of each server that says so, the fewest first. */
  readonly ascending: Float64Array;
  /** Their sum, above 0. */
  readonly total: number;
  /** How many of them have a user at all, at least 1. */
  readonly inhabited: number;
}

/** How unevenly users are spread over servers. Shares are from 0 to 1. */
export interface Concentration {
  /** Servers that say how many users they have, zero included. */
  readonly servers: number;
  /** Those with at least one. */
  readonly inhabited: number;
  readonly users: number;
  readonly topShares: readonly { readonly k: number; readonly share: number }[];
  /** See {@link herfindahlOf}. */
  readonly hhi: number;
  /** See {@link shannonOf}. */
  readonly shannon: number;
  /** See {@link evennessOf}. */
  readonly evenness: number | null;
  /** `exp` of the Shannon index: how many servers of equal size would be as diverse (Hill number of order 1, 1973). */
  readonly effectiveServers: number;
  /** See {@link giniOf}. */
  readonly gini: number;
}

/**
 * Sorts users by server for the measures below; null when there is nobody to have a share of: no server says, or all
 * say zero.
 *
 * @throws RangeError for what is no count: negative, not finite.
 */
export function rankUsers(users: Iterable<UserCount>): RankedUsers | null {
  const stated: number[] = [];
  for (const count of users) {
    if (count === null) continue;
    if (!(count >= 0 && count < Number.POSITIVE_INFINITY))
      throw new RangeError(`${count} is no count of users.`);
    stated.push(count);
  }
  const ascending = Float64Array.from(stated).sort();
  const total = sumOf(ascending);
  if (total === 0) return null;
  return { ascending, total, inhabited: stated.filter((count) => count > 0).length };
}

/**
 * All measures at once; null where {@link rankUsers} is.
 *
 * @param topK the sizes of the groups whose shares are wanted, each at least 1.
 */
export function concentrationOf(
  users: Iterable<UserCount>,
  topK: readonly number[] = [1, 10, 100],
): Concentration | null {
  const ranked = rankUsers(users);
  if (ranked === null) return null;
  const shannon = shannonOf(ranked);
  return {
    servers: ranked.ascending.length,
    inhabited: ranked.inhabited,
    users: ranked.total,
    topShares: topK.map((k) => ({ k, share: topShareOf(ranked, k) })),
    hhi: herfindahlOf(ranked),
    shannon,
    evenness: evennessOf(ranked),
    effectiveServers: Math.exp(shannon),
    gini: giniOf(ranked),
  };
}

/**
 * The share of all users that is on the `k` largest servers, from 0 to 1; 1 when there are no more than `k`. Never falls as
 * `k` grows.
 *
 * @param k a whole number, at least 1.
 * @throws RangeError for another `k`.
 */
export function topShareOf({ ascending, total }: RankedUsers, k: number): number {
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`${k} is no number of servers.`);
  if (k >= ascending.length) return 1;
  return Math.min(1, sumOf(ascending.subarray(-k)) / total);
}

/**
 * The Herfindahl–Hirschman index, `Σ (100 sᵢ)²` over the shares: from 10,000 / N (N servers with users, all equal) to 10,000 (one
 * has everybody). Below 1,500 unconcentrated, above 2,500 highly concentrated (US Horizontal Merger Guidelines of 2010);
 * arewedecentralizedyet.online reads the fediverse by it, and calls what is below 100 highly competitive.
 */
export function herfindahlOf({ ascending, total, inhabited }: RankedUsers): number {
  const squares = ascending.map((count) => ((100 * count) / total) ** 2);
  return within(sumOf(squares), 10_000 / inhabited, 10_000);
}

/**
 * The Shannon index, `−Σ sᵢ ln sᵢ` over the shares, in nats: from 0 (one server has everybody) to ln N (N servers with users,
 * all equal) (Shannon, "A Mathematical Theory of Communication", 1948).
 */
export function shannonOf({ ascending, total, inhabited }: RankedUsers): number {
  const terms = ascending.map((count) => {
    const share = count / total;
    return share === 0 ? 0 : -share * Math.log(share);
  });
  return within(sumOf(terms), 0, Math.log(inhabited));
}

/**
 * Pielou's evenness (1966): the Shannon index over the most that it could be, ln N for N servers with users. From 0 to 1, where
 * 1 means that all are equal; null when only one server has users, which is neither even nor uneven.
 */
export function evennessOf(ranked: RankedUsers): number | null {
  return ranked.inhabited === 1 ? null : shannonOf(ranked) / Math.log(ranked.inhabited);
}

/**
 * The Gini coefficient, `Σ (2i − n − 1) xᵢ / (n Σ xᵢ)` with the fewest first and i from 1: twice the area between the Lorenz
 * curve and the diagonal. From 0 (all equal) to 1 − 1/n (one has everybody).
 */
export function giniOf({ ascending, total }: RankedUsers): number {
  const n = ascending.length;
  const terms = ascending.map((count, index) => ((2 * index + 1 - n) / n) * (count / total));
  return within(sumOf(terms), 0, 1 - 1 / n);
}

/** A point of a Lorenz curve: so large a share of the servers, the smallest first, has so large a share of the users. */
export interface LorenzPoint {
  readonly servers: number;
  readonly users: number;
}

/** So many stretches a Lorenz curve has at most. */
const lorenzSteps = 100;

/**
 * The Lorenz curve (1905), from (0, 0) to (1, 1), both exact, convex and never above the diagonal. At most 101 points, evenly
 * spread over the servers; with fewer than 100 servers one a server beside the origin.
 */
export function lorenzCurveOf({ ascending, total }: RankedUsers): readonly LorenzPoint[] {
  const n = ascending.length;
  const steps = Math.min(n, lorenzSteps);
  const points: LorenzPoint[] = [{ servers: 0, users: 0 }];
  let rank = 0;
  let users = 0;
  for (let step = 1; step < steps; step += 1) {
    const next = Math.round((step * n) / steps);
    users = sumOf([users, ...ascending.subarray(rank, next)]);
    rank = next;
    points.push({ servers: rank / n, users: Math.min(users / total, rank / n) });
  }
  return [...points, { servers: 1, users: 1 }];
}

/**
 * Users by owner in place of by server: servers of one owner are one. To count by owner never lowers the HHI, nor the share of
 * the top k. An owner of whom some servers do not say has the users of the others; null when none says.
 *
 * @param servers the owner of each, as any text; null: not known, so that the server stands for itself.
 */
export function mergeOwners(
  servers: Iterable<{ readonly owner: string | null; readonly users: UserCount }>,
): readonly UserCount[] {
  const alone: UserCount[] = [];
  const owned = new Map<string, UserCount>();
  for (const { owner, users } of servers) {
    if (owner === null) alone.push(users);
    else if (users === null) owned.set(owner, owned.get(owner) ?? null);
    else owned.set(owner, (owned.get(owner) ?? 0) + users);
  }
  return [...owned.values(), ...alone];
}

/** Rounding leads no measure out of its range. */
const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
