import { type RawBuilder, sql } from 'kysely';
import type { RuleTextRecord } from '../model/rule-search-records.ts';
import { type RuleTopic, ruleTopics } from '../model/rule-topics.ts';
import { presentStatuses } from '../model/status.ts';
import type { CensusDatabase } from '../tables.ts';
import { topicsOf } from './instance-rules.ts';

/** Which rules are looked for; what is absent narrows nothing. */
export interface RuleSearch {
  /** Parts without blanks, that must all occur in the text or its hint. */
  readonly words?: readonly string[];
  /** A rule must be on all of them. */
  readonly topics?: readonly RuleTopic[];
  /** BCP 47 tag; `pt` also finds `pt-BR`. */
  readonly language?: string;
}

/** The place of a text in the list: how many servers have it, and its key. */
export type RuleTextPlace = readonly [servers: number, textKey: string];

/** Servers that are named with a text, at most. */
const maxExamples = 5;

/** A copy of a text on one of the servers that are named with it. */
interface Copy extends Omit<RuleTextRecord, 'examples'> {
  readonly text_key: string;
  readonly domain: string;
  readonly position: number;
}

/**
 * Which texts do most servers share among the rules in force that match? One row a text, the most used first, over servers that are up
 * or failing. Hint, language and topics are those that the text has on the largest of these servers.
 *
 * @returns the texts after a place, and the place of the last; null when nothing follows.
 */
export async function searchRules(
  db: CensusDatabase,
  query: { readonly search: RuleSearch; readonly after: RuleTextPlace | null; readonly limit: number },
): Promise<{ readonly rules: readonly RuleTextRecord[]; readonly next: RuleTextPlace | null }> {
  const copies = await findCopies(db, query);
  const texts = [...Map.groupBy(copies, (copy) => copy.text_key).values()];
  const page = texts.slice(0, query.limit);
  const last = page.at(-1)?.[0];
  return {
    rules: page.flatMap(toRuleText),
    next: texts.length > query.limit && last !== undefined ? [last.servers, last.text_key] : null,
  };
}

/** The copies of one text more than the limit, text by text, those on the largest servers that count first. */
async function findCopies(
  db: CensusDatabase,
  { search, after, limit }: Parameters<typeof searchRules>[1],
): Promise<readonly Copy[]> {
  const conditions = await conditionsOf(db, search);
  // Rules that are looked for are found once. All rules are not put aside: their index has them in order.
  const kept = sql.raw(conditions.length === 0 ? 'not materialized' : 'materialized');
  // Ranks are of servers: one that has a text twice, with another explanation, is told apart at the end alone.
  const { rows } = await sql<Copy>`
    with matching as ${kept} (
      select rule.text_key, rule.host_id, rule.rule_id from rule where ${inForceWith(conditions)}
    ), page as (
      select text_key, count(distinct host_id)::integer as servers from matching
      group by text_key ${after === null ? sql`` : sql`having ${follows(after)}`}
      order by servers desc, text_key limit ${limit + 1}
    ), sized as materialized (
      select host.host_id, host.name, case when quarantine.rule is null then instance.users_active_month end as users
      from instance join host on host.host_id = instance.host_id
      left join quarantine on quarantine.host_id = instance.host_id and quarantine.to_day is null
      where host.status = any(${presentStatuses}::text[])
    ), ranked as (
      select page.text_key, page.servers, matching.rule_id, sized.name,
        dense_rank() over (partition by page.text_key order by sized.users desc nulls last, sized.host_id) as rank
      from page join matching on matching.text_key = page.text_key join sized on sized.host_id = matching.host_id
    )
    select distinct on (ranked.servers, ranked.text_key, ranked.rank) ranked.text_key, ranked.servers,
      rule.text, rule.hint, rule.language,
      ${topicsOf(sql.ref('rule.rule_id'))} as topics, ranked.name as domain, (
        select min(position) from rule_set_rule
        where rule_set_rule.rule_set_id = rule.rule_set_id and rule_set_rule.rule_id = rule.rule_id) as position
    from ranked join rule on rule.rule_id = ranked.rule_id
    where ranked.rank <= ${maxExamples}
    order by ranked.servers desc, ranked.text_key, ranked.rank, rule.rule_id`.execute(db);
  return rows;
}

/** In force on a server that is up or failing, and as the conditions say. */
function inForceWith(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  // Whoever is not there is looked up for each rule, and not whoever is: so the order of the index is kept, and nothing is sorted.
  const isThere = sql<boolean>`rule.host_id not in (
    select instance.host_id from instance join host on host.host_id = instance.host_id
    where host.status <> all(${presentStatuses}::text[]))`;
  return sql.join([sql<boolean>`rule.valid_to is null`, isThere, ...conditions], sql` and `);
}

