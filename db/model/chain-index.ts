import { daysBetween, type UtcDay } from './utc-day.ts';

/** How the sum of the same instances on one day stands to that on an earlier one. */
export interface IndexLink {
  readonly from: UtcDay;
  readonly to: UtcDay;
  /** Null when the earlier sum is 0. */
  readonly ratio: number | null;
}

/** A day of a chained index. */
export interface IndexPoint {
  readonly day: UtcDay;
  /** Null: no chain of links leads here from the first day. */
  readonly index: number | null;
}

/**
 * Multiplies the ratios of links into an index: each day stands to the day that it is linked with as their panel does. New
 * instances enter without a jump, since they are first compared on the day after they came.
 *
 * A link without a ratio leads nowhere: its day is null, and so is what is linked to it; a link from before it to after it
 * bridges the gap. A chain over many days drifts where figures bounce while instances come and go (CPI Manual of the IMF
 * and ILO, 2020, on chain drift): beside it, show the panel of both ends.
 *
 * @param links ordered by `to`, each day reached by one link at most.
 * @param base value of the first day. Above 0.
 * @returns the first day and every day that is linked to; empty for no links.
 * @throws RangeError when the links are in another order.
 */
export function chainIndex(links: readonly IndexLink[], base = 100): readonly IndexPoint[] {
  const [first] = links;
  if (first === undefined) return [];
  const index = new Map<UtcDay, number | null>([[first.from, base]]);
  let last = first.from;
  for (const { from, to, ratio } of links) {
    assertForward(from, to);
    assertForward(last, to);
    const start = index.get(from) ?? null;
    index.set(to, start === null || ratio === null ? null : start * ratio);
    last = to;
  }
  return [...index].map(([day, value]) => ({ day, index: value }));
}

function assertForward(from: UtcDay, to: UtcDay): void {
  if (!(daysBetween(from, to) > 0)) throw new RangeError(`A link leads forward, not from ${from} to ${to}.`);
}
