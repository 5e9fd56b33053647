import type { Kysely } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import type { RuleRecord } from '../model/records.ts';
import { instanceStatuses } from '../model/status.ts';
import type { Database } from '../tables.ts';

/** The rules of listed instances in all their versions. */
export function ruleRows(db: Kysely<Database>) {
  return db
    .selectFrom('rule')
    .innerJoin('rule_set', 'rule_set.rule_set_id', 'rule.rule_set_id')
    .innerJoin('host', 'host.host_id', 'rule_set.host_id')
    .where('host.status', 'in', instanceStatuses)
    .select([
      'host.name as domain',
      'rule.position',
      'rule.text',
      'rule.hint',
      'rule.language',
      'rule.translations',
      'rule_set.valid_from',
      'rule_set.valid_to',
    ]);
}

/** A row of {@link ruleRows}. */
export type RuleRow = Awaited<ReturnType<ReturnType<typeof ruleRows>['execute']>>[number];

/** Maps a row to the public record. */
export function toRuleRecord(row: RuleRow): RuleRecord {
  return {
    ...row,
    valid_from: row.valid_from.toISOString(),
    valid_to: row.valid_to?.toISOString() ?? null,
  };
}

/** Which rules are in force on an instance, in its own order? Empty when it has none or we could not read them. */
export async function instanceRules(db: Kysely<Database>, host: HostName): Promise<readonly RuleRecord[]> {
  const rows = await ruleRows(db)
    .where('host.name', '=', host)
    .where('rule_set.valid_to', 'is', null)
    .orderBy('rule.position')
    .execute();
  return rows.map(toRuleRecord);
}

/** All versions of an instance's rules, the newest set first, each in its own order. */
export async function instanceRulesHistory(
  db: Kysely<Database>,
  host: HostName,
): Promise<readonly RuleRecord[]> {
  const rows = await ruleRows(db)
    .where('host.name', '=', host)
    .orderBy('rule_set.valid_from', 'desc')
    .orderBy('rule.position')
    .execute();
  return rows.map(toRuleRecord);
}
