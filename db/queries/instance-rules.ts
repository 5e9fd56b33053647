import { type Expression, type Kysely, sql } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import type { RuleRecord } from '../model/records.ts';
import { type RuleTopic, ruleTopics } from '../model/rule-topics.ts';
import { instanceStatuses } from '../model/status.ts';
import type { Database } from '../tables.ts';

/**
 * The rules of listed instances, past ones too, one row a place: a rule stands where the newest set that holds it has
 * it, in two rows when the server states it twice.
 */
export function ruleRows(db: Kysely<Database>) {
  return db
    .selectFrom('rule')
    .innerJoin('rule_set_rule', (join) =>
      join
        .onRef('rule_set_rule.rule_id', '=', 'rule.rule_id')
        .onRef('rule_set_rule.rule_set_id', '=', 'rule.rule_set_id'),
    )
    .innerJoin('host', 'host.host_id', 'rule.host_id')
    .where('host.status', 'in', instanceStatuses)
    .select((eb) => [
      'rule.rule_id',
      'host.name as domain',
      'rule_set_rule.position',
      'rule.text',
      'rule.hint',
      'rule.language',
      'rule.language_source',
      'rule.translations',
      'rule.valid_from',
      'rule.valid_to',
      'rule.document',
      topicsOf(eb.ref('rule.rule_id')).as('topics'),
      sql<string[]>`array(
        select rule_topic.pattern from rule_topic where rule_topic.rule_id = ${eb.ref('rule.rule_id')}
        order by rule_topic.pattern)`.as('topic_patterns'),
    ]);
}

/** The topics of a rule without doubles, as an array. */
export function topicsOf(ruleId: Expression<number>) {
  return sql<RuleTopic[]>`array(
    select distinct rule_topic.topic from rule_topic where rule_topic.rule_id = ${ruleId})`;
}

/** A row of {@link ruleRows}. */
export type RuleRow = Awaited<ReturnType<ReturnType<typeof ruleRows>['execute']>>[number];

/** Maps a row to the public record. */
export function toRuleRecord({ rule_id: _, topics, ...row }: RuleRow): RuleRecord {
  return {
    ...row,
    valid_from: row.valid_from.toISOString(),
    valid_to: row.valid_to?.toISOString() ?? null,
    topics: ruleTopics.filter((topic) => topics.includes(topic)),
  };
}

/** Which rules are in force on an instance, in its own order? Empty when it has none or we could not read them. */
export async function instanceRules(db: Kysely<Database>, host: HostName): Promise<readonly RuleRecord[]> {
  const rows = await ruleRows(db)
    .where('host.name', '=', host)
    .where('rule.valid_to', 'is', null)
    .orderBy('rule_set_rule.position')
    .execute();
  return rows.map(toRuleRecord);
}
