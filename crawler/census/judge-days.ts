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
  keepStates,
  lockJudging,
  recordVerdicts,
  replaceFindings,
  spansAfter,
  statesForDay,
} from '../../db/writes/record-verdicts.ts';
import { firstOf, type SeriesState, seriesStateVersion, step } from './quarantine/series.ts';
import { findTwins } from './quarantine/twins.ts';
import type { Verdict } from './quarantine/verdict.ts';

/** Instances whose whole history is judged at a time: some 100,000 reports a year of it. */
const replayedAtOnce = 300;

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
    await db.transaction().execute((trx) => judgeDay(trx, day));
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
    for (const month of await reportedMonths(trx)) {
      const next = monthOf(addDays(month, daysInLongestMonth));
      for (const day of daysFromTo(month, addDays(next, -1))) {
        await judgeDay(trx, day);
        onDay(day);
      }
    }
    await noteAllDays(trx);
  });
}

async function judgeDay(trx: CensusTransaction, day: UtcDay): Promise<void> {
  await lockJudging(trx);
  const reports = await reportsOfDay(trx, day);
  const kept = await statesForDay(
    trx,
    reports.map(({ hostId }) => hostId),
  );
  const stateOf = new Map(kept.map((state) => [state.hostId, state]));
  const firstDays = new Map(reports.map(({ domain, firstUpDay }) => [domain, firstUpDay]));
  const twins = findTwins(reports, firstDays);
  const states: JudgedState[] = [];
  const judged: JudgedReport[] = [];
  for (const report of reports) {
    const before = stateOf.get(report.hostId);
    // Judged on a later day already, from this report on.
    if (before !== undefined && before.throughDay > day) continue;
    const isJudged = before?.throughDay === day && !before.isStale;
    const own = isJudged ? before : judgeReport(report, before);
    if (!isJudged) states.push(own);
    const verdict = firstOf([own.verdict, twins.get(report.domain)]);
    const dayBefore = (own.stateBefore as SeriesState | null)?.day ?? null;
    judged.push({ hostId: report.hostId, day, dayBefore, verdict });
  }
  await keepStates(trx, states, seriesStateVersion);
  await recordVerdicts(trx, judged);
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
      const dayBefore = (own.stateBefore as SeriesState | null)?.day ?? null;
      spans = spansAfter(spans, { hostId, day: report.day, dayBefore, verdict });
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
