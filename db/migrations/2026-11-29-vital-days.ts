import { type Kysely, sql } from 'kysely';

/**
 * Growth beyond totals: how concentrated active users are, how the same instances grew, how many instances came and went,
 * how long they live. Nothing here is told apart by instance. Frozen.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
}

const tables = [
  `create table concentration_day (
     day date primary key,
     servers integer not null,
     inhabited integer not null,
     users_active_month bigint not null,
     top_1_share double precision not null,
     top_10_share double precision not null,
     top_100_share double precision not null,
     hhi double precision not null,
     shannon double precision not null,
     evenness double precision,
     gini double precision not null,
     lorenz_servers real[] not null,
     lorenz_users real[] not null,
     partial boolean not null,
     revised_at timestamptz
   )`,
  `create table panel_day (
     day date not null,
     days_back integer not null constraint panel_day_back_check check (days_back > 0),
     is_link boolean not null,
     servers integer not null,
     servers_then integer not null,
     servers_now integer not null,
     servers_stating_total integer not null,
     users_total_then bigint not null,
     users_total_now bigint not null,
     servers_stating_active_month integer not null,
     users_active_month_then bigint not null,
     users_active_month_now bigint not null,
     partial boolean not null,
     revised_at timestamptz,
     primary key (days_back, day)
   )`,
  'create index panel_day_day_idx on panel_day (day)',
  `create table vital_day (
     day date primary key,
     alive integer not null,
     births integer not null,
     revivals integer not null,
     deaths integer not null,
     departures integer not null
   )`,
  `create table survival_cohort (
     month date primary key,
     servers integer not null,
     deaths integer not null,
     followed_days integer not null,
     median_days integer,
     points jsonb not null
   )`,
  `create table churn_month (
     month date not null,
     size text not null,
     births integer not null,
     revivals integer not null,
     deaths integer not null,
     departures integer not null,
     server_days bigint not null,
     deaths_per_server_day double precision,
     deaths_per_server double precision,
     births_per_server double precision,
     primary key (month, size)
   )`,
  `create table vital_reckoning (
     first_day date primary key,
     through_day date not null,
     found_until date not null,
     left_truncated integer not null,
     idle_days date[] not null,
     fingerprint uuid not null,
     reckoned_at timestamptz not null
   )`,
];
