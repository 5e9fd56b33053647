import type { Kysely } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import { instanceStatuses } from '../model/status.ts';
import type { Database } from '../tables.ts';

/**
 * Where did a name move that is no instance itself: an account domain, a name that redirects? The host that it leads to,
 * when that one is listed; else undefined. Names that opted out never lead anywhere.
 */
export async function findMove(db: Kysely<Database>, host: HostName): Promise<HostName | undefined> {
  const row = await db
    .selectFrom('host')
    .innerJoin('host as target', 'target.name', 'host.moved_to')
    .innerJoin('instance', 'instance.host_id', 'target.host_id')
    .select('target.name')
    .where('host.name', '=', host)
    .where('host.status', '=', 'moved')
    .where('target.status', 'in', instanceStatuses)
    .executeTakeFirst();
  return row?.name as HostName | undefined;
}
