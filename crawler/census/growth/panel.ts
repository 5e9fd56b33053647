import { daysBetween, type UtcDay } from '../../../db/model/utc-day.ts';
import { sumOf } from './sum.ts';

/** What instances reported on one day: their figure by any key of theirs; null: observed, and did not say. */
export type Reports = ReadonlyMap<number | string, number | null>;

/** Growth between two days of the instances that stated their figure on both: growth without coverage growth. */
export interface PanelGrowth {
  /** Instances in the panel. */
  readonly servers: number;
  /** Instances that stated the figure on the earlier day, and on the later: how much of them the panel holds. */
  readonly serversThen: number;
  readonly serversNow: number;
  /** Sums over the panel. */
  readonly usersThen: number;
  readonly usersNow: number;
  /** `usersNow / usersThen`; null when the earlier sum is 0, also when the panel is empty. */
  readonly ratio: number | null;
  /** `ratio − 1`: 0.05 is five per cent more. Null where the ratio is. */
  readonly growthRate: number | null;
}

/**
 * Compares two days over the same instances. Only what was reported on the very day counts: a carried value would say that
 * nothing has changed. An instance that did not say on one of the days is not in the panel, since null is not 0.
 */
export function comparePanel(then: Reports, now: Reports): PanelGrowth {
  const before: number[] = [];
  const after: number[] = [];
  for (const [instance, users] of then) {
    const later = now.get(instance);
    if (users === null || later === undefined || later === null) continue;
    before.push(users);
    after.push(later);
  }
  const usersThen = sumOf(before);
  const usersNow = sumOf(after);
  const ratio = usersThen === 0 ? null : usersNow / usersThen;
  return {
    servers: before.length,
    serversThen: countStated(then),
    serversNow: countStated(now),
    usersThen,
    usersNow,
    ratio,
    growthRate: ratio === null ? null : ratio - 1,
  };
}

function countStated(reports: Reports): number {
  let stated = 0;
  for (const users of reports.values()) if (users !== null) stated += 1;
  return stated;
}

/** Growth between two named days. */
export interface PanelLink extends PanelGrowth {
  readonly from: UtcDay;
  readonly to: UtcDay;
}

/**
 * Compares each day with the one before it on which anything was reported: over a gap of the census the link is as long as the
 * gap, and no growth is lost in it.
 *
 * @param days in ascending order, each once. Days without a report are gaps, as those that are missing.
 */
export function linkDays(
  days: Iterable<{ readonly day: UtcDay; readonly reports: Reports }>,
): readonly PanelLink[] {
  const links: PanelLink[] = [];
  let last: { readonly day: UtcDay; readonly reports: Reports } | null = null;
  for (const current of days) {
    if (current.reports.size === 0) continue;
    if (last !== null) {
      if (!(daysBetween(last.day, current.day) > 0))
        throw new RangeError(`A link leads forward, not from ${last.day} to ${current.day}.`);
      const growth = comparePanel(last.reports, current.reports);
      links.push({ from: last.day, to: current.day, ...growth });
    }
    last = current;
  }
  return links;
}
