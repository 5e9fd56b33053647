import { sql } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import type { CensusDatabase, CensusTransaction } from '../tables.ts';

/**
 * Takes hosts that are due and not queued yet, the longest overdue first, and marks them as queued. To be called in the
 * transaction that sends their jobs: either both happen or neither. Two workers never take the same host.
 *
 * @param now the run's clock.
 * @param limit at most this many.
 */
export async function claimDueHosts(
  trx: CensusTransaction,
  now: Date,
  limit: number,
): Promise<readonly HostName[]> {
  const claimed = await sql<{ name: HostName }>`
    update host set queued_at = ${now}
    where host_id in (
      select host_id from host
      where next_visit_at <= ${now} and queued_at is null
      order by next_visit_at, host_id
      limit ${limit}
      for update skip locked)
    returning name`.execute(trx);
  return claimed.rows.map((row) => row.name);
}

/**
 * Makes hosts claimable again whose job has vanished: failed for good, or removed by hand. Without this, a crash at
 * the wrong moment could hide a host for ever.
 *
 * @returns how many were released.
 */
export async function releaseLostHosts(db: CensusDatabase): Promise<number> {
  const result = await sql`
    update host set queued_at = null
    where queued_at is not null and not exists (
      select from pgboss.job
      where job.name = 'visit' and job.singleton_key = host.name and job.state in ('created', 'retry', 'active'))`.execute(
    db,
  );
  return Number(result.numAffectedRows ?? 0);
}