/** How much a search finds. */
export interface RuleTextTotal {
  /** Each text once. */
  readonly texts: number;
  /** Servers that have one of them or more. */
  readonly servers: number;
}

/** How many texts does {@link searchRules} walk through in all, and how many servers have them? */
export async function countRuleTexts(db: CensusDatabase, search: RuleSearch): Promise<RuleTextTotal> {
  const conditions = await conditionsOf(db, search);
  const { rows } = await sql<RuleTextTotal>`
    with matching as materialized (
      select rule.text_key, rule.host_id from rule where ${inForceWith(conditions)}
    )
    select (select count(*) from (select distinct text_key from matching) as text)::integer as texts,
      (select count(*) from (select distinct host_id from matching) as host)::integer as servers`.execute(db);
  return rows[0] ?? { texts: 0, servers: 0 };
}

/**
 * Which languages are the rules in force in, stated or found out, on servers that are up or failing? Primary subtags in lower
 * case (`pt` for `pt-BR`), as the search understands them; those of most texts first.
 */
export async function ruleLanguages(db: CensusDatabase): Promise<readonly string[]> {
  const { rows } = await sql<{ language: string }>`
    select lower(split_part(rule.language, '-', 1)) as language from rule
    where ${inForceWith([sql<boolean>`rule.language is not null`])}
    group by 1 order by count(*) desc, 1`.execute(db);
  return rows.map(({ language }) => language);
}

function follows([servers, textKey]: RuleTextPlace) {
  const own = sql`count(distinct host_id)`;
  return sql<boolean>`${own} < ${servers}::bigint or (${own} = ${servers}::bigint and text_key > ${textKey}::uuid)`;
}

function toRuleText(copies: readonly Copy[]): RuleTextRecord[] {
  const [first] = copies;
  if (first === undefined) return [];
  const { text, hint, language, topics, servers } = first;
  return [
    {
      ...{ text, hint, language, servers },
      topics: ruleTopics.filter((topic) => topics.includes(topic)),
      examples: copies.map(({ domain, position }) => ({ domain, position })),
    },
  ];
}

/** What a rule in force must be; none when everything is looked for. */
async function conditionsOf(
  db: CensusDatabase,
  { words = [], topics = [], language }: RuleSearch,
): Promise<readonly RawBuilder<boolean>[]> {
  const onTopics = topics.map(
    (topic) =>
      sql<boolean>`exists (select from rule_topic where rule_topic.rule_id = rule.rule_id and rule_topic.topic = ${topic})`,
  );
  const inLanguage = sql<boolean>`(lower(rule.language) = lower(${language}) or lower(rule.language) like lower(${language}) || '-%')`;
  return [...(await occurrences(db, words)), ...onTopics, ...(language === undefined ? [] : [inLanguage])];
}

const wholeText = sql<string>`rule.text || ' ' || coalesce(rule.hint, '')`;

/**
 * Words are looked for as words. Where a script does not part them, and where there is no letter in what is looked for, it is
 * looked for as it is. The database says which is which, with the functions that its indexes are made of.
 */
async function occurrences(
  db: CensusDatabase,
  words: readonly string[],
): Promise<readonly RawBuilder<boolean>[]> {
  if (words.length === 0) return [];
  const { rows } = await sql<{ word: string; is_unspaced: boolean; is_wordless: boolean }>`
    select word, is_unspaced(word, null) as is_unspaced,
      to_tsvector('simple', spaced_words(word)) = '' as is_wordless
    from unnest(${words}::text[]) as word`.execute(db);
  const parted = rows.filter((row) => !row.is_unspaced && !row.is_wordless).map(({ word }) => word);
  const unspaced = rows.filter((row) => row.is_unspaced);
  const wordless = rows.filter((row) => !row.is_unspaced && row.is_wordless);
  return [
    ...(parted.length === 0
      ? []
      : [
          sql<boolean>`rule_words(rule.text, rule.hint) @@ plainto_tsquery('simple', spaced_words(${parted.join(' ')}))`,
        ]),
    // The first condition is that of an index, the others are tried on what it finds. No pattern: nothing in the text is special.
    ...(unspaced.length === 0 ? [] : [sql<boolean>`is_unspaced(rule.text, rule.hint)`]),
    ...unspaced.map(({ word }) => sql<boolean>`strpos(lower(${wholeText}), lower(${word})) > 0`),
    ...wordless.map(({ word }) => sql<boolean>`strpos(${wholeText}, ${word}) > 0`),
  ];
}
