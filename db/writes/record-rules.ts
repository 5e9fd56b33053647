import { sql, type Transaction } from 'kysely';
import { hashRules, type Rule } from '../model/rules.ts';
import type { Database } from '../tables.ts';

/** The rules that an instance stated at a visit, in its own order; empty when it states none. */
export interface RulesReadAt {
  readonly hostId: number;
  readonly rules: readonly Rule[];
  readonly readAt: Date;
}

/**
 * Keeps the history of rules: a set that differs in a word or in its order closes the one in force and opens a new one;
 * an equal set changes nothing; no rules close the set in force and open none.
 * Not to be called for an instance whose rules could not be read.
 */
export async function recordRules(
  trx: Transaction<Database>,
  readings: readonly RulesReadAt[],
): Promise<void> {
  if (readings.length === 0) return;
  const inForce = await trx
    .selectFrom('rule_set')
    .select(['host_id', 'rules_hash'])
    .where(
      'host_id',
      'in',
      readings.map((reading) => reading.hostId),
    )
    .where('valid_to', 'is', null)
    .execute();
  const hashOf = new Map(inForce.map((set) => [set.host_id, set.rules_hash]));
  const changed = readings
    .map((reading) => ({
      ...reading,
      hash: reading.rules.length === 0 ? undefined : hashRules(reading.rules),
    }))
    .filter((reading) => reading.hash !== hashOf.get(reading.hostId));
  await closeSets(trx, changed);
  await openSets(
    trx,
    changed.filter((reading) => reading.hash !== undefined),
  );
}

async function closeSets(trx: Transaction<Database>, readings: readonly RulesReadAt[]): Promise<void> {
  if (readings.length === 0) return;
  const rows = readings.map(({ hostId, readAt }) => ({ host_id: hostId, read_at: readAt }));
  await sql`
    update rule_set set valid_to = greatest(read.read_at, rule_set.valid_from)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as read (host_id bigint, read_at timestamptz)
    where rule_set.host_id = read.host_id and rule_set.valid_to is null`.execute(trx);
}

async function openSets(
  trx: Transaction<Database>,
  readings: readonly (RulesReadAt & { readonly hash: string | undefined })[],
): Promise<void> {
  if (readings.length === 0) return;
  const sets = await trx
    .insertInto('rule_set')
    .values(
      readings.map(({ hostId, hash, readAt }) => ({
        host_id: hostId,
        rules_hash: hash ?? '',
        valid_from: readAt,
      })),
    )
    .returning(['rule_set_id', 'host_id'])
    .execute();
  const setOf = new Map(sets.map((set) => [set.host_id, set.rule_set_id]));
  const rows = readings.flatMap(({ hostId, rules }) =>
    rules.map((rule, index) => ({
      rule_set_id: setOf.get(hostId),
      position: index + 1,
      text: rule.text,
      hint: rule.hint,
      language: rule.language,
      translations: rule.translations,
    })),
  );
  await sql`
    insert into rule (rule_set_id, position, text, hint, language, translations)
    select rule_set_id, position, text, hint, language, translations
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as stated (rule_set_id bigint, position integer, text text,
      hint text, language text, translations jsonb)`.execute(trx);
}
