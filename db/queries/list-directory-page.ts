import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { InstanceRecord } from '../model/records.ts';
import type { Database } from '../tables.ts';
import type { InstanceFilter } from './instance-filter.ts';
import { listedInstances, selectInstanceRow, toInstanceRecord } from './instance-rows.ts';
import {
  countInstances,
  type InstanceOrder,
  type InstanceSort,
  narrowed,
  sortValueOf,
} from './list-instances.ts';

/** What people see: a quarantined figure counts as one that is not stated. */
const counted = (column: string) =>
  sql<number | null>`case when quarantine.rule is null then ${sql.ref(column)} end`;

const countedValues: Readonly<Partial<Record<InstanceSort, RawBuilder<unknown>>>> = {
  users_total: counted('instance.users_total'),
  users_active_month: counted('instance.users_active_month'),
  users_active_half_year: counted('instance.users_active_half_year'),
  local_posts: counted('instance.local_posts'),
};

function shownValueOf(order: InstanceOrder): RawBuilder<unknown> {
  return (order.by === 'random' ? undefined : countedValues[order.by]) ?? sortValueOf(order);
}

/** A page of instances by offset: what the directory's numbered pages show. */
export interface InstancePage {
  readonly instances: readonly InstanceRecord[];
  /** All that match, not only this page. */
  readonly total: number;
}

/**
 * Which instances stand on one page of the directory, one row an instance, in the asked order? Nobody gets to the top
 * of a list that people choose from with a number that cannot be true: instances without a counted value come last,
 * whichever the direction.
 */
export async function listDirectoryPage(
  db: Kysely<Database>,
  query: {
    readonly filter: InstanceFilter;
    readonly order: InstanceOrder;
    readonly limit: number;
    readonly offset: number;
  },
): Promise<InstancePage> {
  const { filter, order, limit, offset } = query;
  const [rows, total] = await Promise.all([
    selectInstanceRow(narrowed(listedInstances(db), filter))
      .orderBy(shownValueOf(order), (by) =>
        order.direction === 'asc' ? by.asc().nullsLast() : by.desc().nullsLast(),
      )
      .orderBy('host.host_id')
      .limit(limit)
      .offset(offset)
      .execute(),
    countInstances(db, filter),
  ]);
  return { instances: rows.map(toInstanceRecord), total };
}
