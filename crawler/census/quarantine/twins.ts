import { quarantineRules } from '../../../db/model/quarantine-rules.ts';
import { daysBetween, type UtcDay } from '../../../db/model/utc-day.ts';
import { postsOf } from './evidence.ts';
import type { Report } from './report.ts';
import { formatCount, type Verdict } from './verdict.ts';

const { cameWithinDays, instancesAtLeast, accountsEach, alikeFactor, usersTogether, largeAccountsEach } =
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
 * that ten neighbours who came within a month have five thousand in ten like portions does. Below one domain, ten large
 * servers that came within a month are twins whatever they state: nobody opens ten such at once.
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
  for (const ofOneDomain of groupBy(candidates, domainOf).values()) judgeLarge(ofOneDomain, found);
  return found;
}

const epoch = '2016-01-01' as UtcDay;

const domainOf = ({ report: { registrableDomain } }: Newcomer) => registrableDomain;
const networkOf = ({ report: { network } }: Newcomer) => network;

function judgeNeighbours(neighbours: readonly Newcomer[], found: Map<string, Verdict>): void {
  // Borders between portions are somewhere; twins that one grid parts, the other, set off by half a portion, may not.
  for (const offset of [0, 0.5]) {
    const twins = findMany(neighbours, (each) => portionsOf(each, offset));
    if (Math.max(sumOf(twins, accountsOf), sumOf(twins, activeOf)) < usersTogether.value) continue;
    nameTwins(twins, 'servers of one domain or network that came together with alike figures', found);
  }
}

function judgeLarge(ofOneDomain: readonly Newcomer[], found: Map<string, Verdict>): void {
  const large = ofOneDomain.filter((each) => (accountsOf(each) ?? 0) >= largeAccountsEach.value);
  for (const offset of [0, 0.5]) {
    const twins = findMany(large, (each) => String(monthOf(each, offset)));
    nameTwins(twins, 'large servers of one domain that came together', found);
  }
}

/** Those of whom at least ten have the same key. */
const findMany = (newcomers: readonly Newcomer[], keyOf: (newcomer: Newcomer) => string) =>
  [...groupBy(newcomers, keyOf).values()].filter(({ length }) => length >= instancesAtLeast.value).flat();

function nameTwins(twins: readonly Newcomer[], what: string, found: Map<string, Verdict>): void {
  const detail =
    `one of ${formatCount(twins.length)} ${what}: ${formatCount(sumOf(twins, accountsOf))} accounts together, ` +
    `${formatCount(sumOf(twins, activeOf))} active in a month`;
  for (const { report } of twins) {
    if (!found.has(report.domain)) found.set(report.domain, { rule: 'twins', detail });
  }
}

const accountsOf = ({ report }: Newcomer) => report.usersTotal;
const activeOf = ({ report }: Newcomer) => report.usersActiveMonth;
const sumOf = (newcomers: readonly Newcomer[], figure: (newcomer: Newcomer) => number | null) =>
  newcomers.reduce((sum, newcomer) => sum + (figure(newcomer) ?? 0), 0);

/** Where each figure lies on a scale whose portions are a quarter wide, and the month of coming; the same text for twins. */
function portionsOf(newcomer: Newcomer, offset: number): string {
  const { report } = newcomer;
  const portionOf = (figure: number | null) => {
    if (figure === null || figure <= 0) return String(figure);
    return Math.floor(Math.log(figure) / Math.log(alikeFactor.value) + offset);
  };
  const figures = [report.usersTotal, report.usersActiveMonth, postsOf(report)];
  return [report.software, monthOf(newcomer, offset), ...figures.map(portionOf)].join(' ');
}

const monthOf = ({ firstDay }: Newcomer, offset: number) =>
  Math.floor(firstDay / cameWithinDays.value + offset);

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
