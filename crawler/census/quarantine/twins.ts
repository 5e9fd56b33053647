import { quarantineRules } from '../../../db/model/quarantine-rules.ts';
import { daysBetween, type UtcDay } from '../../../db/model/utc-day.ts';
import { postsOf } from './evidence.ts';
import type { Report } from './report.ts';
import { formatCount, type Verdict } from './verdict.ts';

const { cameWithinDays, instancesAtLeast, accountsEach, alikeFactor, usersTogether } =
  quarantineRules.twins.thresholds;

/** A report with the day on which its instance was first seen, counted from a fixed one. */
interface Newcomer {
  readonly report: Report;
  readonly firstDay: number;
}

/**
 * Finds instances that came together, share a registrable domain, or a /24 or /64, and state alike figures, when there are
 * many of them and they make a difference together. Alike: the same software, and accounts, active users and posts each
 * within a quarter of one another. That two servers say the same proves nothing, least of all that each has one account;
 * that ten neighbours who came within a month have five thousand in ten like portions does.
 *
 * @param reports of one day, at most one an instance.
 * @param firstDays when each instance was first reported, by host name; one that is missing came on this day.
 */
export function findTwins(
  reports: readonly Report[],
  firstDays: ReadonlyMap<string, UtcDay>,
): ReadonlyMap<string, Verdict> {
  const candidates = reports
    .filter(({ usersTotal }) => usersTotal !== null && usersTotal >= accountsEach.value)
    .map((report) => ({
      report,
      firstDay: daysBetween(epoch, firstDays.get(report.domain) ?? report.day),
    }));
  const found = new Map<string, Verdict>();
  for (const neighbourOf of [domainOf, networkOf]) {
    for (const neighbours of groupBy(candidates, neighbourOf).values()) {
      if (neighbours.length >= instancesAtLeast.value) judgeNeighbours(neighbours, found);
    }
  }
  return found;
}

const epoch = '2016-01-01' as UtcDay;

const domainOf = ({ report: { registrableDomain } }: Newcomer) => registrableDomain;
const networkOf = ({ report: { network } }: Newcomer) => network;

function judgeNeighbours(neighbours: readonly Newcomer[], found: Map<string, Verdict>): void {
  // Borders between portions are somewhere; twins that one grid parts, the other, set off by half a portion, may not.
  for (const offset of [0, 0.5]) {
    const alike = [...groupBy(neighbours, (each) => portionsOf(each, offset)).values()].filter(
      ({ length }) => length >= instancesAtLeast.value,
    );
    const twins = alike.flat();
    const accounts = sumOf(twins, ({ report: { usersTotal } }) => usersTotal);
    const active = sumOf(twins, ({ report: { usersActiveMonth } }) => usersActiveMonth);
    if (Math.max(accounts, active) < usersTogether.value) continue;
    const detail =
      `one of ${formatCount(twins.length)} servers of one domain or network that came together with alike figures: ` +
      `${formatCount(accounts)} accounts together, ${formatCount(active)} active in a month`;
    for (const { report } of twins) {
      if (!found.has(report.domain)) found.set(report.domain, { rule: 'twins', detail });
    }
  }
}

const sumOf = (newcomers: readonly Newcomer[], figure: (newcomer: Newcomer) => number | null) =>
  newcomers.reduce((sum, newcomer) => sum + (figure(newcomer) ?? 0), 0);

/** Where each figure lies on a scale whose portions are a quarter wide, and the month of coming; the same text for twins. */
function portionsOf({ report, firstDay }: Newcomer, offset: number): string {
  const portionOf = (figure: number | null) => {
    if (figure === null || figure <= 0) return String(figure);
    return Math.floor(Math.log(figure) / Math.log(alikeFactor.value) + offset);
  };
  const figures = [report.usersTotal, report.usersActiveMonth, postsOf(report)];
  const month = Math.floor(firstDay / cameWithinDays.value + offset);
  return [report.software, month, ...figures.map(portionOf)].join(' ');
}

function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string | null,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
