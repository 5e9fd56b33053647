import { sql } from 'kysely';
import type { UtcDay } from '../model/utc-day.ts';
import { carriedDays } from '../queries/counted-days.ts';
import type { CensusTransaction } from '../tables.ts';

/**
 * Notes the days that are in the series and counted one of the hosts, observed or carried: they are to be rolled up again,
 * since these hosts count no longer, or count again.
 */
export async function noteStaleDays(trx: CensusTransaction, hostIds: readonly number[]): Promise<void> {
  await sql`
    insert into stale_day (day)
    select day_figure.day from day_figure, (
      select min(day) as first, max(day) as last from snapshot where host_id = any(${hostIds}::bigint[])) as counted
    where facet = 'network'
      and day_figure.day between counted.first and counted.last + ${carriedDays}::integer`.execute(trx);
}

/**
 * Notes the days on which what was reported late counts, as observed or carried, and that the series of these hosts are to
 * be judged again from their beginning.
 */
export async function noteLateDays(
  trx: CensusTransaction,
  reported: readonly { readonly hostId: number; readonly day: UtcDay }[],
): Promise<void> {
  if (reported.length === 0) return;
  const days = reported.map(({ day }) => day);
  await sql`
    insert into stale_day (day)
    select day_figure.day from day_figure, unnest(${days}::date[]) as late (day)
    where facet = 'network'
      and day_figure.day between late.day and late.day + ${carriedDays}::integer`.execute(trx);
  const hostIds = reported.map(({ hostId }) => hostId);
  await trx.deleteFrom('quarantine_state').where('host_id', 'in', hostIds).execute();
}

/** Notes every day that is in the series. */
export async function noteAllDays(trx: CensusTransaction): Promise<void> {
  await sql`insert into stale_day (day) select day from day_figure where facet = 'network'`.execute(trx);
}

/** Notes that reports of a day have been replaced by later ones of that day, so that they are judged again. */
export async function noteReplacedReports(
  trx: CensusTransaction,
  reported: readonly { readonly hostId: number; readonly day: UtcDay }[],
): Promise<void> {
  if (reported.length === 0) return;
  await sql`
    update quarantine_state set is_stale = true
    from unnest(${reported.map(({ hostId }) => hostId)}::bigint[], ${reported.map(({ day }) => day)}::date[])
      as replaced (host_id, day)
    where quarantine_state.host_id = replaced.host_id and through_day = replaced.day`.execute(trx);
}
