import { type Kysely, sql } from 'kysely';
import { type HostName, registrableDomain } from '../model/host-name.ts';
import type { HostSource } from '../model/status.ts';
import type { Database } from '../tables.ts';

/** Names a statement: one array parameter each, so the size is bounded by memory, not by the protocol's 65,535 parameters. */
const chunkSize = 5_000;

/**
 * Adds names to the frontier, due at once; names that are known already are left as they are.
 * Inserted in sorted order, so that two workers with overlapping lists wait for each other in place of deadlocking.
 *
 * @returns how many were new.
 */
export async function addHosts(
  db: Kysely<Database>,
  names: Iterable<HostName>,
  found: { readonly source: HostSource; readonly at: Date },
): Promise<number> {
  const sorted = [...new Set(names)].sort();
  let added = 0;
  for (let start = 0; start < sorted.length; start += chunkSize) {
    const chunk = sorted.slice(start, start + chunkSize);
    const result = await sql`
      insert into host (name, registrable_domain, status, source, first_seen_at, next_visit_at)
      select named.name, named.registrable_domain, 'new', ${found.source}, ${found.at}, ${found.at}
      from unnest(${chunk}::text[], ${chunk.map(registrableDomain)}::text[]) as named (name, registrable_domain)
      where not exists (select from host where host.name = named.name)
      on conflict (name) do nothing`.execute(db);
    added += Number(result.numAffectedRows ?? 0);
  }
  return added;
}
