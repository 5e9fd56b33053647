import type { Kysely } from 'kysely';
import type { InstanceStatus } from '../model/status.ts';
import type { Database } from '../tables.ts';
import { listedInstances } from './instance-rows.ts';

/** How large an instance is, and whether it answered when it was last asked. */
export interface InstanceSize {
  readonly domain: string;
  readonly users_active_month: number | null;
  readonly status: InstanceStatus;
}

/**
 * How large are the instances that count today, the largest first? One row an instance that is up or failing and not
 * quarantined; at most `limit` rows. Served by `instance_users_active_month_idx`.
 */
export async function instanceSizes(db: Kysely<Database>, limit: number): Promise<readonly InstanceSize[]> {
  const rows = await listedInstances(db)
    .where('host.status', 'in', ['up', 'failing'])
    .where('quarantine.rule', 'is', null)
    .select(['host.name as domain', 'instance.users_active_month', 'host.status'])
    .orderBy('instance.users_active_month', (by) => by.desc().nullsLast())
    .orderBy('host.host_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, status: row.status as InstanceStatus }));
}
