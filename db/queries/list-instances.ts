import { type Kysely, sql } from 'kysely';
import type { InstanceClass } from '../model/instance-class.ts';
import type { RuleTopic } from '../model/rule-topics.ts';
import type { InstanceStatus, RegistrationMode } from '../model/status.ts';
import type { Database } from '../tables.ts';
import { contains, type ListedInstances, listedInstances } from './instance-rows.ts';

/** What a list of instances may be narrowed by. Absent means "any"; several values of one filter are alternatives. */
export interface InstanceFilter {
  /** Part of the host name, name or description, in any case. Whole labels of an IDN may be given in Unicode. */
  readonly search?: string;
  readonly software?: readonly string[];
  readonly registrations?: readonly RegistrationMode[];
  /** BCP 47 tag; `pt` also finds `pt-BR`. */
  readonly language?: string;
  readonly status?: readonly InstanceStatus[];
  readonly class?: readonly InstanceClass[];
  /** Only instances that have a rule on each of these topics. */
  readonly ruleTopics?: readonly RuleTopic[];
}

/** The columns that a list may be ordered by. */
export const instanceSorts = [
  'domain',
  'users_total',
  'users_active_month',
  'local_posts',
  'first_seen_at',
  'rules_count',
] as const;

/** One of {@link instanceSorts}. */
export type InstanceSort = (typeof instanceSorts)[number];

/** An order: a column and a direction. Nulls come last either way; equal values are told apart by host. */
export interface InstanceOrder {
  readonly by: InstanceSort;
  readonly direction: 'asc' | 'desc';
}

/** The place after which a list goes on: the sort value and host id of the last row seen. */
export interface InstancePlace {
  readonly value: string | number | null;
  readonly hostId: number;
}

/** Where the values of each order stand. */
export const sortColumns = {
  domain: 'host.name',
  users_total: 'instance.users_total',
  users_active_month: 'instance.users_active_month',
  local_posts: 'instance.local_posts',
  first_seen_at: 'host.first_seen_at',
  rules_count: 'instance.rules_count',
} as const satisfies Record<InstanceSort, string>;

/** How many listed instances match a filter? */
export async function countInstances(db: Kysely<Database>, filter: InstanceFilter): Promise<number> {
  const row = await narrowed(listedInstances(db), filter)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return row.total;
}

/** "Comes after" in an order whose nulls are last and whose ties go by ascending host id. */
export function follows(order: InstanceOrder, place: InstancePlace) {
  const column = sql.ref(sortColumns[order.by]);
  if (place.value === null) return sql<boolean>`(${column} is null and host.host_id > ${place.hostId})`;
  const beyond = order.direction === 'asc' ? sql`>` : sql`<`;
  return sql<boolean>`(${column} ${beyond} ${place.value}
    or (${column} = ${place.value} and host.host_id > ${place.hostId}) or ${column} is null)`;
}

/** Applies a filter to a query over listed instances. */
export function narrowed(query: ListedInstances, filter: InstanceFilter): ListedInstances {
  const { search, software, registrations, language, status, ruleTopics } = filter;
  return query
    .$if(search !== undefined && search !== '', (builder) => builder.where(contains(search ?? '')))
    .$if(software !== undefined && software.length > 0, (builder) =>
      builder.where('software.name', 'in', software ?? []),
    )
    .$if(registrations !== undefined && registrations.length > 0, (builder) =>
      builder.where('instance.registrations', 'in', registrations ?? []),
    )
    .$if(status !== undefined && status.length > 0, (builder) =>
      builder.where('host.status', 'in', status ?? []),
    )
    .$if(filter.class !== undefined && filter.class.length > 0, (builder) =>
      builder.where('instance.class', 'in', filter.class ?? []),
    )
    .$if(ruleTopics !== undefined && ruleTopics.length > 0, (builder) =>
      builder.where(sql<boolean>`instance.rule_topics @> ${ruleTopics}::text[]`),
    )
    .$if(language !== undefined, (builder) =>
      builder.where(
        sql<boolean>`exists (select from unnest(instance.languages) as spoken
          where lower(spoken) = lower(${language}) or lower(spoken) like lower(${language}) || '-%')`,
      ),
    );
}
