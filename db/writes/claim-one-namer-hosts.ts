import { type RawBuilder, sql } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import { utcDayOf } from '../model/utc-day.ts';
import { visitRanks } from '../model/visit-rank.ts';
import type { CensusTransaction } from '../tables.ts';
import { type ClaimedHost, waitsForProbe } from './claim-due-hosts.ts';

/**
 * Visits a day to hosts below one apex domain that one server alone names. Real hosting providers are named by many;
 * what is named by one and sprouts below one domain is more likely invented.
 */
export const oneNamerVisitsPerDomain = 24;
/** Visits a day to names that one instance alone brings, until it has been weighed (`weigh-introducers`). */
export const unweighedDailyBudget = 2_000;
/**
 * Visits a day to names brought by instances that one server alone names themselves. Real instances are soon named by a
 * second; servers that invent each other without end get no further than this.
 */
export const unvouchedVisitsADay = 500;

/**
 * As {@link claimDueHosts}, for names that one server alone brings: at most {@link oneNamerVisitsPerDomain} a day below
 * one domain, no more for one introducer than it is believed, and {@link unvouchedVisitsADay} for all introducers together
 * that nobody else knows. Hosts beyond a budget are put off to the next day, so
 * that they are not due meanwhile.
 */
export async function claimOneNamerHosts(
  trx: CensusTransaction,
  now: Date,
  limit: number,
): Promise<readonly ClaimedHost[]> {
  const day = sql`${utcDayOf(now)}::date`;
  const left = (table: string, budget: RawBuilder<unknown>) =>
    sql`${budget} - case when ${sql.ref(`${table}.budget_day`)} = ${day} then ${sql.ref(`${table}.budget_used`)} else 0 end`;
  const candidates = await sql<Candidate>`
    select host.host_id, host.name, host.apex_domain, host.introduced_by,
      host.introduced_by is null or ${isVouchedFor} as is_vouched,
      ${left('domain', sql`${oneNamerVisitsPerDomain}::integer`)} as domain_left,
      ${left('introducer', sql`coalesce(introducer.daily_budget, ${unweighedDailyBudget}::integer)`)} as introducer_left
    from host
    left join domain on domain.name = host.apex_domain
    left join introducer on introducer.host_id = host.introduced_by
    left join host as sponsor on sponsor.host_id = host.introduced_by
    left join host_naming on host_naming.host_id = host.introduced_by
    where host.visit_rank = ${visitRanks.oneNamer} and host.next_visit_at <= ${now} and host.queued_at is null
      and not ${waitsForProbe}
    order by host.next_visit_at, host.host_id
    limit ${limit * 4}
    for update of host skip locked`.execute(trx);
  const { chosen, fullDomains, fullIntroducers } = withinBudgets(
    candidates.rows,
    limit,
    await poolLeft(trx, day),
  );
  await spendBudgets(trx, chosen, day);
  await putOff(trx, now, fullDomains, fullIntroducers);
  const ids = chosen.map((host) => host.host_id);
  await sql`update host set queued_at = ${now} where host_id = any(${ids}::bigint[])`.execute(trx);
  return chosen.map(({ name }) => ({ host: name, visitRank: visitRanks.oneNamer }));
}

interface Candidate {
  readonly host_id: number;
  readonly name: HostName;
  readonly apex_domain: string;
  readonly introduced_by: number | null;
  /** Whether anybody beside one server knows who introduced it. */
  readonly is_vouched: boolean;
  /** What the day's budgets still allow; null: no row, nothing used. */
  readonly domain_left: number | null;
  readonly introducer_left: number | null;
}

