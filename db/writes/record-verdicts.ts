import { sql } from 'kysely';
import type { QuarantineRuleName } from '../model/quarantine-rules.ts';
import type { UtcDay } from '../model/utc-day.ts';
import type { CensusTransaction } from '../tables.ts';

/** A rule that refuses to count a report, and why. */
interface Verdict {
  readonly rule: QuarantineRuleName;
  readonly detail: string;
}

/** An instance's judged report. */
export interface JudgedReport {
  readonly hostId: number;
  readonly day: UtcDay;
  /** The report before it; null when it was the first. */
  readonly dayBefore: UtcDay | null;
  /** Null: the report counts. */
  readonly verdict: Verdict | null;
}

/** Days of an instance's reports that do not count. */
export interface FindingSpan {
  readonly hostId: number;
  readonly rule: string;
  readonly from: UtcDay;
  /** Null: up to its newest report. */
  readonly to: UtcDay | null;
  readonly detail: string;
}

/** Held until the transaction ends: two workers that judged at once would both begin from the same state. */
export async function lockJudging(trx: CensusTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('fedicensus judging'))`.execute(trx);
}

/** What has been found of some instances, oldest first? */
export async function findingsOf(
  trx: CensusTransaction,
  hostIds: readonly number[],
): Promise<readonly FindingSpan[]> {
  const { rows } = await sql<FindingSpan>`
    select host_id as "hostId", rule, from_day as "from", to_day as "to", detail from quarantine_finding
    where host_id = any(${hostIds}::bigint[]) order by host_id, from_day`.execute(trx);
  return rows;
}

/**
 * Writes what was found of newest reports, into spans: one that goes on stays open, one that ends does so with the report
 * before. A report that was judged before is judged anew: nothing of the former verdict is left.
 *
 * @param reports at most one an instance, its newest.
 * @returns the instances of which something changed.
 */
export async function recordVerdicts(
  trx: CensusTransaction,
  reports: readonly JudgedReport[],
): Promise<readonly number[]> {
  const before = new Map<number, FindingSpan[]>();
  for (const span of await findingsOf(
    trx,
    reports.map(({ hostId }) => hostId),
  ))
    before.set(span.hostId, [...(before.get(span.hostId) ?? []), span]);
  const changed = reports.flatMap((report) => {
    const spans = before.get(report.hostId) ?? [];
    if (spans.length === 0 && report.verdict === null) return [];
    const after = spansAfter(spans, report);
    return isSame(spans, after) ? [] : [{ hostId: report.hostId, spans: after }];
  });
  await replaceFindings(trx, changed);
  return changed.map(({ hostId }) => hostId);
}

/** An instance's spans with its newest report. Pure. */
export function spansAfter(spans: readonly FindingSpan[], report: JudgedReport): readonly FindingSpan[] {
  const { hostId, day, dayBefore, verdict } = report;
  const earlier = spans.filter(({ from }) => from < day);
  const last = earlier.at(-1);
  // The one that held for the report before, if any did: open, or closed by an earlier judgement of this report.
  const held = last !== undefined && (last.to === null || last.to === dayBefore) ? last : undefined;
  const rest = held === undefined ? earlier : earlier.slice(0, -1);
  if (verdict === null) return held === undefined ? rest : [...rest, { ...held, to: dayBefore }];
  if (held?.rule === verdict.rule) return [...rest, { ...held, to: null }];
  const fresh = { hostId, rule: verdict.rule, from: day, to: null, detail: verdict.detail };
  return held === undefined ? [...rest, fresh] : [...rest, { ...held, to: dayBefore }, fresh];
}

const isSame = (a: readonly FindingSpan[], b: readonly FindingSpan[]) =>
  JSON.stringify(a.map(textOf)) === JSON.stringify(b.map(textOf));
const textOf = ({ rule, from, to, detail }: FindingSpan) => [rule, from, to, detail];

/** Puts other findings in the place of all those of some instances. */
export async function replaceFindings(
  trx: CensusTransaction,
  found: readonly { readonly hostId: number; readonly spans: readonly FindingSpan[] }[],
): Promise<void> {
  if (found.length === 0) return;
  const ids = found.map(({ hostId }) => hostId);
  await trx.deleteFrom('quarantine_finding').where('host_id', 'in', ids).execute();
  const rows = found.flatMap(({ spans }) =>
    spans.map(({ hostId, rule, from, to, detail }) => ({
      host_id: hostId,
      rule,
      from_day: from,
      to_day: to,
      detail,
    })),
  );
  await sql`
    insert into quarantine_finding (host_id, rule, from_day, to_day, detail)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as found (host_id bigint, rule text, from_day date, to_day date, detail text)`.execute(trx);
}

/** What is remembered of an instance after its newest judged report. */
export interface JudgedState {
  readonly hostId: number;
  readonly throughDay: UtcDay;
  readonly state: unknown;
  readonly stateBefore: unknown;
  /** Of its own series alone. */
  readonly verdict: Verdict | null;
}

/** How far an instance has been judged, without what is remembered of it. */
export interface JudgedThrough {
  readonly hostId: number;
  readonly throughDay: UtcDay;
  /** The report before that day's; null when that was the first. */
  readonly dayBefore: UtcDay | null;
  readonly verdict: Verdict | null;
  readonly isStale: boolean;
}

/** How far have some instances been judged? Those that never were have no row. */
export async function judgedThrough(
  trx: CensusTransaction,
  hostIds: readonly number[],
): Promise<readonly JudgedThrough[]> {
  const { rows } = await sql<JudgedThrough>`
    select host_id as "hostId", through_day as "throughDay", (state_before ->> 'day')::date as "dayBefore", verdict,
      is_stale as "isStale"
    from quarantine_state where host_id = any(${hostIds}::bigint[])`.execute(trx);
  return rows;
}

/** What is remembered of some instances? Those that were never judged have no row. */
export async function keptStates(
  trx: CensusTransaction,
  hostIds: readonly number[],
): Promise<readonly JudgedState[]> {
  const { rows } = await sql<JudgedState>`
    select host_id as "hostId", through_day as "throughDay", state, state_before as "stateBefore", verdict
    from quarantine_state where host_id = any(${hostIds}::bigint[])`.execute(trx);
  return rows;
}

/**
 * Keeps what is remembered of instances.
 *
 * @param version of the states.
 */
export async function keepStates(
  trx: CensusTransaction,
  states: readonly JudgedState[],
  version: number,
): Promise<void> {
  if (states.length === 0) return;
  const rows = states.map(({ hostId, throughDay, state, stateBefore, verdict }) => ({
    host_id: hostId,
    through_day: throughDay,
    state,
    state_before: stateBefore,
    verdict,
  }));
  await sql`
    insert into quarantine_state (host_id, through_day, state_version, state, state_before, verdict)
    select host_id, through_day, ${version}, state, nullif(state_before, 'null'), nullif(verdict, 'null')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as judged (host_id bigint, through_day date, state jsonb, state_before jsonb, verdict jsonb)
    on conflict (host_id) do update set through_day = excluded.through_day,
      state_version = excluded.state_version, state = excluded.state,
      state_before = excluded.state_before, verdict = excluded.verdict, is_stale = false`.execute(trx);
}

/** Forgets every finding and state: all history is to be judged from its beginning. What people decided stays. */
export async function forgetVerdicts(trx: CensusTransaction): Promise<void> {
  await sql`delete from quarantine_finding`.execute(trx);
  await sql`delete from quarantine_state`.execute(trx);
}
