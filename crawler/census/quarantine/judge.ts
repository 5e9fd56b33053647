import type { UtcDay } from '../../../db/model/utc-day.ts';
import { postsOf } from './evidence.ts';
import { judgeBareReport, judgeOneReport } from './one-report.ts';
import type { Report } from './report.ts';
import { firstOf, type SeriesState, step } from './series.ts';
import { findTwins } from './twins.ts';
import type { Verdict } from './verdict.ts';

/** What the rules know of the time before a day. */
export interface Past {
  /** Of each instance after its newest report before the day, by host name; one that is missing is a first report. */
  readonly states: ReadonlyMap<string, SeriesState>;
  /** The day of each instance's first report ever, by host name; one that is missing came on the day. */
  readonly firstDays: ReadonlyMap<string, UtcDay>;
}

/** What the rules say of a day. */
export interface JudgedDay {
  /** By host name; an instance that is missing counts. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Of the instances that reported on the day, after it; those of others stay as they were. */
  readonly states: ReadonlyMap<string, SeriesState>;
}

/**
 * Judges all reports of one day, each by itself, by its own past and beside its neighbours. Of several rules that hold,
 * the first of the table is named.
 *
 * @param reports of one UTC day, at most one an instance.
 * @throws RangeError when a state is not older than the report (see {@link step}).
 */
export function judgeDay(reports: readonly Report[], { states, firstDays }: Past): JudgedDay {
  const twins = findTwins(reports, firstDays);
  const verdicts = new Map<string, Verdict>();
  const next = new Map<string, SeriesState>();
  for (const report of reports) {
    const { state, verdict } = step(states.get(report.domain) ?? null, report);
    next.set(report.domain, state);
    const first = firstOf([verdict, twins.get(report.domain)]);
    if (first !== null) verdicts.set(report.domain, first);
  }
  return { verdicts, states: next };
}

/**
 * Judges one list of servers of one day, of whose past nothing is known: each by itself, and beside its neighbours, all
 * taken to have come together. A list without any posts and active users is not judged by their absence.
 */
export function judgeList(reports: readonly Report[]): ReadonlyMap<string, Verdict> {
  const isBare = reports.every((report) => report.usersActiveMonth === null && postsOf(report) === null);
  const judge = isBare ? judgeBareReport : judgeOneReport;
  const twins = findTwins(reports, new Map());
  const verdicts = new Map<string, Verdict>();
  for (const report of reports) {
    const first = firstOf([judge(report), twins.get(report.domain)]);
    if (first !== null) verdicts.set(report.domain, first);
  }
  return verdicts;
}
