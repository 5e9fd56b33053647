import { sql } from 'kysely';
import { outcomesBesideUptime, uptimeDays, visitSpeaksForHours } from '../model/uptime.ts';
import type { CensusTransaction } from '../tables.ts';

/**
 * Recomputes the share of the last {@link uptimeDays} days in which each instance was up, of the time about which we know. A visit
 * speaks for the time until the next one, so that a server that we ask more often while it is down is not rated by how
 * often we asked; what lies more than {@link visitSpeaksForHours} hours after a visit is unknown and left out, as is the time
 * after a visit that says nothing about being up ({@link outcomesBesideUptime}). An instance of which we know nothing has
 * null. `queries/host-uptime.ts` reckons alike.
 */
export async function refreshUptime(trx: CensusTransaction, now: Date): Promise<void> {
  await sql`
    update instance set uptime_30d = rated.share
    from (
      select instance.host_id, known.share from instance left join (
        select host_id, (coalesce(sum(seconds) filter (where outcome = 'up'), 0) / sum(seconds))::real as share
        from (
          select host_id, outcome, greatest(1, least(${visitSpeaksForHours}::integer * 3600, extract(epoch from
            lead(visited_at, 1, ${now}::timestamptz) over (partition by host_id order by visited_at) - visited_at)))
            as seconds
          from visit
          where visited_at > ${now}::timestamptz - ${uptimeDays}::integer * interval '1 day' and visited_at <= ${now}) as spoken
        where outcome <> all(${[...outcomesBesideUptime]}::text[])
        group by host_id) as known using (host_id)) as rated
    where instance.host_id = rated.host_id and instance.uptime_30d is distinct from rated.share`.execute(trx);
}
