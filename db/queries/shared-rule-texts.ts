import type { HostName } from '../model/host-name.ts';
import { instanceStatuses } from '../model/status.ts';
import type { CensusDatabase } from '../tables.ts';

/** Rules of the one server that are looked for at most; who has more has them in common by chance. */
const maxRules = 100;

/**
 * How many rules in force do some hosts have in the same words as one? By host id; hosts that share none are left out, and so
 * are documents that stand for rules. Served by `rule_text_key_idx`.
 */
export async function sharedRuleTexts(
  db: CensusDatabase,
  host: HostName,
  others: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (others.length === 0) return new Map();
  const rows = await db
    .with('own', (query) =>
      query
        .selectFrom('rule')
        .innerJoin('host', 'host.host_id', 'rule.host_id')
        .select('rule.text_key')
        .distinct()
        .where('host.name', '=', host)
        .where('host.status', 'in', instanceStatuses)
        .where('rule.valid_to', 'is', null)
        .where('rule.document', 'is', null)
        .limit(maxRules),
    )
    .selectFrom('own')
    .innerJoin('rule', 'rule.text_key', 'own.text_key')
    .select((eb) => ['rule.host_id', eb.fn.count<number>('own.text_key').distinct().as('texts')])
    .where('rule.valid_to', 'is', null)
    .where('rule.host_id', 'in', others)
    .groupBy('rule.host_id')
    .execute();
  return new Map(rows.map(({ host_id, texts }) => [host_id, texts]));
}
