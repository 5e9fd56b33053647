import { type Kysely, sql } from 'kysely';
import type { InstanceStatus } from '../model/status.ts';
import type { Database } from '../tables.ts';
import type { InstanceFilter } from './instance-filter.ts';
import { listedInstances } from './instance-rows.ts';
import { narrowed } from './list-instances.ts';

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

/** How large an instance usually is. */
export interface UsualSize {
  /** Half of them have at most so many users active in the month; null when none says. */
  readonly median: number | null;
  /** Users on the largest of them as a share of the users on all; null when there are none. */
  readonly largestShare: number | null;
}

/** How large are the instances that match, by those that say how many users are active and are not quarantined? */
export async function usualSize(db: Kysely<Database>, filter: InstanceFilter): Promise<UsualSize> {
  const row = await narrowed(listedInstances(db), { ...filter, quarantined: false })
    .select([
      sql<number | null>`percentile_disc(0.5) within group (order by instance.users_active_month)`.as(
        'median',
      ),
      sql<number | null>`max(instance.users_active_month)::double precision
        / nullif(sum(instance.users_active_month), 0)::double precision`.as('largestShare'),
    ])
    .executeTakeFirstOrThrow();
  return row;
}
