import { type Kysely, sql } from 'kysely';
import type { InstanceRecord } from '../model/records.ts';
import type { Database } from '../tables.ts';
import type { InstanceFilter } from './instance-filter.ts';
import { listedInstances, selectInstanceRow, toInstanceRecord } from './instance-rows.ts';
import {
  follows,
  type InstanceOrder,
  type InstancePlace,
  matchingHosts,
  narrowed,
  sortValueOf,
} from './list-instances.ts';

/** Which listed instances match, in which order, after a place (from the start when `after` is null)? Ids of their hosts. */
export async function instanceOrder(
  db: Kysely<Database>,
  query: {
    readonly filter: InstanceFilter;
    readonly order: InstanceOrder;
    readonly after: InstancePlace | null;
  },
): Promise<readonly number[]> {
  const { filter, order, after } = query;
  const direction = order.direction === 'asc' ? sql`asc` : sql`desc`;
  const row = await matchingHosts(db, filter)
    .$if(after !== null, (builder) => (after === null ? builder : builder.where(follows(order, after))))
    // One text in place of forty thousand rows, each of which would become an object.
    .select(
      sql<
        number[] | null
      >`json_agg(host.host_id order by ${sortValueOf(order)} ${direction} nulls last, host.host_id)`.as(
        'host_ids',
      ),
    )
    .executeTakeFirstOrThrow();
  return row.host_ids ?? [];
}

/**
 * What do these hosts' instances say now? In the order of the ids; those that do not match any more, or are gone, are left
 * out.
 *
 * @returns also the place of the last one; null: there is none.
 */
export async function instancesInOrder(
  db: Kysely<Database>,
  query: {
    readonly filter: InstanceFilter;
    readonly order: InstanceOrder;
    readonly hostIds: readonly number[];
  },
): Promise<{ readonly instances: readonly InstanceRecord[]; readonly last: InstancePlace | null }> {
  const { filter, order, hostIds } = query;
  if (hostIds.length === 0) return { instances: [], last: null };
  const rows = await selectInstanceRow(narrowed(listedInstances(db), filter))
    .select(sql<string | number | Date | null>`${sortValueOf(order)}`.as('sort_value'))
    .where('host.host_id', '=', sql<number>`any(${[...hostIds]}::bigint[])`)
    .execute();
  const byId = new Map(rows.map((row) => [row.host_id, row]));
  const found = hostIds.flatMap((hostId) => byId.get(hostId) ?? []);
  const last = found.at(-1);
  return {
    instances: found.map(toInstanceRecord),
    last: last === undefined ? null : { value: placeValue(last.sort_value), hostId: last.host_id },
  };
}

function placeValue(value: string | number | Date | null): string | number | null {
  return value instanceof Date ? value.toISOString() : value;
}