function withinBudgets(candidates: readonly Candidate[], limit: number, pool: number) {
  let left = pool;
  const domains = new Map<string, number>();
  const introducers = new Map<number | null, number>();
  const chosen: Candidate[] = [];
  for (const host of candidates) {
    const inDomain = (domains.get(host.apex_domain) ?? 0) + 1;
    const ofIntroducer = (introducers.get(host.introduced_by) ?? 0) + 1;
    const fitsDomain = inDomain <= (host.domain_left ?? oneNamerVisitsPerDomain);
    const fitsIntroducer =
      host.introduced_by === null ||
      (ofIntroducer <= (host.introducer_left ?? unweighedDailyBudget) && (host.is_vouched || left > 0));
    if (!fitsDomain) domains.set(host.apex_domain, Number.POSITIVE_INFINITY);
    if (!fitsIntroducer) introducers.set(host.introduced_by, Number.POSITIVE_INFINITY);
    if (!fitsDomain || !fitsIntroducer || chosen.length === limit) continue;
    domains.set(host.apex_domain, inDomain);
    introducers.set(host.introduced_by, ofIntroducer);
    if (!host.is_vouched) left -= 1;
    chosen.push(host);
  }
  const full = <Key>(counts: ReadonlyMap<Key, number>) =>
    [...counts].flatMap(([key, used]) => (used === Number.POSITIVE_INFINITY ? [key] : []));
  return { chosen, fullDomains: full(domains), fullIntroducers: full(introducers) };
}

/** For `where` over the introducer's `sponsor` and `host_naming`: a person gave it, or a second server names it. */
const isVouchedFor = sql`(sponsor.source <> 'peer' or coalesce(bit_count(host_naming.namers), 0) > 1)`;

/** What is left today of {@link unvouchedVisitsADay}. */
async function poolLeft(trx: CensusTransaction, day: RawBuilder<unknown>): Promise<number> {
  const used = await sql<{ used: number }>`
    select coalesce(sum(introducer.budget_used), 0)::integer as used from introducer
    join host as sponsor on sponsor.host_id = introducer.host_id
    left join host_naming on host_naming.host_id = introducer.host_id
    where introducer.budget_day = ${day} and not ${isVouchedFor}`.execute(trx);
  return unvouchedVisitsADay - (used.rows[0]?.used ?? 0);
}

/** Sorted, so that two workers take the rows in one order. */
async function spendBudgets(
  trx: CensusTransaction,
  chosen: readonly Candidate[],
  day: RawBuilder<unknown>,
): Promise<void> {
  const domains = chosen.map((host) => host.apex_domain);
  const introducers = chosen.flatMap((host) => host.introduced_by ?? []);
  const used = (table: 'domain' | 'introducer') => sql`budget_day = ${day},
    budget_used = case when ${sql.ref(`${table}.budget_day`)} = ${day} then ${sql.ref(`${table}.budget_used`)} else 0 end
      + excluded.budget_used`;
  await sql`
    insert into domain (name, budget_day, budget_used)
    select name, ${day}, count(*) from unnest(${domains}::text[]) as visited (name) group by name order by name
    on conflict (name) do update set ${used('domain')}`.execute(trx);
  await sql`
    insert into introducer (host_id, budget_day, budget_used)
    select host_id, ${day}, count(*) from unnest(${introducers}::bigint[]) as visited (host_id)
    group by host_id order by host_id
    on conflict (host_id) do update set ${used('introducer')}`.execute(trx);
}

/** To the first hour of the next UTC day; a domain that has used its budget up is probed again, too. */
async function putOff(
  trx: CensusTransaction,
  now: Date,
  domains: readonly string[],
  introducers: readonly (number | null)[],
): Promise<void> {
  if (domains.length + introducers.length === 0) return;
  await sql`
    update host set next_visit_at = date_trunc('day', ${now}::timestamptz, 'UTC') + interval '1 day' + interval '1 hour' * random()
    where host_id in (
      select host_id from host
      where visit_rank = ${visitRanks.oneNamer} and next_visit_at <= ${now} and queued_at is null
        and (apex_domain = any(${domains}::text[]) or introduced_by = any(${introducers}::bigint[]))
      order by host_id for update skip locked)`.execute(trx);
  await sql`
    update domain set next_probe_at = ${now}
    where name = any(${domains}::text[]) and probed_at < ${now}::timestamptz - interval '1 day'
      and next_probe_at > ${now}`.execute(trx);
}
