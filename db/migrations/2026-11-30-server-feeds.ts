import { type Kysely, sql } from 'kysely';

/** Ways to the newest servers, closures and changes of rules, for the feeds. Frozen. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of indexes) await sql.raw(statement).execute(db);
}

const indexes = [
  'create index instance_first_up_at_idx on instance (first_up_at)',
  `create index host_gone_idx on host (failing_since, host_id) where status = 'gone'`,
  `create index host_moved_idx on host (moved_at, host_id) where status = 'moved'`,
  'create index rule_set_valid_from_idx on rule_set (valid_from, rule_set_id)',
  'create index rule_set_valid_to_idx on rule_set (valid_to, rule_set_id) where valid_to is not null',
];
