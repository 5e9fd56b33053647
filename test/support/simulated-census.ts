import { judgeDay } from '../../crawler/census/quarantine/judge.ts';
import type { Report } from '../../crawler/census/quarantine/report.ts';
import type { SeriesState } from '../../crawler/census/quarantine/series.ts';
import type { QuarantineRuleName } from '../../db/model/quarantine-rules.ts';
import { addDays, type UtcDay } from '../../db/model/utc-day.ts';
import { type Random, randomFor } from '../fediverse/random.ts';
import { reportOfServer } from './server-list.ts';
import { isLie, liarLives, twinLife } from './simulated-liars.ts';
import { honestLives, type Life, type LivedDay } from './simulated-lives.ts';

/** A report with what is true of it. */
export interface LabelledReport {
  readonly kind: string;
  readonly isLie: boolean;
  readonly report: Report;
  readonly truth: LivedDay['truth'];
}

/** How large a simulated census is. */
export interface CensusSize {
  readonly seed: string;
  readonly days: number;
  /** Servers of each honest kind, and of each kind of liar. */
  readonly honestEach: number;
  readonly liarsEach: number;
  /** Servers made by one hand, below one domain, and as many of another in one network. */
  readonly twins: number;
}

const firstDay = '2025-01-01' as UtcDay;
/** A server that does not answer is no rarity. */
const missingShare = 0.06;

