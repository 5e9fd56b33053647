import type { RuleTopic } from '../../../db/model/rule-topics.ts';
import { defaultInstanceOrder } from '../../params/directory-params.ts';
import { allRules, formatRulesParams, type RulesQuery } from '../../params/rules-page-params.ts';
import { directoryPath } from '../directory/directory-links.ts';

/** Path and query of the page of all rules, below the locale. */
export function rulesPath(query: RulesQuery): string {
  const params = formatRulesParams(query).toString();
  return params === '' ? '/rules' : `/rules?${params}`;
}

/** Path and query of the rules on a topic, below the locale. */
export function topicPath(topic: RuleTopic): string {
  return rulesPath({ ...allRules, topics: [topic] });
}

/** Path and query of the servers that have a rule on each of some topics, below the locale. */
export function topicServersPath(topics: readonly RuleTopic[], areOpen = false): string {
  return directoryPath({
    filter: { ruleTopics: topics, ...(areOpen ? { registrations: ['open'] } : {}) },
    order: defaultInstanceOrder,
    page: 1,
  });
}
