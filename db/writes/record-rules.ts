import { sql, type Transaction } from 'kysely';
import { hashRules, type Rule, ruleKey } from '../model/rules.ts';
import type { Database } from '../tables.ts';
import { refreshRuleTopics } from './refresh-rule-topics.ts';

/** The rules that an instance stated at a visit, in its own order; empty when it states none. */
export interface RulesReadAt {
  readonly hostId: number;
  readonly rules: readonly Rule[];
  readonly readAt: Date;
}

/** A set that is to be opened, with those of its rules that are in force already, by {@link ruleKey}. */
interface ChangedRules extends RulesReadAt {
  readonly hash: string;
  readonly inForce: ReadonlyMap<string, number>;
}

/**
 * Keeps the history of rules. A set that differs in a word or in its order closes the one in force and opens a new one;
 * an equal set changes nothing; no rules close the set in force and open none. A rule that stands in the new set as it
 * stood in the old one goes on, wherever it moved to; one that does not ends; any other begins.
 * Not to be called for an instance whose rules could not be read.
 */
export async function recordRules(
  trx: Transaction<Database>,
  readings: readonly RulesReadAt[],
): Promise<void> {
  const suspects = await withAnotherHash(trx, readings);
  if (suspects.length === 0) return;
  const inForce = await rulesInForce(trx, suspects);
  const changed: ChangedRules[] = [];
  for (const reading of suspects) {
    const rules = inForce.get(reading.hostId) ?? [];
    const hash = hashRules(reading.rules);
    // The same words under another hash: hashed in another way by an earlier release.
    if (rules.length > 0 && hashRules(rules) === hash) await renewHash(trx, reading.hostId, hash);
    else
      changed.push({
        ...reading,
        hash,
        inForce: new Map(rules.map((rule) => [ruleKey(rule), rule.rule_id])),
      });
  }
  await closeSets(trx, changed);
  await endRules(trx, changed);
  const stated = changed.filter(({ rules }) => rules.length > 0);
  if (stated.length > 0) await placeRules(trx, await openSets(trx, stated), await beginRules(trx, stated));
  // New rules have no topics yet; those that ended take theirs with them.
  await refreshRuleTopics(trx, idsOf(changed));
}

async function withAnotherHash(
  trx: Transaction<Database>,
  readings: readonly RulesReadAt[],
): Promise<readonly RulesReadAt[]> {
  if (readings.length === 0) return [];
  const sets = await trx
    .selectFrom('rule_set')
    .select(['host_id', 'rules_hash'])
    .where('host_id', 'in', idsOf(readings))
    .where('valid_to', 'is', null)
    .execute();
  const hashOf = new Map(sets.map((set) => [set.host_id, set.rules_hash]));
  return readings.filter(({ hostId, rules }) => {
    const hash = rules.length === 0 ? undefined : hashRules(rules);
    return hash !== hashOf.get(hostId);
  });
}

const idsOf = (readings: readonly RulesReadAt[]) => readings.map(({ hostId }) => hostId);

/** The rules in force of some hosts, by host, in their order. */
async function rulesInForce(trx: Transaction<Database>, readings: readonly RulesReadAt[]) {
  const rows = await trx
    .selectFrom('rule_set')
    .innerJoin('rule_set_rule', 'rule_set_rule.rule_set_id', 'rule_set.rule_set_id')
    .innerJoin('rule', 'rule.rule_id', 'rule_set_rule.rule_id')
    .select(['rule_set.host_id', 'rule.rule_id', 'text', 'hint', 'translations', 'document'])
    .where('rule_set.host_id', 'in', idsOf(readings))
    .where('rule_set.valid_to', 'is', null)
    .orderBy('rule_set_rule.position')
    .execute();
  return Map.groupBy(rows, (row) => row.host_id);
}

async function renewHash(trx: Transaction<Database>, hostId: number, hash: string): Promise<void> {
  await trx
    .updateTable('rule_set')
    .set({ rules_hash: hash })
    .where('host_id', '=', hostId)
    .where('valid_to', 'is', null)
    .execute();
}

async function closeSets(trx: Transaction<Database>, readings: readonly RulesReadAt[]): Promise<void> {
  if (readings.length === 0) return;
  const rows = readings.map(({ hostId, readAt }) => ({ host_id: hostId, read_at: readAt }));
  await sql`
    update rule_set set valid_to = greatest(read.read_at, rule_set.valid_from)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as read (host_id bigint, read_at timestamptz)
    where rule_set.host_id = read.host_id and rule_set.valid_to is null`.execute(trx);
}

