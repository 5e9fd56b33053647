import { type Kysely, sql } from 'kysely';

const firstYear = 2022;
const lastYear = 2046;

/**
 * The first schema. Frozen: a later change is a later migration. Imports nothing of ours, since what it would import
 * will have changed by the time somebody runs it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [hostTables, snapshotTables, ruleTables, dayTables].flat()) {
    await sql.raw(statement).execute(db);
  }
  for (let year = firstYear; year <= lastYear; year += 1) {
    await sql
      .raw(
        `create table snapshot_${year} partition of snapshot for values from ('${year}-01-01') to ('${year + 1}-01-01')`,
      )
      .execute(db);
  }
  await sql.raw('create table snapshot_other partition of snapshot default').execute(db);
}

const hostTables = [
  `create table host (
     host_id bigint generated always as identity primary key,
     name text not null constraint host_name_key unique constraint host_name_length check (length(name) between 3 and 253),
     registrable_domain text not null,
     status text not null constraint host_status_check check (status in
       ('new', 'silent', 'refused', 'opted-out', 'up', 'failing', 'gone', 'moved')),
     source text not null constraint host_source_check check (source in ('seed', 'peer', 'submission')),
     first_seen_at timestamptz not null,
     next_visit_at timestamptz,
     queued_at timestamptz,
     last_visit_at timestamptz,
     last_up_at timestamptz,
     last_outcome text constraint host_last_outcome_check check (last_outcome in
       ('up', 'moved', 'robots-denied', 'opted-out', 'dns-not-found', 'dns-failed', 'blocked-address',
        'connection-refused', 'connection-lost', 'unreachable', 'tls-failed', 'timed-out', 'too-large',
        'protocol-error', 'redirect-refused', 'rate-limited', 'robots-unreachable', 'http-status',
        'not-nodeinfo', 'not-json', 'unexpected')),
     consecutive_failures integer not null default 0,
     peers_read_at timestamptz,
     moved_to text,
     moved_at timestamptz
   )`,
  'create index host_due_idx on host (next_visit_at, host_id) where next_visit_at is not null and queued_at is null',
  'create index host_status_idx on host (status)',
  'create index host_first_seen_at_idx on host (first_seen_at)',
  `create table software (
     software_id integer generated always as identity primary key,
     name text not null constraint software_name_key unique
   )`,
  `create table release (
     release_id integer generated always as identity primary key,
     software_id integer not null references software,
     version text not null,
     constraint release_software_id_version_key unique (software_id, version)
   )`,
  `create table instance (
     host_id bigint primary key references host,
     release_id integer not null references release,
     name text,
     description text,
     languages text[],
     registrations text constraint instance_registrations_check
       check (registrations in ('open', 'approval', 'invite', 'closed')),
     users_total bigint,
     users_active_month bigint,
     users_active_half_year bigint,
     local_posts bigint,
     local_comments bigint,
     provenance smallint not null,
     rules_count integer,
     peers_count integer,
     latency_ms integer,
     uptime_30d real,
     network_country text,
     quarantine_rule text,
     quarantine_since date,
     quarantine_detail text,
     first_up_at timestamptz not null
   )`,
  'create index instance_release_id_idx on instance (release_id)',
  'create index instance_users_active_month_idx on instance (users_active_month desc nulls last, host_id)',
  'create index instance_users_total_idx on instance (users_total desc nulls last, host_id)',
  `create table visit (
     host_id bigint not null,
     visited_at timestamptz not null,
     outcome text not null constraint visit_outcome_check check (outcome in
       ('up', 'moved', 'robots-denied', 'opted-out', 'dns-not-found', 'dns-failed', 'blocked-address',
        'connection-refused', 'connection-lost', 'unreachable', 'tls-failed', 'timed-out', 'too-large',
        'protocol-error', 'redirect-refused', 'rate-limited', 'robots-unreachable', 'http-status',
        'not-nodeinfo', 'not-json', 'unexpected')),
     detail text,
     requests integer not null,
     bytes bigint not null,
     duration_ms integer not null,
     primary key (host_id, visited_at)
   )`,
  'create index visit_visited_at_idx on visit (visited_at)',
  `create table host_name_refusal (
     day date not null,
     reason text not null,
     names bigint not null,
     primary key (day, reason)
   )`,
];

// No foreign key and no other unique key on snapshot: it is the table that may be distributed by host one day.
const snapshotTables = [
  `create table snapshot (
     host_id bigint not null,
     day date not null,
     release_id integer not null,
     users_total bigint,
     users_active_month bigint,
     users_active_half_year bigint,
     local_posts bigint,
     local_comments bigint,
     peers_count integer,
     provenance smallint not null,
     registrations text constraint snapshot_registrations_check
       check (registrations in ('open', 'approval', 'invite', 'closed')),
     quarantine_rule text,
     primary key (host_id, day)
   ) partition by range (day)`,
  'create index snapshot_day_idx on snapshot (day)',
];

const ruleTables = [
  `create table rule_set (
     rule_set_id bigint generated always as identity primary key,
     host_id bigint not null references host,
     rules_hash text not null,
     valid_from timestamptz not null,
     valid_to timestamptz,
     constraint rule_set_span_check check (valid_to is null or valid_to >= valid_from)
   )`,
  'create unique index rule_set_one_in_force_idx on rule_set (host_id) where valid_to is null',
  'create index rule_set_host_id_idx on rule_set (host_id, valid_from)',
  `create table rule (
     rule_set_id bigint not null references rule_set on delete cascade,
     position integer not null constraint rule_position_check check (position > 0),
     text text not null,
     hint text,
     language text,
     translations jsonb not null default '{}',
     primary key (rule_set_id, position)
   )`,
];

const dayColumns = `
     servers_observed integer not null,
     servers_carried integer not null,
     users_total_observed bigint not null,
     users_total_carried bigint not null,
     users_active_month_observed bigint not null,
     users_active_month_carried bigint not null,
     users_active_half_year_observed bigint not null,
     users_active_half_year_carried bigint not null,
     local_posts_observed bigint not null,
     local_posts_carried bigint not null,
     servers_known integer not null,
     servers_refused integer not null,
     servers_failed integer not null,
     servers_quarantined integer not null,
     partial boolean not null,
     revised_at timestamptz`;

const dayTables = [
  `create table network_day (day date primary key, ${dayColumns})`,
  `create table software_day (
     day date not null,
     software_id integer not null references software, ${dayColumns},
     primary key (day, software_id)
   )`,
  'create index software_day_software_id_idx on software_day (software_id, day)',
  `create table archive_day (
     source text not null,
     day date not null,
     servers integer,
     users_total bigint,
     users_active_month bigint,
     users_total_raw bigint,
     servers_quarantined integer,
     quarantined jsonb,
     imported_at timestamptz not null,
     primary key (source, day)
   )`,
];
