import { sql } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import { utcDayOf } from '../model/utc-day.ts';
import type { CensusTransaction } from '../tables.ts';

/** An instance that a batch found up. */
export interface VisitedInstance {
  readonly hostId: number;
  readonly host: HostName;
  readonly visitedAt: Date;
}

/** Two answers of one server, read at different times, differ in their figures by no more than this share. */
const maxDifference = 0.05;
/** An alias is asked again as seldom as a host that redirects: whether it has become a server of its own. */
const visitEveryDays = 30;

/**
 * Counts an instance once that answers under several names. A host is the alias of another one when
 * - it says that its accounts are known under the other's name, or under a name that has moved to the other, or it is
 *   `www.` before it;
 * - the other is an instance that claims its own name, no name, or the same one as the alias does;
 * - both tell the same: one software, one version, figures that agree.
 *
 * The alias becomes `moved`; nothing of either is overwritten. Two servers that claim one name and tell different things
 * stay two: a blog at `example.org` beside a Mastodon at `social.example.org` is the common case, an impostor the other.
 *
 * Called after a batch has been written, with its instances: they may be aliases, or what others are aliases of.
 */
export async function resolveAliases(
  trx: CensusTransaction,
  visited: readonly VisitedInstance[],
): Promise<void> {
  if (visited.length === 0) return;
  const ids = visited.map(({ hostId }) => hostId);
  const names = visited.map(({ host }) => host);
  const withPrefix = [
    ...names.filter((name) => name.startsWith('www.')),
    ...names.map((name) => `www.${name}`),
  ];
  const visitedAt = new Date(Math.max(...visited.map((each) => each.visitedAt.getTime())));
  const { rows: aliases } = await sql<{ host_id: number }>`
    with claim (host_id, canonical_name, preference) as (
      select alias.host_id, alias.account_domain, 1 from instance as alias
        where alias.host_id = any(${ids}::bigint[]) or alias.account_domain = any(${names}::text[])
      union all
      select alias.host_id, claimed.moved_to, 2 from instance as alias
        join host as claimed on claimed.name = alias.account_domain and claimed.status = 'moved'
        where alias.host_id = any(${ids}::bigint[])
      union all
      select host.host_id, substring(host.name from 5), 3 from host where host.name = any(${withPrefix}::text[])
    ), found as (
      select distinct on (alias_host.host_id) alias_host.host_id, canonical_host.name as canonical
      from claim
      join host as alias_host on alias_host.host_id = claim.host_id
      join instance as alias on alias.host_id = alias_host.host_id
      join host as canonical_host on canonical_host.name = claim.canonical_name
      join instance as canonical on canonical.host_id = canonical_host.host_id
      join release as alias_release on alias_release.release_id = alias.release_id
      join release as canonical_release on canonical_release.release_id = canonical.release_id
      where alias_host.status in ('up', 'failing') and canonical_host.status = 'up'
        and alias_host.host_id <> canonical_host.host_id
        and (canonical.account_domain is null or canonical.account_domain in (canonical_host.name, alias.account_domain))
        and alias_release.software_id = canonical_release.software_id
        and alias_release.version = canonical_release.version
        and ${agrees('users_total')} and ${agrees('local_posts')}
      order by alias_host.host_id, claim.preference
    )
    update host set status = 'moved', moved_to = found.canonical, moved_at = coalesce(host.moved_at, ${visitedAt}),
      next_visit_at = ${visitedAt}::timestamptz + ${visitEveryDays}::integer * interval '1 day'
    from found where host.host_id = found.host_id
    returning host.host_id`.execute(trx);
  // From this day on, what it reports is the other's; so it is not carried either.
  const day = utcDayOf(visitedAt);
  const n = Number(day.slice(8));
  await sql`
    insert into host_month (host_id, month, coverage)
    select host_id, ${`${day.slice(0, 8)}01`}::date, overlay(repeat('-', 31) placing 'm' from ${n}::integer for 1)
    from unnest(${aliases.map((alias) => alias.host_id)}::bigint[]) as alias (host_id)
    on conflict (host_id, month) do update
      set coverage = overlay(host_month.coverage placing 'm' from ${n}::integer for 1)`.execute(trx);
  // Those that were aliases and are no more.
  await sql`
    update host set moved_at = null where host_id = any(${ids}::bigint[]) and status = 'up' and moved_at is not null`.execute(
    trx,
  );
}

/** Both say nothing, or numbers that lie close together. */
function agrees(column: 'users_total' | 'local_posts') {
  const alias = sql.ref(`alias.${column}`);
  const canonical = sql.ref(`canonical.${column}`);
  return sql`(${alias} is not distinct from ${canonical}
    or abs(${alias} - ${canonical}) <= ${maxDifference}::float8 * greatest(${alias}, ${canonical}))`;
}
