import { quarantineRules } from '../../../db/model/quarantine-rules.ts';
import { daysBetween, type UtcDay } from '../../../db/model/utc-day.ts';
import type { Report } from './report.ts';
import { formatCount, type Verdict } from './verdict.ts';

const { activeMonthAtLeast, days, reportsAtLeast } = quarantineRules.frozen.thresholds;

/** Since when an instance has stated the same figures; JSON of a bounded size. */
export interface Standstill {
  readonly since: UtcDay;
  readonly reports: number;
  readonly figures: readonly (number | null)[];
}

/** Adds a report: the standstill goes on when every figure is as it was, and begins anew otherwise. */
export function stepStandstill(standstill: Standstill | null, report: Report): Standstill {
  const figures = [
    report.usersTotal,
    report.usersActiveMonth,
    report.usersActiveHalfYear,
    report.localPosts,
    report.localComments,
  ];
  const isSame = standstill?.figures.every((figure, place) => figure === figures[place]) ?? false;
  return standstill !== null && isSame
    ? { ...standstill, reports: standstill.reports + 1 }
    : { since: report.day, reports: 1, figures };
}

/**
 * Figures that say that a hundred people or more were there within the month, and that stood still for longer than the
 * month: nobody came, left or wrote. A server that states nobody active may stand still for ever.
 */
export function findFrozen({ since, reports }: Standstill, report: Report): Verdict | null {
  const active = report.usersActiveMonth;
  if (active === null || active < activeMonthAtLeast.value) return null;
  const still = daysBetween(since, report.day);
  if (still < days.value || reports < reportsAtLeast.value) return null;
  return {
    rule: 'frozen',
    detail: `states ${formatCount(active)} active in a month, and every figure has been the same since ${since}`,
  };
}
