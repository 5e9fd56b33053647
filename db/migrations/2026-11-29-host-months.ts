import { type Kysely, sql } from 'kysely';

/**
 * What was reported is kept a month of a host in one row, a place a day: less than half the room of a row a day, and a
 * server's whole history in a few rows. `snapshot` becomes a view of it. What is quarantined is no longer written into
 * what was reported, but stands beside it. Day figures of the network and of each software become one table, with
 * further facets, and keep what they were before a revision. Frozen.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [monthTables, quarantineTables].flat()) await sql.raw(statement).execute(db);
  for (let year = 2022; year <= 2046; year += 1) await sql.raw(yearOfMonths(year)).execute(db);
  await sql.raw(`create table host_month_other partition of host_month default ${storage}`).execute(db);
  for (const statement of [moveSnapshots, views, dayFigures].flat()) await sql.raw(statement).execute(db);
}

const figures = [
  'users_total',
  'users_active_month',
  'users_active_half_year',
  'local_posts',
  'local_comments',
];

const monthTables = [
  `create table facet_set (
     facet_set_id integer generated always as identity primary key,
     fingerprint uuid not null constraint facet_set_fingerprint_key unique,
     release_id integer not null references release,
     registrations text constraint facet_set_registrations_check
       check (registrations in ('open', 'approval', 'invite', 'closed')),
     class text not null,
     languages text[],
     network_country text
   )`,
  `create table host_month (
     host_id bigint not null,
     month date not null constraint host_month_first_day_check check (extract(day from month) = 1),
     coverage text not null constraint host_month_coverage_check check (coverage ~ '^[-amrfn]{31}$'),
     facet_set_ids integer[],
     provenances smallint[],
     ${figures.map((figure) => `${figure} bigint[],`).join('\n')}
     peers_counts integer[],
     filler text generated always as (repeat(' ', 2000 + length(coverage))) stored,
     primary key (host_id, month)
   ) partition by range (month)`,
  // PostgreSQL compresses the values of a row only when the row is longer than 2 kB; then, with a low target, all of them. The
  // filler makes every row that long, and is 35 bytes of what is kept. MAIN: compressed, and kept in the row.
  ...['coverage', 'facet_set_ids', 'provenances', ...figures, 'peers_counts', 'filler'].map(
    (column) => `alter table host_month alter column ${column} set storage main`,
  ),
  'create index host_month_month_idx on host_month (month)',
];

// Room on each page for the next version of a row, which grows every day.
const storage = 'with (fillfactor = 85, toast_tuple_target = 128, autovacuum_vacuum_scale_factor = 0.1)';
const yearOfMonths = (year: number) => `create table host_month_${year} partition of host_month
  for values from ('${year}-01-01') to ('${year + 1}-01-01') ${storage}`;

const quarantineTables = [
  `create table quarantine_finding (
     host_id bigint not null,
     rule text not null,
     from_day date not null,
     to_day date,
     detail text not null,
     primary key (host_id, from_day),
     constraint quarantine_finding_span_check check (to_day is null or to_day >= from_day)
   )`,
  `create table quarantine_decision (
     host_id bigint primary key,
     decision text not null constraint quarantine_decision_check check (decision in ('quarantined', 'counted')),
     since_day date not null,
     detail text not null,
     decided_at timestamptz not null
   )`,
  `create table quarantine_state (
     host_id bigint primary key,
     through_day date not null,
     state_version integer not null,
     state jsonb not null,
     state_before jsonb,
     verdict jsonb,
     is_stale boolean not null default false
   )`,
  `insert into quarantine_decision (host_id, decision, since_day, detail, decided_at)
     select host_id, 'quarantined', coalesce(quarantine_since, '2022-01-01'), coalesce(quarantine_detail, ''), now()
     from instance where quarantine_rule = 'by-hand'`,
];

const moveSnapshots = [
  `insert into facet_set (fingerprint, release_id, registrations, class, languages, network_country)
     select distinct md5(row(snapshot.release_id, snapshot.registrations, class, languages, network_country)::text)::uuid,
       snapshot.release_id, snapshot.registrations, class, languages, network_country
     from snapshot join instance using (host_id)`,
  `insert into host_month (host_id, month, coverage, facet_set_ids, provenances, ${figures.join(', ')}, peers_counts)
     select host_id, month, coverage, facet_set_ids, provenances,
       ${figures.map((figure) => `case when ${figure} <> array_fill(null::bigint, array[31]) then ${figure} end`).join(', ')},
       case when peers_counts <> array_fill(null::integer, array[31]) then peers_counts end
     from (
       select months.host_id, month, string_agg(coalesce(letter, '-'), '' order by n) as coverage,
         case when count(facet_set_id) > 0 then array_agg(facet_set_id order by n) end as facet_set_ids,
         case when count(facet_set_id) > 0 then array_agg(provenance order by n) end as provenances,
         ${figures.map((figure) => `array_agg(${figure} order by n) as ${figure}`).join(', ')},
         array_agg(peers_count order by n) as peers_counts
       from (
         select host_id, date_trunc('month', day)::date as month from snapshot
         union select host_id, date_trunc('month', visited_at at time zone 'UTC')::date from visit) as months
       cross join generate_series(1, 31) as n
       left join lateral (
         select snapshot.*, facet_set.facet_set_id from snapshot join instance using (host_id)
         join facet_set on facet_set.fingerprint = md5(row(snapshot.release_id, snapshot.registrations,
           instance.class, instance.languages, instance.network_country)::text)::uuid
         where snapshot.host_id = months.host_id and snapshot.day = months.month + n - 1
           and extract(month from months.month + n - 1) = extract(month from months.month)) as reported on true
       left join lateral (
         select case outcome when 'up' then 'a' when 'moved' then 'm' when 'robots-denied' then 'r' when 'opted-out' then 'r'
           when 'no-ipv6-route' then 'n' else 'f' end as letter
         from visit where visit.host_id = months.host_id
           and visited_at >= (months.month + n - 1)::timestamp at time zone 'UTC'
           and visited_at < (months.month + n)::timestamp at time zone 'UTC'
           and extract(month from months.month + n - 1) = extract(month from months.month)
         order by visited_at desc limit 1) as asked on true
       group by months.host_id, month) as gathered`,
  'drop table snapshot',
  `alter table instance drop column quarantine_rule, drop column quarantine_since, drop column quarantine_detail`,
];

const views = [
  // What a person has decided stands above what rules find.
  `create view quarantine as
     select finding.host_id, finding.rule, finding.from_day,
       case when decision.since_day <= coalesce(finding.to_day, 'infinity') then decision.since_day - 1
         else finding.to_day end as to_day,
       finding.detail
     from quarantine_finding as finding
     left join quarantine_decision as decision on decision.host_id = finding.host_id
     where decision.host_id is null or (decision.decision = 'quarantined' and finding.from_day < decision.since_day)
     union all
     select host_id, 'by-hand', since_day, null, detail from quarantine_decision where decision = 'quarantined'`,
  `create view snapshot as
     select host_month.host_id, host_month.month, host_month.month + n - 1 as day, host_month.facet_set_ids[n] as facet_set_id,
       facet_set.release_id, facet_set.registrations, facet_set.class, facet_set.languages, facet_set.network_country,
       ${figures.map((figure) => `host_month.${figure}[n] as ${figure},`).join('\n')}
       host_month.peers_counts[n] as peers_count, host_month.provenances[n] as provenance,
       quarantine.rule as quarantine_rule
     from host_month cross join generate_series(1, 31) as n
     cross join lateral (
       -- Each set is looked up by its key: a host has few of the many that there are.
       select * from facet_set where facet_set.facet_set_id = host_month.facet_set_ids[n] offset 0) as facet_set
     left join quarantine on quarantine.host_id = host_month.host_id
       and host_month.month + n - 1 between quarantine.from_day and coalesce(quarantine.to_day, 'infinity')`,
];

const counts = ['users_total', 'users_active_month', 'users_active_half_year', 'local_posts'];
const valueColumns = [
  'servers_observed integer',
  'servers_carried integer',
  ...counts.flatMap((figure) => [`${figure}_observed bigint`, `${figure}_carried bigint`]),
  'servers_known integer',
  'servers_asked integer',
  'servers_answered integer',
  'servers_refused integer',
  'servers_failed integer',
  'servers_quarantined integer',
  'users_total_quarantined bigint',
  'users_active_month_quarantined bigint',
  'servers_stating_active_month integer',
];
const oldNames = [
  'servers_observed',
  'servers_carried',
  ...counts.flatMap((figure) => [`${figure}_observed`, `${figure}_carried`]),
  'servers_known',
  'servers_refused',
  'servers_failed',
  'servers_quarantined',
].join(', ');

const dayFigures = [
  `create table day_figure (
     day date not null,
     facet text not null,
     value text not null,
     ${valueColumns.map((column) => `${column} not null default 0,`).join('\n')}
     partial boolean not null,
     computed_at timestamptz not null,
     revised_at timestamptz,
     primary key (facet, value, day)
   )`,
  'create index day_figure_day_idx on day_figure (day, facet)',
  `create table day_figure_revision (
     day date not null,
     facet text not null,
     value text not null,
     ${valueColumns.map((column) => `${column} not null,`).join('\n')}
     computed_at timestamptz not null,
     replaced_at timestamptz not null,
     primary key (facet, value, day, replaced_at)
   )`,
  `insert into day_figure (day, facet, value, ${oldNames}, partial, computed_at, revised_at)
     select day, 'network', '', ${oldNames}, partial, coalesce(revised_at, (day + 1)::timestamp at time zone 'UTC'), revised_at
     from network_day
     union all
     select day, 'software', software.name, ${oldNames}, partial,
       coalesce(revised_at, (day + 1)::timestamp at time zone 'UTC'), revised_at
     from software_day join software using (software_id)`,
  'drop table network_day, software_day',
];
