import type { Kysely } from 'kysely';
import { type UtcDay, utcDayOf } from '../model/utc-day.ts';
import type { Database } from '../tables.ts';
import { listedHosts } from './instance-rows.ts';

/** A server's page as a search engine may list it. */
export interface SearchableServer {
  readonly domain: string;
  /** Day of the newest answer that the page tells of; null: not known. */
  readonly answeredOn: UtcDay | null;
}

/** Servers whose pages search engines may list: those that are there. Gone and moved ones are not, and who opted out is none. */
const searchable = (db: Kysely<Database>) => listedHosts(db, ['up', 'failing']);

/** How many servers have a page that search engines may list? */
export async function countSearchableServers(db: Kysely<Database>): Promise<number> {
  const { count } = await searchable(db)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Part of the servers whose pages search engines may list, by name. */
export async function searchableServers(
  db: Kysely<Database>,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<readonly SearchableServer[]> {
  const rows = await searchable(db)
    .select(['host.name', 'host.last_up_at'])
    .orderBy('host.name')
    .offset(offset)
    .limit(limit)
    .execute();
  return rows.map(({ name, last_up_at }) => ({
    domain: name,
    answeredOn: last_up_at === null ? null : utcDayOf(last_up_at),
  }));
}
