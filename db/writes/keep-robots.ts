import { sql } from 'kysely';
import type { KeptRobots } from '../model/visit-record.ts';
import type { CensusTransaction } from '../tables.ts';

/** What a host's robots.txt says to us, and whose it is. */
export interface HostRobots extends KeptRobots {
  readonly hostId: number;
}

/**
 * Keeps what robots.txt of these hosts says, in place of what was kept before; where it is too much to be kept (null),
 * nothing is. An older reading never replaces a newer one, so a batch may be written twice.
 *
 * @param read one entry a host at most.
 */
export async function keepRobots(trx: CensusTransaction, read: readonly HostRobots[]): Promise<void> {
  const tooLarge = read.filter(({ robots }) => robots === null).map(({ hostId }) => hostId);
  const rows = read
    .filter(({ robots }) => robots !== null)
    .map(({ hostId, readAt, robots }) => ({ host_id: hostId, read_at: readAt, robots }));
  if (tooLarge.length > 0) await trx.deleteFrom('host_robots').where('host_id', 'in', tooLarge).execute();
  if (rows.length === 0) return;
  await sql`
    insert into host_robots (host_id, read_at, robots)
    select host_id, read_at, robots
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as visited (host_id bigint, read_at timestamptz, robots jsonb)
    on conflict (host_id) do update set read_at = excluded.read_at, robots = excluded.robots
      where host_robots.read_at < excluded.read_at`.execute(trx);
}