/** Ends the rules in force that are not stated any more. */
async function endRules(trx: Transaction<Database>, readings: readonly ChangedRules[]): Promise<void> {
  const rows = readings.flatMap(({ rules, inForce, readAt }) => {
    const stated = new Set(rules.map(ruleKey));
    const ended = [...inForce].filter(([key]) => !stated.has(key));
    return ended.map(([, ruleId]) => ({ rule_id: ruleId, read_at: readAt }));
  });
  if (rows.length === 0) return;
  await sql`
    update rule set valid_to = greatest(read.read_at, rule.valid_from)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as read (rule_id bigint, read_at timestamptz)
    where rule.rule_id = read.rule_id`.execute(trx);
}

/** Opens a set for each reading. @returns the ids of the new sets, by host. */
async function openSets(
  trx: Transaction<Database>,
  readings: readonly ChangedRules[],
): Promise<ReadonlyMap<number, number>> {
  const sets = await trx
    .insertInto('rule_set')
    .values(
      readings.map(({ hostId, hash, readAt }) => ({
        host_id: hostId,
        rules_hash: hash,
        valid_from: readAt,
      })),
    )
    .returning(['rule_set_id', 'host_id'])
    .execute();
  return new Map(sets.map((set) => [set.host_id, set.rule_set_id]));
}

/** A rule in its place, once its id is known. */
interface PlacedRule {
  readonly hostId: number;
  readonly position: number;
  readonly ruleId: number;
}

/** Adds the rules that were not in force. @returns every rule of the readings in its place. */
async function beginRules(
  trx: Transaction<Database>,
  readings: readonly ChangedRules[],
): Promise<readonly PlacedRule[]> {
  const fresh = readings.flatMap(({ hostId, rules, inForce, readAt }) =>
    // A server may state the same sentence twice: one rule in two places.
    [...new Map(rules.map((rule) => [ruleKey(rule), rule]))]
      .filter(([key]) => !inForce.has(key))
      .map(([key, rule]) => ({ ...rule, key, host_id: hostId, valid_from: readAt })),
  );
  const added = await sql<{ key: string; host_id: number; rule_id: number }>`
    with stated as (
      select row_number() over () as line, given.* from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as given (
        host_id bigint, key text, text text, hint text, language text, translations jsonb, document text,
        valid_from timestamptz)),
    numbered as (select *, nextval(pg_get_serial_sequence('rule', 'rule_id')) as rule_id from stated),
    inserted as (
      insert into rule (rule_id, host_id, rule_set_id, text, hint, language, language_source, translations, document,
        valid_from)
      overriding system value
      select rule_id, host_id, 0, text, hint, language, case when language is null then null else 'stated' end,
        translations, document, valid_from
      from numbered order by line)
    select host_id, key, rule_id from numbered`.execute(trx);
  const addedIds = new Map(added.rows.map((row) => [`${row.host_id} ${row.key}`, row.rule_id]));
  return readings.flatMap(({ hostId, rules, inForce }) =>
    rules.map((rule, index) => {
      const key = ruleKey(rule);
      const ruleId = inForce.get(key) ?? addedIds.get(`${hostId} ${key}`);
      if (ruleId === undefined) throw new Error(`A rule of host ${hostId} was not added.`);
      return { hostId, position: index + 1, ruleId };
    }),
  );
}

async function placeRules(
  trx: Transaction<Database>,
  setOf: ReadonlyMap<number, number>,
  placed: readonly PlacedRule[],
): Promise<void> {
  const rows = placed.map(({ hostId, position, ruleId }) => ({
    rule_set_id: setOf.get(hostId),
    position,
    rule_id: ruleId,
  }));
  const placedRows = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as placed (
    rule_set_id bigint, position integer, rule_id bigint)`;
  await sql`
    insert into rule_set_rule (rule_set_id, position, rule_id)
    select rule_set_id, position, rule_id from ${placedRows}`.execute(trx);
  await sql`
    update rule set rule_set_id = placed.rule_set_id from ${placedRows} where rule.rule_id = placed.rule_id`.execute(
    trx,
  );
}
