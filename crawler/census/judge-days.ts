import { addDays, daysFromTo, type UtcDay } from '../../db/model/utc-day.ts';
import { monthOf } from '../../db/queries/counted-days.ts';
import {
  type ReportRow,
  reportedMonths,
  reportsOfDay,
  reportsOfHosts,
  unjudgedHosts,
} from '../../db/queries/reports.ts';
import type { CensusDatabase, CensusTransaction } from '../../db/tables.ts';
import { noteAllDays, noteStaleDays } from '../../db/writes/note-stale-days.ts';
import {
  type FindingSpan,
  findingsOf,
  forgetVerdicts,
  type JudgedReport,
  type JudgedState,
  type JudgedThrough,
  keepStates,
  lockJudging,
  recordVerdicts,
  replaceFindings,
  spansAfter,
} from '../../db/writes/record-verdicts.ts';
import { dayOfState, type JudgedStates, statesInDatabase, statesInMemory } from './judged-states.ts';
import { firstOf, type SeriesState, seriesStateVersion, step } from './quarantine/series.ts';
import { findTwins } from './quarantine/twins.ts';
import type { Verdict } from './quarantine/verdict.ts';

/** Instances whose whole history is judged at a time: some 100,000 reports a year of it. */
const replayedAtOnce = 300;

/** Instances of which what is remembered is in memory at a time: two kilobytes each. */
const judgedAtOnce = 1_000;

const daysInLongestMonth = 31;

/**
 * Judges what was reported on some days by the quarantine rules, a transaction a day, oldest first, and keeps what they
 * find. To be called before the days are rolled up. An instance is judged once a report, in the order of days; one with
 * earlier reports that were never judged, or were joined by a late one, is judged from its first report. So day by day and
 * in one go come to the same. Idempotent; may run beside a crawl and beside itself.
 *
 * @param onDay told after each day, for progress.
 */
export async function judgeDays(
  db: CensusDatabase,
  days: readonly UtcDay[],
  onDay: (day: UtcDay) => void = () => undefined,
): Promise<void> {
  const [first] = days;
  if (first === undefined) return;
  await replayUnjudged(db, first);
  for (const day of days) {
    await db.transaction().execute(async (trx) => {
      await lockJudging(trx);
      await judgeDay(trx, statesInDatabase(trx), day);
    });
    onDay(day);
  }
}

/**
 * Throws away what the rules have found and judges the whole history again, each day with all reports of that day, in one
 * transaction: for when a rule or its threshold has changed. Days whose figures this may change are noted as stale.
 *
 * @param onDay told after each day, for progress.
 */
export async function judgeAnew(
  db: CensusDatabase,
  onDay: (day: UtcDay) => void = () => undefined,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockJudging(trx);
    await forgetVerdicts(trx);
    const states = statesInMemory();
    for (const month of await reportedMonths(trx)) {
      const next = monthOf(addDays(month, daysInLongestMonth));
      for (const day of daysFromTo(month, addDays(next, -1))) {
        await judgeDay(trx, states, day);
        onDay(day);
      }
    }
    await states.write(trx);
    await noteAllDays(trx);
  });
}

async function judgeDay(trx: CensusTransaction, states: JudgedStates, day: UtcDay): Promise<void> {
  const reports = await reportsOfDay(trx, day);
  const ids = reports.map(({ hostId }) => hostId);
  const before = new Map((await states.through(ids)).map((judged) => [judged.hostId, judged]));
  const isJudged = ({ hostId }: ReportRow) => {
    const judged = before.get(hostId);
    return (
      judged !== undefined && (judged.throughDay > day || (judged.throughDay === day && !judged.isStale))
    );
  };
  const own = await judgeReports(
    states,
    reports.filter((report) => !isJudged(report)),
  );
  const firstDays = new Map(reports.map(({ domain, firstUpDay }) => [domain, firstUpDay]));
  const twins = findTwins(reports, firstDays);
  const judged = reports.flatMap((report): JudgedReport[] => {
    const { throughDay, dayBefore, verdict } = own.get(report.hostId) ?? before.get(report.hostId) ?? nothing;
    // Judged on a later day already, from this report on.
    if (throughDay !== day) return [];
    return [{ hostId: report.hostId, day, dayBefore, verdict: firstOf([verdict, twins.get(report.domain)]) }];
  });
  await recordVerdicts(trx, judged);
}

