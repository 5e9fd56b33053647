import type { Kysely } from 'kysely';
import { presentStatuses } from '../model/status.ts';
import type { Database } from '../tables.ts';

/** A sentence that several instances have among their rules. */
export interface CommonRule {
  readonly text: string;
  /** BCP 47 tag of one of them; null when none says. */
  readonly language: string | null;
  readonly instances: number;
}

/** The rules in force on instances that are up or failing. */
function rulesInForce(db: Kysely<Database>) {
  return db
    .selectFrom('rule')
    .innerJoin('rule_set', 'rule_set.rule_set_id', 'rule.rule_set_id')
    .innerJoin('host', 'host.host_id', 'rule_set.host_id')
    .where('rule_set.valid_to', 'is', null)
    .where('host.status', 'in', presentStatuses);
}

/**
 * Which rules do most instances share, word for word? One row a text that at least two registrable domains have, so
 * that nobody's own sentence gets here by repeating it on hosts of one's own; the most shared first.
 */
export async function commonRules(db: Kysely<Database>, limit: number): Promise<readonly CommonRule[]> {
  return rulesInForce(db)
    .select((eb) => [
      'rule.text',
      eb.fn.max('rule.language').as('language'),
      eb.fn.count<number>('host.host_id').distinct().as('instances'),
    ])
    .groupBy('rule.text')
    .having((eb) => eb(eb.fn.count('host.registrable_domain').distinct(), '>', 1))
    .orderBy('instances', 'desc')
    .orderBy('rule.text')
    .limit(limit)
    .execute();
}

/** How many rules are in force, on how many instances? */
export async function countRules(
  db: Kysely<Database>,
): Promise<{ readonly rules: number; readonly instances: number }> {
  return rulesInForce(db)
    .select((eb) => [
      eb.fn.countAll<number>().as('rules'),
      eb.fn.count<number>('host.host_id').distinct().as('instances'),
    ])
    .executeTakeFirstOrThrow();
}
