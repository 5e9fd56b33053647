import type { RuleTopic } from '../../db/model/rule-topics.ts';
import type { RuleTextPlace } from '../../db/queries/search-rules.ts';
import { pairs } from './instance-params.ts';
import { type Param, type ParamProblem, readParams } from './param.ts';
import { ruleSearchParams } from './rule-params.ts';

/** What the page of all rules shows: which texts, and after which one it goes on. */
export interface RulesQuery {
  /** As it was typed; absent: any words. */
  readonly q?: string;
  /** Texts are on all of them; empty: on anything. */
  readonly topics: readonly RuleTopic[];
  /** BCP 47 tag; absent: in any language. */
  readonly language?: string;
  /** Null: from the beginning. */
  readonly after: RuleTextPlace | null;
}

/** A number of servers and the key of a text, as {@link RuleTextPlace} has them. */
const placeText = /^(\d{1,9})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

const afterParam: Param<RuleTextPlace> = {
  name: 'after',
  description: 'The place of the text after which the list goes on: how many servers have it, and its key.',
  schema: { type: 'string', pattern: placeText.source },
  isRepeatable: false,
  parse: ([value = '']) => {
    const [, servers, textKey] = placeText.exec(value.trim()) ?? [];
    return servers === undefined || textKey === undefined
      ? { ok: false, allowed: 'the place of a text, as the links of the list have it' }
      : { ok: true, value: [Number(servers), textKey] };
  },
  format: ([servers, textKey]) => [`${servers}.${textKey}`],
};

const rulesParams = { ...ruleSearchParams, after: afterParam } as const;

/** Everything, from the beginning. */
export const allRules: RulesQuery = { topics: [], after: null };

/** Reads the page's query string. Lenient, as the directory's: what is bad or unknown is left out, and `problems` says why. */
export function parseRulesParams(
  params: URLSearchParams,
): RulesQuery & { readonly problems: readonly ParamProblem[] } {
  const { values, problems } = readParams(params, rulesParams);
  const { q, topic = [], language, after = null } = values;
  return {
    ...(q === undefined ? {} : { q }),
    topics: topic,
    ...(language === undefined ? {} : { language }),
    after,
    problems,
  };
}

/** Writes a query as a query string, the inverse of {@link parseRulesParams}. */
export function formatRulesParams({ q, topics, language, after }: RulesQuery): URLSearchParams {
  return new URLSearchParams(
    [
      ...(q === undefined ? [] : pairs(rulesParams.q, q)),
      ...pairs(rulesParams.topic, topics),
      ...(language === undefined ? [] : pairs(rulesParams.language, language)),
      ...(after === null ? [] : pairs(afterParam, after)),
    ].map(([name, value]): [string, string] => [name, value]),
  );
}

/** What a query is narrowed by, each part with the query without it, from the beginning. */
export type RulesPart =
  | { readonly kind: 'words'; readonly value: string; readonly without: RulesQuery }
  | { readonly kind: 'topic'; readonly value: RuleTopic; readonly without: RulesQuery }
  | { readonly kind: 'language'; readonly value: string; readonly without: RulesQuery };

/** The parts of a query, in the order of the form. */
export function partsOf({ q, topics, language }: RulesQuery): readonly RulesPart[] {
  const rest = (query: Partial<RulesQuery>): RulesQuery => ({ ...allRules, ...query });
  const words = q === undefined ? {} : { q };
  const inLanguage = language === undefined ? {} : { language };
  return [
    ...(q === undefined
      ? []
      : [{ kind: 'words', value: q, without: rest({ topics, ...inLanguage }) } as const]),
    ...topics.map((topic): RulesPart => {
      const others = topics.filter((each) => each !== topic);
      return { kind: 'topic', value: topic, without: rest({ ...words, topics: others, ...inLanguage }) };
    }),
    ...(language === undefined
      ? []
      : [{ kind: 'language', value: language, without: rest({ ...words, topics }) } as const]),
  ];
}
