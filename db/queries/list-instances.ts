import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { instanceStatuses } from '../model/status.ts';
import type { Database } from '../tables.ts';
import { filterConditions, type InstanceFilter, uptimeTenThousandths } from './instance-filter.ts';
import { listedHosts } from './instance-rows.ts';

/**
 * What a list may be ordered by, each with what its values are. `name` is folded (`model/search-text.ts`), the others are as
 * in records; `uptime_30d` is counted in ten-thousandths, so that every number is a whole one.
 */
export const instanceSortKinds = {
  domain: 'text',
  users_total: 'number',
  users_active_month: 'number',
  local_posts: 'number',
  first_seen_at: 'instant',
  rules_count: 'number',
  users_active_half_year: 'number',
  uptime_30d: 'number',
  latency_ms: 'number',
  peers_count: 'number',
  last_up_at: 'instant',
  last_visit_at: 'instant',
  name: 'text',
} as const satisfies Readonly<Record<string, 'text' | 'instant' | 'number'>>;

/** One of {@link instanceSortKinds}. */
export type InstanceSort = keyof typeof instanceSortKinds;

/** The columns that a list may be ordered by. */
export const instanceSorts = Object.keys(instanceSortKinds) as readonly InstanceSort[];

/** An order by a column. Nulls come last either way; equal values are told apart by host. */
export interface ColumnOrder {
  readonly by: InstanceSort;
  readonly direction: 'asc' | 'desc';
}

/**
 * An order by lot, which knows nothing of size, name or age: instances that answer, then those that fail, then all others. The
 * same seed gives the same order.
 */
export interface RandomOrder {
  readonly by: 'random';
  readonly direction: 'asc';
  readonly seed: string;
}

/** What a list is ordered by. */
export type InstanceOrder = ColumnOrder | RandomOrder;

/** What somebody asks for: the seed of an order by lot may come from elsewhere. */
export type AskedOrder = ColumnOrder | Omit<RandomOrder, 'seed'>;

/** The order that is asked for, by the lots of a seed if it is by lot. */
export function orderWith(asked: AskedOrder, seed: string): InstanceOrder {
  return asked.by === 'random' ? { ...asked, seed } : asked;
}

/**
 * The place after which a list goes on: the sort value and host id of the last row seen. A text, an instant (ISO 8601) or a
 * whole number, as {@link instanceSortKinds} says.
 */
export interface InstancePlace {
  readonly value: string | number | null;
  readonly hostId: number;
}

/** What a list may be ordered by, out of the rows of `listedHosts`. */
export const sortValues: Readonly<Record<InstanceSort, RawBuilder<unknown>>> = {
  domain: sql.ref('host.name'),
  users_total: sql.ref('instance.users_total'),
  users_active_month: sql.ref('instance.users_active_month'),
  local_posts: sql.ref('instance.local_posts'),
  first_seen_at: sql.ref('host.first_seen_at'),
  rules_count: sql.ref('instance.rules_count'),
  users_active_half_year: sql.ref('instance.users_active_half_year'),
  uptime_30d: uptimeTenThousandths,
  latency_ms: sql.ref('instance.latency_ms'),
  peers_count: sql.ref('instance.peers_count'),
  last_up_at: sql`coalesce(host.last_up_at, instance.first_up_at)`,
  last_visit_at: sql`coalesce(host.last_visit_at, instance.first_up_at)`,
  name: sql.ref('instance_search.sort_name'),
};

/** What a list is ordered by, out of the rows of `listedHosts`. */
export function sortValueOf(order: InstanceOrder): RawBuilder<unknown> {
  return order.by === 'random' ? lotOf(order.seed) : sortValues[order.by];
}

/** What the values of an order are; see {@link instanceSortKinds}. */
export function sortKindOf({ by }: AskedOrder): 'text' | 'instant' | 'number' {
  return by === 'random' ? 'text' : instanceSortKinds[by];
}

/**
 * A digit for whether it answers, then the hash of seed and name: MD5, which is the same on every server and spreads evenly; nobody
 * chooses the day.
 */
function lotOf(seed: string): RawBuilder<string> {
  return sql`((case host.status when 'up' then '0' when 'failing' then '1' else '2' end
    || md5(${`${seed}\n`}::text || host.name)) collate "C")`;
}

/** The type in PostgreSQL that holds every value of a kind: a number beyond an integer column is beyond all its values. */
const typeOfKind = { text: sql`text`, instant: sql`timestamptz`, number: sql`bigint` } as const;

/** How many listed instances match a filter? */
export async function countInstances(db: Kysely<Database>, filter: InstanceFilter): Promise<number> {
  const row = await matchingHosts(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return row.total;
}

/** "Comes after" in an order whose nulls are last and whose ties go by ascending host id. */
export function follows(order: InstanceOrder, place: InstancePlace): RawBuilder<boolean> {
  const column = sortValueOf(order);
  if (place.value === null) return sql`(${column} is null and host.host_id > ${place.hostId})`;
  const beyond = order.direction === 'asc' ? sql`>` : sql`<`;
  const value = sql`${place.value}::${typeOfKind[sortKindOf(order)]}`;
  return sql`(${column} ${beyond} ${value}
    or (${column} = ${value} and host.host_id > ${place.hostId}) or ${column} is null)`;
}

/** The rows of `listedHosts` that match a filter. */
export function matchingHosts(db: Kysely<Database>, { status = [], ...beside }: InstanceFilter) {
  return narrowed(listedHosts(db, status.length === 0 ? instanceStatuses : status), beside);
}

/** Applies a filter to a query that starts at `listedHosts` or `listedInstances`. */
export function narrowed<Tables, Joined extends keyof Tables, Output>(
  query: SelectQueryBuilder<Tables, Joined, Output>,
  filter: InstanceFilter,
): SelectQueryBuilder<Tables, Joined, Output> {
  return filterConditions(filter).reduce((narrower, condition) => narrower.where(condition), query);
}
