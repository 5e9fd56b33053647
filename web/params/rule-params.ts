import { languageParam, ruleTopicParam, searchParam } from './instance-params.ts';

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
