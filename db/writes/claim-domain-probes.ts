import { sql } from 'kysely';
import type { CensusDatabase } from '../tables.ts';

/** How long a worker may take to probe a domain before another does. */
const probeMinutes = 2;

/** A domain to be tried with an invented name. */
export interface DomainProbe {
  /** The domain. */
  readonly domain: string;
  /** What most of the hosts below it stand directly under: the domain itself, or a subdomain of it. */
  readonly parent: string;
}

/** Takes domains that are due to be probed, so that no other worker does so in the next minutes. */
export async function claimDomainProbes(
  db: CensusDatabase,
  now: Date,
  limit: number,
): Promise<readonly DomainProbe[]> {
  const claimed = await sql<{ name: string; parent: string | null }>`
    update domain set next_probe_at = ${now}::timestamptz + interval '1 minute' * ${probeMinutes}::integer
    where name in (
      select name from domain where next_probe_at <= ${now}
      order by next_probe_at, name limit ${limit} for update skip locked)
    returning name, (
      select substring(host.name from position('.' in host.name) + 1) as parent from host
      where (host.apex_domain = domain.name or host.registrable_domain = domain.name) and host.name <> domain.name
      group by parent order by count(*) desc, parent limit 1) as parent`.execute(db);
  return claimed.rows.map(({ name, parent }) => ({ domain: name, parent: parent ?? name }));
}

/** Is there a domain that waits to be probed for the first time? Its hosts are not visited until then. */
export async function isProbeUnderWay(db: CensusDatabase): Promise<boolean> {
  const found = await sql`
    select from domain where next_probe_at is not null and is_wildcard is null limit 1`.execute(db);
  return found.rows.length > 0;
}
