import { sql } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import { type VisitRank, visitRanks } from '../model/visit-rank.ts';
import type { CensusDatabase, CensusTransaction } from '../tables.ts';

/** A host whose visit is to be queued. */
export interface ClaimedHost {
  readonly host: HostName;
  readonly visitRank: VisitRank;
}

/**
 * Takes hosts that are due and not queued yet and marks them as queued: known instances first, then names that several
 * servers bring, within a rank the longest overdue first. To be called in the transaction that sends their jobs: either
 * both happen or neither. Two workers never take the same host. Names below a domain that waits to be probed are left.
 *
 * @param now the run's clock.
 * @param limit at most this many.
 */
export async function claimDueHosts(
  trx: CensusTransaction,
  now: Date,
  limit: number,
): Promise<readonly ClaimedHost[]> {
  const known = await claim(trx, now, visitRanks.known, limit);
  if (known.length === limit) return known;
  return [...known, ...(await claim(trx, now, visitRanks.severalNamers, limit - known.length))];
}

async function claim(
  trx: CensusTransaction,
  now: Date,
  visitRank: VisitRank,
  limit: number,
): Promise<readonly ClaimedHost[]> {
  const claimed = await sql<{ name: HostName }>`
    update host set queued_at = ${now}
    where host_id in (
      select host_id from host
      where visit_rank = ${visitRank} and next_visit_at <= ${now} and queued_at is null
        and ${visitRank === visitRanks.known ? sql`true` : sql`not ${waitsForProbe}`}
      order by next_visit_at, host_id
      limit ${limit}
      for update skip locked)
    returning name`.execute(trx);
  return claimed.rows.map(({ name }) => ({ host: name, visitRank }));
}

/**
 * Takes some due hosts at random, instances that were up first: a sample by which to tell whether our own network works.
 */
export async function claimSample(
  trx: CensusTransaction,
  now: Date,
  limit: number,
): Promise<readonly ClaimedHost[]> {
  const claimed = await sql<ClaimedHost>`
    update host set queued_at = ${now}
    where host_id in (
      select host_id from host where next_visit_at <= ${now} and queued_at is null
      order by status <> 'up', random() limit ${limit} for update skip locked)
    returning name as host, visit_rank as "visitRank"`.execute(trx);
  return claimed.rows;
}

/** For `where` over `host`: an invented name below its domain is to be tried before a further real one. */
export const waitsForProbe = sql`exists (
  select from domain where domain.name in (host.registrable_domain, host.apex_domain)
    and domain.next_probe_at is not null and domain.is_wildcard is null)`;

/** Makes hosts claimable again whose visit was not held against them; they are due as before. */
export async function unclaimHosts(trx: CensusTransaction, hosts: readonly HostName[]): Promise<void> {
  await sql`
    update host set queued_at = null where host_id in (
      select host_id from host where name = any(${hosts}::text[]) order by host_id for update)`.execute(trx);
}

/** Puts claimed hosts off to a later time: today enough was asked of the address that they lead to. */
export async function putOffHosts(
  trx: CensusTransaction,
  hosts: readonly HostName[],
  nextVisitAt: Date,
): Promise<void> {
  await sql`
    update host set queued_at = null, next_visit_at = ${nextVisitAt}::timestamptz + interval '1 hour' * random()
    where host_id in (
      select host_id from host where name = any(${hosts}::text[]) order by host_id for update)`.execute(trx);
}

/**
 * Makes hosts claimable again whose job has vanished: failed for good, or removed by hand. Without this, a crash at
 * the wrong moment could hide a host for ever. A host whose job failed for good as its worker died is due a day later:
 * it may be what kills workers. Other hosts are due as before.
 *
 * @returns how many were released.
 */
export async function releaseLostHosts(db: CensusDatabase): Promise<number> {
  const result = await sql`
    update host set queued_at = null,
      next_visit_at = case when ${diedWithItsWorker} then queued_at + interval '1 day' else next_visit_at end
    where queued_at is not null and status <> 'opted-out' and not exists (
      select from pgboss.job
      where job.name = 'visit' and job.singleton_key = host.name and job.state in ('created', 'retry', 'active'))`.execute(
    db,
  );
  return Number(result.numAffectedRows ?? 0);
}

/** For `update host`: pg-boss's words for a job that its worker stopped refreshing, or did not end in time. */
const diedWithItsWorker = sql`(
  select job.state = 'failed' and job.output #>> '{value,message}' in ('job heartbeat timeout', 'job timed out')
  from pgboss.job where job.name = 'visit' and job.singleton_key = host.name
  order by job.created_on desc limit 1)`;
