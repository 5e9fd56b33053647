import { type DayNumber, monthOf } from './day-number.ts';
import type { LifeSpan } from './lives.ts';

/** How long one instance was followed. */
export interface Lifetime {
  /** Days from its birth to its first death, or to the end of what we know. At least 0. */
  readonly days: number;
  /** False: it lived still when we last knew (right-censored). */
  readonly isDead: boolean;
}

/** Survival after a number of days; holds until the next point. */
export interface SurvivalPoint {
  readonly days: number;
  /** Instances followed to here: those whose lifetime is at least `days`. */
  readonly atRisk: number;
  readonly deaths: number;
  /** Estimated share that lives longer than `days`, from 0 to 1. */
  readonly survival: number;
  /** Ends of its confidence interval; null where the method has none: survival is 1 or 0. */
  readonly low: number | null;
  readonly high: number | null;
}

/** A Kaplan–Meier estimate. */
export interface SurvivalCurve {
  readonly servers: number;
  readonly deaths: number;
  /** Begins with day 0; then a point for each age at which somebody died. Ends there: nothing is said beyond. */
  readonly points: readonly SurvivalPoint[];
  /** Longest time over which anybody was followed; beyond it the curve means nothing. */
  readonly followedDays: number;
  /** The first age by which half have died; null: more than half live on. */
  readonly medianDays: number | null;
}

/** Two-sided, 95 %: the 0.975 quantile of the standard normal distribution. */
const z95 = 1.959964;

/**
 * The product-limit estimate of survival, `S(t) = Π (1 − dᵢ / nᵢ)` over the ages up to `t` at which `dᵢ` of the `nᵢ` followed so
 * far died (Kaplan and Meier, 1958). Who was followed for exactly so long and lives counts among these `nᵢ`.
 *
 * The interval is Greenwood's (1926), `V = Σ dᵢ / (nᵢ (nᵢ − dᵢ))`, on the scale of `ln(−ln S)` so that it stays within 0 and 1:
 * `S ^ exp(±z √V / ln S)` (Kalbfleisch and Prentice, 1980).
 *
 * @param z quantile of the interval. Default: 95 %.
 * @returns for nobody, a curve of one point: 1 at day 0.
 * @throws RangeError for a lifetime that is negative or not finite.
 */
export function kaplanMeier(lifetimes: Iterable<Lifetime>, z = z95): SurvivalCurve {
  const ordered = [...lifetimes].sort((first, second) => first.days - second.days);
  for (const { days } of ordered)
    if (!(days >= 0 && days < Number.POSITIVE_INFINITY))
      throw new RangeError(`${days} days are no lifetime.`);
  const servers = ordered.length;
  const points: SurvivalPoint[] = [];
  let survival = 1;
  let variance = 0;
  let allDeaths = 0;
  for (let start = 0; start < servers; ) {
    const days = ordered[start]?.days ?? 0;
    let end = start;
    let deaths = 0;
    for (; ordered[end]?.days === days; end += 1) if (ordered[end]?.isDead === true) deaths += 1;
    const atRisk = servers - start;
    if (deaths > 0) {
      allDeaths += deaths;
      survival *= (atRisk - deaths) / atRisk;
      variance += deaths / (atRisk * (atRisk - deaths));
      points.push({ days, atRisk, deaths, survival, ...intervalOf(survival, variance, z) });
    }
    start = end;
  }
  const birth = { days: 0, atRisk: servers, deaths: 0, survival: 1, low: null, high: null };
  return {
    servers,
    deaths: allDeaths,
    points: points[0]?.days === 0 ? points : [birth, ...points],
    followedDays: ordered.at(-1)?.days ?? 0,
    medianDays: points.find((point) => point.survival <= 0.5)?.days ?? null,
  };
}

function intervalOf(survival: number, variance: number, z: number): Pick<SurvivalPoint, 'low' | 'high'> {
  if (survival === 0 || survival === 1) return { low: null, high: null };
  const width = (z * Math.sqrt(variance)) / Math.abs(Math.log(survival));
  return { low: survival ** Math.exp(width), high: survival ** Math.exp(-width) };
}

/** The share that lives longer than `days`, by a curve: its newest point up to there. */
export function survivalAfter({ points }: Pick<SurvivalCurve, 'points'>, days: number): number {
  return points.findLast((point) => point.days <= days)?.survival ?? 1;
}

/**
 * How long an instance lived, to its first death; null when it was never observed. Who moved, refuses us or is quarantined is
 * followed up to that day, and has not died. What came after a revival is not
 * counted, so a long outage of a server ends it here. Nobody dies before an age of 15 days, since 14 are carried; the last
 * answer was so much earlier.
 *
 * @param until the last day that is over, as given to `lifeOf`.
 */
export function lifetimeOf(life: readonly LifeSpan[], until: DayNumber): Lifetime | null {
  const [first] = life;
  if (first === undefined) return null;
  return first.diedOn === null
    ? { days: until - first.from, isDead: false }
    : { days: first.diedOn - first.from, isDead: first.hasLeft !== true };
}

/** Survival of the instances born in one month. */
export interface Cohort extends SurvivalCurve {
  /** `YYYY-MM`, UTC. */
  readonly month: string;
}

/** Survival by month of birth. */
export interface Cohorts {
  /** Oldest first; months without a birth are left out. */
  readonly cohorts: readonly Cohort[];
  /** Instances that are in no cohort, since we found them there when we first looked. */
  readonly leftTruncated: number;
}

/**
 * Survival of each month's births. Instances that were there on the first day already were born before it, nobody knows
 * when, and those of their age that had died are missing beside them (left truncation): they are no cohort.
 *
 * Birth is the first observation: while a young census is still finding servers that are years old, what it calls births are
 * finds. Give as `firstDay` the day on which finding had calmed down.
 *
 * @param firstDay instances first observed on it or before are no births.
 * @param until the last day that is over, as given to `lifeOf`.
 */
export function survivalByCohort(
  lives: Iterable<readonly LifeSpan[]>,
  { firstDay, until }: { readonly firstDay: DayNumber; readonly until: DayNumber },
): Cohorts {
  const months = new Map<string, Lifetime[]>();
  let leftTruncated = 0;
  for (const life of lives) {
    const lifetime = lifetimeOf(life, until);
    const birth = life[0]?.from;
    if (lifetime === null || birth === undefined) continue;
    if (birth <= firstDay) {
      leftTruncated += 1;
      continue;
    }
    const month = monthOf(birth);
    const cohort = months.get(month);
    if (cohort === undefined) months.set(month, [lifetime]);
    else cohort.push(lifetime);
  }
  const cohorts = [...months]
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([month, lifetimes]) => ({ month, ...kaplanMeier(lifetimes) }));
  return { cohorts, leftTruncated };
}