const nothing = { throughDay: null, dayBefore: null, verdict: null } as const;

type OwnVerdict = Pick<JudgedThrough, 'throughDay' | 'dayBefore' | 'verdict'>;

/** Judges reports by the series of their instances, some at a time: what is remembered of all is too much to hold at once. */
async function judgeReports(
  states: JudgedStates,
  reports: readonly ReportRow[],
): Promise<ReadonlyMap<number, OwnVerdict>> {
  const verdicts = new Map<number, OwnVerdict>();
  for (let start = 0; start < reports.length; start += judgedAtOnce) {
    const some = reports.slice(start, start + judgedAtOnce);
    const ids = some.map(({ hostId }) => hostId);
    const kept = new Map((await states.kept(ids)).map((state) => [state.hostId, state]));
    const fresh = some.map((report) => judgeReport(report, kept.get(report.hostId)));
    for (const state of fresh)
      verdicts.set(state.hostId, { ...state, dayBefore: dayOfState(state.stateBefore) });
    await states.keep(fresh);
  }
  return verdicts;
}

function judgeReport(
  report: ReportRow,
  kept: { readonly throughDay: UtcDay; readonly state: unknown; readonly stateBefore: unknown } | undefined,
): JudgedState {
  const before = (kept?.throughDay === report.day ? kept.stateBefore : kept?.state) ?? null;
  const { state, verdict } = step(before as SeriesState | null, report);
  return { hostId: report.hostId, throughDay: report.day, state, stateBefore: before, verdict };
}

/** Judges instances from their first report to their newest, if they have one from before the day and no state. */
async function replayUnjudged(db: CensusDatabase, day: UtcDay): Promise<void> {
  const hostIds = await unjudgedHosts(db, day, seriesStateVersion);
  for (let start = 0; start < hostIds.length; start += replayedAtOnce) {
    const some = hostIds.slice(start, start + replayedAtOnce);
    await db.transaction().execute(async (trx) => {
      await lockJudging(trx);
      await replay(trx, some);
    });
  }
}

async function replay(trx: CensusTransaction, hostIds: readonly number[]): Promise<void> {
  const spansOf = Map.groupBy(await findingsOf(trx, hostIds), ({ hostId }) => hostId);
  const reportsOf = Map.groupBy(await reportsOfHosts(trx, hostIds), ({ hostId }) => hostId);
  const states: JudgedState[] = [];
  const found: { readonly hostId: number; readonly spans: readonly FindingSpan[] }[] = [];
  for (const [hostId, reports] of reportsOf) {
    const former = spansOf.get(hostId) ?? [];
    let spans: readonly FindingSpan[] = [];
    let own: JudgedState | undefined;
    for (const report of reports) {
      own = judgeReport(report, own);
      const verdict = firstOf([own.verdict, twinsOn(former, report.day)]);
      spans = spansAfter(spans, {
        hostId,
        day: report.day,
        dayBefore: dayOfState(own.stateBefore),
        verdict,
      });
    }
    if (own !== undefined) states.push(own);
    if (JSON.stringify(spans) !== JSON.stringify(former)) found.push({ hostId, spans });
  }
  await keepStates(trx, states, seriesStateVersion);
  await replaceFindings(trx, found);
  await noteStaleDays(
    trx,
    found.map(({ hostId }) => hostId),
  );
}

/** Whom a report stood beside on its day is not looked at again: what was found of that stays found. */
function twinsOn(spans: readonly FindingSpan[], day: UtcDay): Verdict | undefined {
  const span = spans.find(
    ({ rule, from, to }) => rule === 'twins' && from <= day && (to === null || day <= to),
  );
  return span === undefined ? undefined : { rule: 'twins', detail: span.detail };
}
