import { sql } from 'kysely';
import type { UtcDay } from '../../../db/model/utc-day.ts';
import { addDays } from '../../../db/model/utc-day.ts';
import { placeOf } from '../../../db/queries/counted-days.ts';
import type { CensusDatabase } from '../../../db/tables.ts';

/** What every instance is told apart by; some thousands of sets are in use at a time. */
const facetSets = 10_000;
/** Days without an answer. */
const missingShare = 0.04;

/** The name of an instance of the loaded census, from 1. */
export const loadedName = (index: number) => `server-${index}.example.org`;

/**
 * Fills a migrated, empty database with instances that have answered lately: hosts, instances, software, releases and
 * facet sets. Sizes fall by rank, as sizes of servers do.
 */
export async function loadInstances(db: CensusDatabase, instances: number, firstDay: UtcDay): Promise<void> {
  const statements = [
    sql`insert into software (name) select 'software-' || n from generate_series(1, 40) as n`,
    // Forty releases each, eight of a series.
    sql`insert into release (software_id, version)
      select software_id, software_id || '.' || n / 8 || '.' || n % 8 from software, generate_series(0, 39) as n`,
    sql`insert into facet_set (fingerprint, release_id, registrations, class, languages, network_country)
      select md5(n::text)::uuid, 1 + floor(1600 * random() ^ 2)::integer,
        (array['open', 'approval', 'invite', 'closed', null])[1 + n % 5],
        (array['community', 'community', 'personal', 'personal', 'bridge', 'cms'])[1 + n % 6],
        case when n % 3 > 0 then array[chr(97 + floor(26 * random() ^ 3)::integer) || chr(97 + n % 2)] end,
        chr(65 + floor(26 * random() ^ 3)::integer) || chr(65 + n % 3)
      from generate_series(1, ${facetSets}::integer) as n`,
    sql`insert into host (name, registrable_domain, apex_domain, status, source, first_seen_at, next_visit_at, last_visit_at, last_up_at)
      select 'server-' || n || '.example.org', 'server-' || n || '.example.org', 'example.org', 'up', 'seed',
        ${firstDay}::date, ${firstDay}::date, ${firstDay}::date, ${firstDay}::date
      from generate_series(1, ${instances}::integer) as n`,
    sql`insert into instance (host_id, release_id, provenance, first_up_at, class)
      select host_id, 1 + host_id % 1600, 21845, ${firstDay}::date, 'community' from host`,
    sql`analyze`,
  ];
  for (const statement of statements) await statement.execute(db);
}

/**
 * One month of every instance, as its visits of all days would leave it: one in {@link missingShare} is missing, users
 * join, active users come and go by random walks, posts grow; the half-year figure is not stated by three in ten, comments
 * by two in ten, peer lists are read weekly and published by seven in ten.
 *
 * @param month its first day; `days` of it are filled.
 */
export async function loadMonth(db: CensusDatabase, month: UtcDay, days: number): Promise<void> {
  const walk = (step: ReturnType<typeof sql>) =>
    sql`sum(${step}) over (partition by host_id order by n rows unbounded preceding)`;
  const list = (value: ReturnType<typeof sql>, type: string) =>
    sql`array_agg(case when is_up then ${value} end::${sql.raw(type)} order by n)`;
  await db.transaction().execute(async (trx) => {
    await sql`set local work_mem = '256MB'`.execute(trx);
    await sql`
      insert into host_month (host_id, month, coverage, facet_set_ids, provenances, users_total, users_active_month,
        users_active_half_year, local_posts, local_comments, peers_counts)
      select host_id, ${month}::date,
        string_agg(case when n > ${days} then '-' when is_up then 'a' else 'f' end, '' order by n),
        ${list(sql`1 + (hashint8(host_id + 1000003 * ((serial + n + host_id % 45) / 45)) & 2147483647) % ${facetSets}`, 'integer')},
        ${list(sql`21845`, 'smallint')}, ${list(sql`users + joined`, 'bigint')},
        ${list(sql`greatest(0, least(users + joined, round(active + drift)))`, 'bigint')},
        case when host_id % 10 < 7 then ${list(sql`greatest(0, least(users + joined, round(1.6::float8 * active + drift)))`, 'bigint')} end,
        ${list(sql`60 * users + posted`, 'bigint')},
        case when host_id % 5 < 4 then ${list(sql`case when host_id % 2 = 0 then 20 * users + posted / 3 else 0 end`, 'bigint')} end,
        case when host_id % 10 between 1 and 7
          then ${list(sql`case when (host_id + serial + n) % 7 = 0 then 8000 + host_id % 20000 + serial * 5 end`, 'integer')} end
      from (
        select host_id, n, serial, users, active, n <= ${days} and random() > ${missingShare}::float8 as is_up,
          ${walk(sql`floor(users * 0.0008::float8 * random() + random() * 1.02::float8)`)} as joined,
          ${walk(sql`round((random() - 0.5::float8) * 0.6::float8 * sqrt(active))`)} as drift,
          ${walk(sql`floor(active * random() + random())`)} as posted
        from (
          select host_id, n, serial, 1 + floor(users + serial * users * 0.0004::float8) as users,
            1 + users * (0.1::float8 + 0.4::float8 * (hashint8(host_id) & 1023) / 1024.0::float8) as active
          from (select host_id, 400000 / host_id::float8 ^ 1.15 as users, ${month}::date - '2020-01-01'::date as serial from host) as sized
          cross join generate_series(1, 31) as n) as placed) as walked
      group by host_id
      order by hashint8(host_id)`.execute(trx);
  });
}

/** First days of so many months from a day that is one on. */
export function monthsFrom(
  first: UtcDay,
  count: number,
): readonly { readonly month: UtcDay; readonly days: number }[] {
  const months: { month: UtcDay; days: number }[] = [];
  let month = first;
  while (months.length < count) {
    const next = addDays(month, 31);
    const start = addDays(next, 1 - placeOf(next));
    months.push({ month, days: placeOf(addDays(start, -1)) });
    month = start;
  }
  return months;
}
