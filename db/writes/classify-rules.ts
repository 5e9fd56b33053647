import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { TopicMatch } from '../model/rule-topics.ts';
import type { CensusDatabase, CensusTransaction } from '../tables.ts';
import { refreshRuleTopics } from './refresh-rule-topics.ts';

/** Finds what rules are about and in which language they are; pure. */
export interface RuleClassifier {
  /** Grows when the same rule may get other topics. From 1 to 32,767. */
  readonly version: number;
  /** The topics of one rule, at least one. `language` is a BCP 47 tag or null. */
  classify(rule: RuleWords & { readonly language: string | null }): readonly TopicMatch[];
  /** The language of each of a server's rules, from their texts and the languages that the server states. */
  languagesOf(texts: readonly string[], stated: readonly string[] | null): readonly (string | null)[];
}

/** What was found of one rule. */
interface ClassifiedRule {
  readonly rule_id: number;
  readonly language: string | null;
  readonly topics: readonly TopicMatch[];
}

interface RuleWords {
  readonly text: string;
  readonly hint: string | null;
}

/** Hosts whose rules are classified in one transaction. */
const hostsAtOnce = 25;
/**
 * After so many characters the rest of the process may move: some hundredths of a second. One hostile server's rules
 * take a second, and visits under way must not miss their deadlines for it.
 */
const maxLettersInARow = 50_000;
/** One worker at a time: the same rules need not be classified twice, and a batch's own are never left behind. */
const lockKey = 'fedicensus classify-rules';

/**
 * Gives every rule that has none its topics and its language, some hosts a transaction. Rules that an earlier
 * version of the classifier has seen are classified again.
 *
 * @returns how many rules were classified.
 */
export async function classifyRules(db: CensusDatabase, classifier: RuleClassifier): Promise<number> {
  await db
    .updateTable('rule')
    .set({ classified_by: null })
    .where('classified_by', '<>', classifier.version)
    .execute();
  return classifyNewRules(db, classifier);
}

/** As {@link classifyRules}, for rules that no version has seen yet: what a batch of visits leaves behind. */
export async function classifyNewRules(db: CensusDatabase, classifier: RuleClassifier): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await db.transaction().execute((trx) => classifySome(trx, classifier));
    total += count;
    if (count === 0) return total;
  }
}

async function classifySome(trx: CensusTransaction, classifier: RuleClassifier): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${lockKey}, 0))`.execute(trx);
  const rows = await waitingRules(trx);
  const classified: ClassifiedRule[] = [];
  let lettersInARow = 0;
  for (const own of Map.groupBy(rows, (row) => row.host_id).values()) {
    const languages = classifier.languagesOf(
      own.map(({ text }) => text),
      own[0]?.stated ?? null,
    );
    for (const [index, { is_waiting, rule_id, text, hint, language, language_source }] of own.entries()) {
      if (!is_waiting) continue;
      const known = language_source === 'stated' ? language : (languages[index] ?? null);
      classified.push({
        rule_id,
        language: known,
        topics: classifier.classify({ text, hint, language: known }),
      });
      lettersInARow += text.length + (hint?.length ?? 0);
      if (lettersInARow < maxLettersInARow) continue;
      lettersInARow = 0;
      await setImmediate();
    }
  }
  if (classified.length === 0) return 0;
  await store(trx, classified, classifier.version);
  await refreshRuleTopics(
    trx,
    rows.map((row) => row.host_id),
  );
  return classified.length;
}

/** The rules of some hosts with a rule that waits; the others in force stand beside it to tell the language. */
async function waitingRules(trx: CensusTransaction) {
  const hosts = trx
    .selectFrom('rule')
    .select('host_id')
    .distinct()
    .where('classified_by', 'is', null)
    .limit(hostsAtOnce);
  return trx
    .selectFrom('rule')
    .leftJoin('instance', 'instance.host_id', 'rule.host_id')
    .select((eb) => [
      'rule.host_id',
      'rule_id',
      'text',
      'hint',
      'language',
      'language_source',
      'instance.languages as stated',
      eb('classified_by', 'is', null).as('is_waiting'),
    ])
    .where('rule.host_id', 'in', hosts)
    .where((eb) => eb.or([eb('classified_by', 'is', null), eb('valid_to', 'is', null)]))
    .orderBy('rule_id')
    .execute();
}

async function store(
  trx: CensusTransaction,
  classified: readonly ClassifiedRule[],
  version: number,
): Promise<void> {
  const rows = JSON.stringify(classified);
  await sql`
    delete from rule_topic using jsonb_to_recordset(${rows}::jsonb) as found (rule_id bigint)
    where rule_topic.rule_id = found.rule_id`.execute(trx);
  await sql`
    insert into rule_topic (rule_id, topic, pattern)
    select found.rule_id, match ->> 'topic', match ->> 'pattern'
    from jsonb_to_recordset(${rows}::jsonb) as found (rule_id bigint, topics jsonb), jsonb_array_elements(topics) as match
    on conflict do nothing`.execute(trx);
  await sql`
    update rule set classified_by = ${version}, language = found.language,
      language_source = case when rule.language_source = 'stated' then 'stated'
        when found.language is null then null else 'detected' end
    from jsonb_to_recordset(${rows}::jsonb) as found (rule_id bigint, language text)
    where rule.rule_id = found.rule_id`.execute(trx);
}
