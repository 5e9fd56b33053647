import type { Report } from './report.ts';

/** Redis counts a month's log-ins by HyperLogLog, whose standard error is 0.81 %; more than six of these is no error. */
const monthOverTotal = 1.05;

/**
 * Which reports of one day's list are implausible, by which rule: more people active within a month than there are
 * accounts, by more than the counting allows.
 *
 * @returns by domain; servers that are plausible are not in it.
 */
export function judgeList(
  reports: readonly Report[],
): ReadonlyMap<string, { readonly rule: string; readonly detail: string }> {
  return new Map(
    reports.flatMap(({ domain, usersTotal, usersActiveMonth }) =>
      usersTotal !== null && usersActiveMonth !== null && usersActiveMonth > usersTotal * monthOverTotal
        ? [
            [
              domain,
              { rule: 'month-above-total', detail: `${usersActiveMonth} active of ${usersTotal}` },
            ] as const,
          ]
        : [],
    ),
  );
}
