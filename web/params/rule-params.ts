import type { RuleSearch } from '../../db/queries/search-rules.ts';
import { languageParam, ruleTopicParam, searchParam } from './instance-params.ts';
import type { ParamValues } from './param.ts';

/** What a search over all rules takes, pages and API alike. */
export const ruleSearchParams = {
  q: {
    ...searchParam,
    description:
      'Words that must all occur in the text of a rule or its explanation, in any case, each as a whole word; in scripts without blanks between words (Japanese, Chinese, Thai …), and without letters, any part of it.',
  },
  topic: {
    ...ruleTopicParam,
    name: 'topic',
    description:
      'Only rules on this topic, found by patterns; repeat it for rules that are on each of several.',
  },
  language: {
    ...languageParam,
    description:
      'BCP 47 tag of the language that a rule is in, stated or found out; "pt" also finds "pt-BR".',
  },
} as const;

/** Turns parameter values into the search that the queries take: words are parted at blanks, each is looked for once. */
export function toRuleSearch({ q, topic, language }: ParamValues<typeof ruleSearchParams>): RuleSearch {
  return {
    ...(q === undefined ? {} : { words: wordsOf(q) }),
    ...(topic === undefined ? {} : { topics: topic }),
    ...(language === undefined ? {} : { language }),
  };
}

/** The parts of a text between blanks, each once. */
export function wordsOf(text: string): readonly string[] {
  return [...new Set(text.split(/\s+/u))].filter((word) => word !== '');
}
