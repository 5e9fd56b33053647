import type { TimePoint } from './time-chart.ts';

/** The two months that the claim is about. */
const claimSpan = { from: '2022-10-01', to: '2022-11-30' } as const;

/**
 * What a series says about the months of the press's claim: its lowest and highest day between 1 October and
 * 30 November 2022. Null when it has no value in them.
 */
export function claimedMonths(
  points: readonly TimePoint[],
): { readonly lowest: TimePoint; readonly highest: TimePoint } | null {
  const within = points.filter(({ day }) => day >= claimSpan.from && day <= claimSpan.to);
  const [first] = within;
  if (first === undefined) return null;
  return {
    lowest: within.reduce((best, point) => (point.value < best.value ? point : best), first),
    highest: within.reduce((best, point) => (point.value > best.value ? point : best), first),
  };
}
