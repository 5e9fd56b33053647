import type { Kysely } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import type { RuleRecord } from '../model/records.ts';
import { ruleTopics } from '../model/rule-topics.ts';
import { instanceStatuses } from '../model/status.ts';
import type { Database } from '../tables.ts';
import { topicsOf } from './instance-rules.ts';

/** A rule in a set: what it says, and whether it is the same rule as one in another set. */
export interface RuleInSet
  extends Pick<
    RuleRecord,
    'position' | 'text' | 'hint' | 'language' | 'translations' | 'document' | 'topics'
  > {
  /** The same in every set that holds this rule, wherever it stands there. */
  readonly ruleId: number;
}

/** The rules of an instance as they stood together during one span of time. */
export interface RuleSet {
  readonly validFrom: string;
  /** Null: in force. */
  readonly validTo: string | null;
  /** In the server's own order. */
  readonly rules: readonly RuleInSet[];
}

/**
 * Which sets of rules has an instance had, the newest first? Sets without rules are none: while a server states none,
 * there is a gap.
 *
 * @param limit sets at most; the oldest are left out.
 */
export async function ruleSets(
  db: Kysely<Database>,
  host: HostName,
  limit: number,
): Promise<readonly RuleSet[]> {
  const sets = await db
    .selectFrom('rule_set')
    .innerJoin('host', 'host.host_id', 'rule_set.host_id')
    .select(['rule_set_id', 'valid_from', 'valid_to'])
    .where('host.name', '=', host)
    .where('host.status', 'in', instanceStatuses)
    .orderBy('valid_from', 'desc')
    .orderBy('rule_set_id', 'desc')
    .limit(limit)
    .execute();
  const rulesOf = await rulesOfSets(
    db,
    sets.map((set) => set.rule_set_id),
  );
  return sets.map((set) => ({
    validFrom: set.valid_from.toISOString(),
    validTo: set.valid_to?.toISOString() ?? null,
    rules: rulesOf.get(set.rule_set_id) ?? [],
  }));
}

/** The rules of some sets in their order, by set. */
export async function rulesOfSets(
  db: Kysely<Database>,
  ruleSetIds: readonly number[],
): Promise<ReadonlyMap<number, readonly RuleInSet[]>> {
  if (ruleSetIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('rule_set_rule')
    .innerJoin('rule', 'rule.rule_id', 'rule_set_rule.rule_id')
    .select((eb) => [
      'rule_set_rule.rule_set_id',
      'rule.rule_id as ruleId',
      'position',
      'text',
      'hint',
      'language',
      'translations',
      'document',
      topicsOf(eb.ref('rule.rule_id')).as('topics'),
    ])
    .where('rule_set_rule.rule_set_id', 'in', ruleSetIds)
    .orderBy('position')
    .execute();
  const sets = new Map<number, RuleInSet[]>();
  for (const { rule_set_id, topics, ...rule } of rows) {
    const inSet = { ...rule, topics: ruleTopics.filter((topic) => topics.includes(topic)) };
    const rules = sets.get(rule_set_id);
    if (rules === undefined) sets.set(rule_set_id, [inSet]);
    else rules.push(inSet);
  }
  return sets;
}
