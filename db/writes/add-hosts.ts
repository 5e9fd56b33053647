import { type Kysely, sql } from 'kysely';
import { apexDomain, type HostName, registrableDomain } from '../model/host-name.ts';
import type { HostSource } from '../model/status.ts';
import { type VisitRank, visitRanks } from '../model/visit-rank.ts';
import type { Database } from '../tables.ts';

/** Names a statement: one array parameter each, so the size is bounded by memory, not by the protocol's 65,535 parameters. */
const chunkSize = 5_000;

/**
 * Hosts below one domain at most. The largest hosting providers have some thousands of instances; what goes beyond is
 * invented.
 */
export const maxHostsOfDomain = 10_000;

/**
 * From so many hosts below one domain on, an invented name is tried before a further real one is. Small, since each
 * host visited before costs its server up to eight requests; trying costs an honest domain one question to its name
 * server, a month.
 */
export const probedFromHosts = 6;

/** How names came to us. */
export interface FoundHosts {
  readonly source: HostSource;
  readonly at: Date;
  /** Rank of a name that nobody has introduced. @default known */
  readonly visitRank?: VisitRank;
  /** Key of the instance whose peer list names a host; such a host waits behind the others until more name it. */
  readonly introducerOf?: (name: HostName) => number | undefined;
}

/**
 * Adds names to the frontier, due at once; names that are known already are left as they are, and so are those below a
 * domain that answers to any name, that is blocked, or that has {@link maxHostsOfDomain} already.
 * Inserted in sorted order, so that two workers with overlapping lists wait for each other in place of deadlocking.
 *
 * @returns how many were new.
 */
export async function addHosts(
  db: Kysely<Database>,
  names: Iterable<HostName>,
  found: FoundHosts,
): Promise<number> {
  const sorted = [...new Set(names)].sort();
  const perDomain = new Map<string, number>();
  let added = 0;
  for (let start = 0; start < sorted.length; start += chunkSize) {
    for (const domain of await addChunk(db, sorted.slice(start, start + chunkSize), found)) {
      added += 1;
      for (const name of new Set([domain.registrable_domain, domain.apex_domain]))
        perDomain.set(name, (perDomain.get(name) ?? 0) + 1);
    }
  }
  await countHosts(db, perDomain, found.at);
  return added;
}

interface AddedHost {
  readonly registrable_domain: string;
  readonly apex_domain: string;
}

async function addChunk(
  db: Kysely<Database>,
  names: readonly HostName[],
  { source, at, visitRank = visitRanks.known, introducerOf }: FoundHosts,
): Promise<readonly AddedHost[]> {
  const introducers = names.map((name) => introducerOf?.(name) ?? null);
  const inserted = await sql<AddedHost>`
    insert into host (name, registrable_domain, apex_domain, introduced_by, visit_rank, status, source,
      first_seen_at, next_visit_at)
    select named.name, named.registrable_domain, named.apex_domain, named.introduced_by,
      case when named.introduced_by is null then ${visitRank}::smallint else ${visitRanks.oneNamer}::smallint end, 'new', ${source},
      ${at}, ${at}
    from unnest(${names}::text[], ${names.map(registrableDomain)}::text[], ${names.map(apexDomain)}::text[],
      ${introducers}::bigint[]) as named (name, registrable_domain, apex_domain, introduced_by)
    where not exists (select from host where host.name = named.name)
      and not exists (
        select from domain where domain.name in (named.registrable_domain, named.apex_domain)
          and (domain.is_wildcard or domain.is_opted_out or domain.hosts >= ${maxHostsOfDomain}))
    order by named.name collate "C"
    on conflict (name) do nothing
    returning registrable_domain, apex_domain`.execute(db);
  return inserted.rows;
}

async function countHosts(
  db: Kysely<Database>,
  perDomain: ReadonlyMap<string, number>,
  at: Date,
): Promise<void> {
  const counts = [...perDomain].sort(([a], [b]) => (a < b ? -1 : 1));
  for (let start = 0; start < counts.length; start += chunkSize) {
    const chunk = counts.slice(start, start + chunkSize);
    await sql`
      insert into domain (name, hosts, next_probe_at)
      select name, hosts, case when hosts >= ${probedFromHosts} then ${at}::timestamptz end
      from unnest(${chunk.map(([name]) => name)}::text[], ${chunk.map(([, hosts]) => hosts)}::integer[])
        as added (name, hosts)
      on conflict (name) do update set hosts = domain.hosts + excluded.hosts,
        next_probe_at = coalesce(domain.next_probe_at,
          case when domain.hosts + excluded.hosts >= ${probedFromHosts} then ${at}::timestamptz end)`.execute(
      db,
    );
  }
}