/** Everything that all servers of a simulated census report, by day, oldest first. */
export function simulateCensus(size: CensusSize): ReadonlyMap<UtcDay, readonly LabelledReport[]> {
  const byDay = new Map<UtcDay, LabelledReport[]>();
  const add = (kind: string, isLiar: boolean, index: number, life: Life, place: Partial<Report> = {}) => {
    const key = `${kind.replaceAll(/\W+/g, '-').toLowerCase()}-${index}`;
    const random = randomFor(size.seed, key);
    const lived = life(random, size.days);
    const start = size.days - lived.length;
    for (const [each, day] of lived.entries()) {
      if (random.chance(missingShare)) continue;
      const date = addDays(firstDay, start + each);
      const report = { domain: `${key}.example.org`, ...placeOf(random), day: date, software: 'mastodon' };
      const labelled = {
        ...{ kind, truth: day.truth, isLie: isLiar && isLie(day) },
        report: reportOfServer({ ...report, ...day.stated, ...place, ...domainOf(place, key) }),
      };
      const ofDay = byDay.get(date);
      if (ofDay === undefined) byDay.set(date, [labelled]);
      else ofDay.push(labelled);
    }
  };
  addAll(size, add);
  return new Map([...byDay].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

type Add = (kind: string, isLiar: boolean, index: number, life: Life, place?: Partial<Report>) => void;

function addAll({ days, honestEach, liarsEach, twins }: CensusSize, add: Add): void {
  for (const [kind, life] of Object.entries(honestLives)) {
    for (let index = 0; index < honestEach; index += 1) add(kind, false, index, life);
  }
  // A host of many small servers: one network, one domain that no list of suffixes knows, and people in each of them.
  for (let index = 0; index < honestEach * 3; index += 1) {
    const life = index % 3 === 0 ? honestLives.steady : honestLives['one-person'];
    const small: Life = (random, length) => life(random, length).map((day) => shrink(day));
    add('hosted beside many', false, index, small, { domain: 'hosting.example', network: '198.51.100.0/24' });
  }
  for (const [kind, life] of Object.entries(liarLives)) {
    for (let index = 0; index < liarsEach; index += 1) add(kind, true, index, life);
  }
  for (let index = 0; index < twins; index += 1) {
    add('twins of one domain', true, index, twinLife(500, days - 60), { domain: 'twins.example' });
    add('twins of one network', true, index, twinLife(2_000, days - 60), { network: '203.0.113.0/24' });
  }
}

/** A server of at most some hundred accounts. */
const shrink = ({ truth, stated }: LivedDay): LivedDay => {
  const less = (figure: number | null) =>
    figure === null ? null : Math.ceil(figure / (1 + (stated.usersTotal ?? 0) / 300));
  return {
    truth: { accounts: less(truth.accounts) ?? 0, month: less(truth.month) ?? 0 },
    stated: {
      ...stated,
      ...{ usersTotal: less(stated.usersTotal), usersActiveMonth: less(stated.usersActiveMonth) },
      localPosts: less(stated.localPosts),
    },
  };
};

/** Somewhere: every server below its own domain, one in a few networks. */
const placeOf = (random: Random) => ({ network: `10.${random.below(40)}.${random.below(50)}.0/24` });

/** A name below the shared domain, or one of its own. */
const domainOf = ({ domain }: Partial<Report>, key: string) => ({
  domain: domain === undefined ? `${key}.org` : `${key}.${domain}`,
});

/** What the rules made of a kind of server. */
export interface KindCounts {
  readonly isLiar: boolean;
  readonly instances: Set<string>;
  readonly instancesCaught: Set<string>;
  /** Reports that are lies, and those of them left out. */
  lies: number;
  liesCaught: number;
  /** Reports that are true, and those of them left out. */
  truths: number;
  truthsCaught: number;
  /** Accounts of all days that are made up, and those of them that were counted. */
  accountsMadeUp: number;
  accountsWronglyCounted: number;
  /** Days from an instance's first lie to the first that was left out, of those caught. */
  readonly delays: number[];
}

/** What the rules made of a simulated census. */
export interface Evaluation {
  readonly byKind: ReadonlyMap<string, KindCounts>;
  /** Reports left out by each rule: lies, and truths. */
  readonly byRule: ReadonlyMap<QuarantineRuleName, { lies: number; truths: number }>;
  /** Active users of all days: those there are, those of true reports left out, those made up, those made up and counted. */
  readonly users: { true: number; wronglyLeftOut: number; madeUp: number; wronglyCounted: number };
}

/** Judges a census day by day, each day knowing only the earlier ones. */
export function evaluateRules(census: ReadonlyMap<UtcDay, readonly LabelledReport[]>): Evaluation {
  const byKind = new Map<string, KindCounts>();
  const byRule = new Map<QuarantineRuleName, { lies: number; truths: number }>();
  const users = { true: 0, wronglyLeftOut: 0, madeUp: 0, wronglyCounted: 0 };
  const states = new Map<string, SeriesState>();
  const firstDays = new Map<string, UtcDay>();
  const firstLies = new Map<string, number>();
  let dayNumber = 0;
  for (const labelled of census.values()) {
    dayNumber += 1;
    for (const { report } of labelled) {
      if (!firstDays.has(report.domain)) firstDays.set(report.domain, report.day);
    }
    const judged = judgeDay(
      labelled.map(({ report }) => report),
      { states, firstDays },
    );
    for (const [domain, state] of judged.states) states.set(domain, state);
    for (const each of labelled) {
      const verdict = judged.verdicts.get(each.report.domain);
      count(countsOf(byKind, each.kind), each, verdict !== undefined, dayNumber, firstLies);
      addUsers(users, each, verdict !== undefined);
      if (verdict === undefined) continue;
      const ofRule = byRule.get(verdict.rule) ?? { lies: 0, truths: 0 };
      byRule.set(verdict.rule, ofRule);
      ofRule[each.isLie ? 'lies' : 'truths'] += 1;
    }
  }
  return { byKind, byRule, users };
}

function countsOf(byKind: Map<string, KindCounts>, kind: string): KindCounts {
  const counts = byKind.get(kind) ?? {
    ...{ isLiar: !(kind in honestLives) && kind !== 'hosted beside many', instances: new Set<string>() },
    ...{
      instancesCaught: new Set<string>(),
      lies: 0,
      liesCaught: 0,
      truths: 0,
      truthsCaught: 0,
      delays: [],
      ...{ accountsMadeUp: 0, accountsWronglyCounted: 0 },
    },
  };
  byKind.set(kind, counts);
  return counts;
}

function count(
  counts: KindCounts,
  { report, isLie: lies, truth }: LabelledReport,
  isCaught: boolean,
  dayNumber: number,
  firstLies: Map<string, number>,
): void {
  const { domain } = report;
  counts.instances.add(domain);
  counts[lies ? 'lies' : 'truths'] += 1;
  const madeUp = lies ? Math.max(0, (report.usersTotal ?? 0) - truth.accounts) : 0;
  counts.accountsMadeUp += madeUp;
  counts.accountsWronglyCounted += isCaught ? 0 : madeUp;
  if (lies && !firstLies.has(domain)) firstLies.set(domain, dayNumber);
  if (!isCaught) return;
  counts[lies ? 'liesCaught' : 'truthsCaught'] += 1;
  if (!counts.isLiar || lies) {
    if (lies && !counts.instancesCaught.has(domain))
      counts.delays.push(dayNumber - (firstLies.get(domain) ?? dayNumber));
    counts.instancesCaught.add(domain);
  }
}

function addUsers(
  users: Evaluation['users'],
  { report, truth, isLie: lies }: LabelledReport,
  isCaught: boolean,
): void {
  const madeUp = lies ? Math.max(0, (report.usersActiveMonth ?? 0) - truth.month) : 0;
  users.true += truth.month;
  users.madeUp += madeUp;
  if (isCaught) users.wronglyLeftOut += truth.month;
  else users.wronglyCounted += madeUp;
}
