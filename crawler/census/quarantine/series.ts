import {
  type QuarantineRuleName,
  quarantineRuleNames,
  quarantineRules,
} from '../../../db/model/quarantine-rules.ts';
import type { UtcDay } from '../../../db/model/utc-day.ts';
import { type Growth, noGrowth, stepGrowth } from './growth.ts';
import { judgeOneReport } from './one-report.ts';
import type { Report } from './report.ts';
import { findFrozen, type Standstill, stepStandstill } from './standstill.ts';
import { noSwings, type Swings, stepSwings, tooManySwings } from './swings.ts';
import { formatCount, type Verdict } from './verdict.ts';

const { withinDays } = quarantineRules.random.thresholds;

/**
 * Raised by one whenever the shape or the meaning of {@link SeriesState} changes: states of another version are thrown away,
 * and the history is replayed.
 */
export const seriesStateVersion = 1;

/**
 * All that the rules remember of one instance's earlier reports: plain JSON, about a kilobyte and no more. Kept between
 * days, or rebuilt by replaying the reports in the order of days; both come to the same.
 */
export interface SeriesState {
  /** {@link seriesStateVersion} of the code that made it. */
  readonly version: number;
  /** Of the newest report. */
  readonly day: UtcDay;
  readonly growth: Growth;
  readonly standstill: Standstill | null;
  readonly accountSwings: Swings;
  readonly monthSwings: Swings;
}

/** A state after a report, and what the rules say of that report. */
export interface Step {
  readonly state: SeriesState;
  /** The first rule that holds, in the order of precedence; null when the report counts. */
  readonly verdict: Verdict | null;
}

/**
 * Judges a report by itself and by the earlier ones of its instance, never by later ones. Days may be missing.
 *
 * @param state after the instance's previous report; null for the first.
 * @throws RangeError when the report is not of a later day than the previous: replay from the start in that case.
 */
export function step(state: SeriesState | null, report: Report): Step {
  if (state !== null && report.day <= state.day) {
    throw new RangeError(`a report of ${report.day} came after one of ${state.day}`);
  }
  const before = state ?? {
    growth: noGrowth,
    standstill: null,
    accountSwings: noSwings,
    monthSwings: noSwings,
  };
  const alone = judgeOneReport(report);
  const [version, day] = [seriesStateVersion, report.day];
  // Made-up figures are no measure for the days after.
  if (alone?.rule === 'absurd' || alone?.rule === 'random') {
    return { state: { ...before, version, day }, verdict: alone };
  }
  const { growth, verdict: grown } = stepGrowth(before.growth, report);
  const next = {
    ...{ version, day, growth },
    standstill: stepStandstill(before.standstill, report),
    accountSwings: stepSwings(before.accountSwings, report.usersTotal, day),
    monthSwings: stepSwings(before.monthSwings, report.usersActiveMonth, day),
  } as const;
  const verdicts = [alone, grown, findSwinging(next, report), findFrozen(next.standstill, report)];
  return { state: next, verdict: firstOf(verdicts) };
}

function findSwinging({ accountSwings, monthSwings }: SeriesState, report: Report): Verdict | null {
  const ofAccounts = tooManySwings(accountSwings, report.day);
  const ofMonth = tooManySwings(monthSwings, report.day);
  const [times, figure, what] =
    ofAccounts === null
      ? ([ofMonth, report.usersActiveMonth, 'active in a month'] as const)
      : ([ofAccounts, report.usersTotal, 'accounts'] as const);
  if (times === null) return null;
  const stated = figure === null ? '' : `states ${formatCount(figure)} ${what}; `;
  return {
    rule: 'random',
    detail: `${stated}the figure doubled or halved to and fro ${times} times in ${withinDays.value} days`,
  };
}

/** The verdict whose rule stands first in the table. */
export function firstOf(verdicts: readonly (Verdict | null | undefined)[]): Verdict | null {
  const rank = ({ rule }: { readonly rule: QuarantineRuleName }) => quarantineRuleNames.indexOf(rule);
  return verdicts.reduce<Verdict | null>((first, verdict) => {
    if (!verdict) return first;
    return first === null || rank(verdict) < rank(first) ? verdict : first;
  }, null);
}
