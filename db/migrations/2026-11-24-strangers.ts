import { type Kysely, sql } from 'kysely';

/**
 * What keeps the census safe from strangers and gentle to them: which hosts stand below one domain and whether that
 * domain answers to any name; who introduced a name; robots.txt as last read; requests for removal, and what they leave to be summed anew; our own outages;
 * when nothing was left to visit. Frozen.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [hostColumns, domainTables, permissionTables, forgettingTables, runTables].flat()) {
    await sql.raw(statement).execute(db);
  }
}

const statuses = `('new', 'silent', 'refused', 'opted-out', 'wildcard', 'up', 'failing', 'gone', 'moved')`;

const outcomes = `('up', 'moved', 'robots-denied', 'opted-out', 'dns-not-found', 'dns-failed', 'blocked-address',
  'connection-refused', 'connection-lost', 'unreachable', 'no-ipv6-route', 'tls-failed', 'timed-out', 'too-large',
  'protocol-error', 'redirect-refused', 'rate-limited', 'robots-unreachable', 'http-status', 'not-nodeinfo', 'not-json',
  'unexpected')`;

const hostColumns = [
  `alter table host
     add column apex_domain text,
     add column visit_rank smallint not null default 1 constraint host_visit_rank_check check (visit_rank between 0 and 2),
     add column introduced_by bigint,
     add column failing_since timestamptz,
     drop constraint host_status_check,
     add constraint host_status_check check (status in ${statuses}),
     drop constraint host_last_outcome_check,
     add constraint host_last_outcome_check check (last_outcome in ${outcomes})`,
  `alter table visit
     drop constraint visit_outcome_check,
     add constraint visit_outcome_check check (outcome in ${outcomes})`,
  // Of hosts that are there already, private suffixes are told apart at both levels; a domain that they share is
  // counted from the next name on that is found below it.
  'update host set apex_domain = registrable_domain, visit_rank = case when last_up_at is null then 1 else 0 end',
  'alter table host alter column apex_domain set not null',
  'drop index host_due_idx',
  `create index host_due_idx on host (visit_rank, next_visit_at, host_id)
     where next_visit_at is not null and queued_at is null`,
  'create index host_apex_domain_idx on host (apex_domain)',
  'create index host_registrable_domain_idx on host (registrable_domain)',
];

const domainTables = [
  `create table domain (
     name text primary key,
     hosts integer not null default 0,
     is_wildcard boolean,
     is_opted_out boolean not null default false,
     probed_at timestamptz,
     next_probe_at timestamptz,
     budget_day date,
     budget_used integer not null default 0
   )`,
  'create index domain_probe_idx on domain (next_probe_at) where next_probe_at is not null',
  `insert into domain (name, hosts)
     select registrable_domain, count(*) from host where status <> 'opted-out' group by registrable_domain`,
  `create table introducer (
     host_id bigint primary key references host,
     answered integer not null default 0,
     silent integer not null default 0,
     daily_budget integer,
     budget_day date,
     budget_used integer not null default 0
   )`,
];

const permissionTables = [
  `create table host_robots (
     host_id bigint primary key references host,
     read_at timestamptz not null,
     robots jsonb not null
   )`,
  `create table removal (
     removal_id bigint generated always as identity primary key,
     host text not null,
     token text not null constraint removal_token_key unique,
     requested_at timestamptz not null,
     state text not null default 'waiting' constraint removal_state_check
       check (state in ('waiting', 'confirmed', 'expired')),
     checks integer not null default 0,
     checked_at timestamptz,
     next_check_at timestamptz,
     proof text constraint removal_proof_check check (proof in ('dns', 'file')),
     dns_problem text constraint removal_dns_problem_check
       check (dns_problem in ('absent', 'other-value', 'failed', 'not-asked')),
     file_problem text constraint removal_file_problem_check
       check (file_problem in ('absent', 'other-content', 'forbidden', 'robots-unreachable', 'crawl-delay', 'redirected',
         'too-large', 'status', 'unreachable', 'blocked-address'))
   )`,
  `create unique index removal_one_waiting_idx on removal (host) where state = 'waiting'`,
  'create index removal_due_idx on removal (next_check_at) where next_check_at is not null',
  'create index removal_host_idx on removal (host, requested_at)',
];

const forgettingTables = [
  `create index host_opted_out_idx on host (host_id) where status = 'opted-out'`,
  'create table stale_day (day date not null)',
];

const runTables = [
  `create table own_outage (
     began_at timestamptz primary key,
     ended_at timestamptz,
     failures integer not null,
     constraint own_outage_span_check check (ended_at is null or ended_at >= began_at)
   )`,
  `create table pass (
     day date primary key,
     completed_at timestamptz not null
   )`,
];
