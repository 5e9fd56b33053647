import { sql } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import type { CensusDatabase } from '../tables.ts';

/** A request whose proof is to be looked for. */
export interface ClaimedRemoval {
  readonly removalId: number;
  readonly host: HostName;
  readonly token: string;
  readonly requestedAt: Date;
}

/** For how long a claim holds: a worker that dies leaves its requests to the next one after that. */
const holdMs = 10 * 60_000;

/**
 * Takes requests whose check is due, the longest due first, and puts their next check off, so that no other worker takes
 * the same ones. A host whose visit is waiting or running is left for later: it is asked one thing at a time.
 */
export async function claimRemovals(
  db: CensusDatabase,
  now: Date,
  limit: number,
): Promise<readonly ClaimedRemoval[]> {
  const { rows } = await sql<{ removal_id: number; host: HostName; token: string; requested_at: Date }>`
    update removal set next_check_at = ${new Date(now.getTime() + holdMs)}
    where removal_id in (
      select removal_id from removal
      where next_check_at <= ${now} and state = 'waiting'
        and not exists (select from host where host.name = removal.host and host.queued_at is not null)
      order by next_check_at, removal_id
      limit ${limit}
      for update skip locked)
    returning removal_id, host, token, requested_at`.execute(db);
  return rows.map((row) => ({
    removalId: row.removal_id,
    host: row.host,
    token: row.token,
    requestedAt: row.requested_at,
  }));
}
