import { sql } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import { instanceStatuses } from '../model/status.ts';
import { longUptimeDays, outcomesBesideUptime, uptimeDays, visitSpeaksForHours } from '../model/uptime.ts';
import type { CensusDatabase } from '../tables.ts';

/** How reliably an instance answered within some days. */
export interface UptimeSpan {
  readonly days: number;
  /** Of the time that we know of, 0 to 1; null: we know of none. */
  readonly share: number | null;
  /** How much of the span we know of, in days; our own gaps are not in it. */
  readonly knownDays: number;
}

/** Uptime over the usual span and a long one. */
export interface HostUptime {
  readonly month: UptimeSpan;
  readonly season: UptimeSpan;
}

const secondsOfDay = 86_400;

/**
 * How reliably did a host answer in the last {@link uptimeDays} and {@link longUptimeDays} days, and of how much of that time
 * do we know? Reckoned as `writes/refresh-uptime.ts` does, which keeps the share of the shorter span. Nothing is known of
 * a host that is not listed.
 */
export async function hostUptime(db: CensusDatabase, host: HostName, now: Date): Promise<HostUptime> {
  const { rows } = await sql<{ days: number; up: number | null; known: number | null }>`
    with spoken as (
      select visited_at, outcome, greatest(1, least(${visitSpeaksForHours}::integer * 3600, extract(epoch from
        lead(visited_at, 1, ${now}::timestamptz) over (order by visited_at) - visited_at))) as seconds
      from visit join host using (host_id)
      where host.name = ${host} and host.status = any(${[...instanceStatuses]}::text[])
        and visited_at > ${now}::timestamptz - ${longUptimeDays}::integer * interval '1 day' and visited_at <= ${now})
    select span.days, sum(seconds) filter (where outcome = 'up')::double precision as up,
      sum(seconds)::double precision as known
    from unnest(${[uptimeDays, longUptimeDays]}::integer[]) as span (days)
    left join spoken on visited_at > ${now}::timestamptz - span.days * interval '1 day'
      and outcome <> all(${[...outcomesBesideUptime]}::text[])
    group by span.days`.execute(db);
  const spanOf = (days: number): UptimeSpan => {
    const row = rows.find((each) => each.days === days);
    const known = row?.known ?? 0;
    return {
      days,
      share: known === 0 ? null : (row?.up ?? 0) / known,
      // The newest visit may speak for some hours before the span began.
      knownDays: Math.min(days, known / secondsOfDay),
    };
  };
  return { month: spanOf(uptimeDays), season: spanOf(longUptimeDays) };
}
