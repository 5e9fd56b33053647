import { sql } from 'kysely';
import type { CensusTransaction } from '../tables.ts';

/**
 * Writes the topics of the rules in force beside each of some instances, so that lists are narrowed and counted by
 * topic without a look at a hundred thousand rules. To be called in the transaction that changed the rules or their
 * topics.
 */
export async function refreshRuleTopics(trx: CensusTransaction, hostIds: readonly number[]): Promise<void> {
  if (hostIds.length === 0) return;
  await sql`
    update instance set rule_topics = found.topics
    from (
      select instance.host_id, array(
        select distinct rule_topic.topic from rule
        join rule_topic on rule_topic.rule_id = rule.rule_id
        where rule.host_id = instance.host_id and rule.valid_to is null
        order by rule_topic.topic) as topics
      from instance where instance.host_id = any(${[...new Set(hostIds)]}::bigint[])) as found
    where instance.host_id = found.host_id and instance.rule_topics is distinct from found.topics`.execute(
    trx,
  );
}
