import { type Kysely, sql } from 'kysely';
import { presentStatuses } from '../model/status.ts';
import type { Database } from '../tables.ts';
import { byLanguage } from './count-by-facet.ts';
import { listedInstances } from './instance-rows.ts';
import { countInstances, narrowed } from './list-instances.ts';

/** A language or country with its servers that are up or failing. */
export interface NetworkPart {
  readonly value: string;
  readonly servers: number;
  /** Of these, those that are not quarantined and state their monthly active users. */
  readonly serversCounted: number;
  /** Their sum; null when there are none. */
  readonly usersActiveMonth: number | null;
}

/** The place of a part in the list: how many servers it has, and its value. */
export type NetworkPartPlace = readonly [servers: number, value: string];

/** A page of parts. */
export interface NetworkPartPage {
  readonly parts: readonly NetworkPart[];
  /** Null when nothing follows. */
  readonly next: NetworkPartPlace | null;
  /** Servers that are in none of the parts. */
  readonly serversElsewhere: number;
  /** Servers that are up or failing, in all. */
  readonly servers: number;
}

/** By what the network is parted: a value that is null is in no part. */
const parted = {
  language: (db: Kysely<Database>) => byLanguage(present(db)).select(['instance.host_id', 'spoken.value']),
  country: (db: Kysely<Database>) =>
    present(db)
      .where('instance.network_country', 'is not', null)
      .select(['instance.host_id', 'instance.network_country as value']),
} as const;

const present = (db: Kysely<Database>) => narrowed(listedInstances(db), { status: presentStatuses });

/**
 * Which languages do servers state, or in which countries are their host networks? One row a language or country, those with most
 * servers first, over servers that are up or failing. A server is in each language that it states.
 */
export async function networkParts(
  db: Kysely<Database>,
  by: keyof typeof parted,
  { after, limit }: { readonly after: NetworkPartPlace | null; readonly limit: number },
): Promise<NetworkPartPage> {
  const values = parted[by](db).select([
    sql<number | null>`case when quarantine.rule is null then instance.users_active_month end`.as('users'),
  ]);
  const [rows, servers, inParts] = await Promise.all([
    db
      .selectFrom(values.as('part'))
      .select((eb) => [
        sql<string>`part.value`.as('value'),
        eb.fn.countAll<number>().as('servers'),
        eb.fn.count<number>('part.users').as('serversCounted'),
        sql<number | null>`sum(part.users)`.as('usersActiveMonth'),
      ])
      .groupBy('part.value')
      .$if(after !== null, (query) =>
        query.having(
          sql<boolean>`count(*) < ${after?.[0]}::bigint or (count(*) = ${after?.[0]}::bigint and part.value > ${after?.[1]}::text)`,
        ),
      )
      .orderBy('servers', 'desc')
      .orderBy('value')
      .limit(limit + 1)
      .execute(),
    countInstances(db, { status: presentStatuses }),
    db
      .selectFrom(parted[by](db).as('part'))
      .select((eb) => eb.fn.count<number>('part.host_id').distinct().as('servers'))
      .executeTakeFirstOrThrow(),
  ]);
  const parts = rows.slice(0, limit);
  const last = parts.at(-1);
  return {
    parts,
    next: rows.length > limit && last !== undefined ? [last.servers, last.value] : null,
    servers,
    serversElsewhere: servers - inParts.servers,
  };
}
