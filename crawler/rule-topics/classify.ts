import { type RuleTopic, ruleTopics, type TopicMatch } from '../../db/model/rule-topics.ts';
import { foldText } from './fold.ts';
import { chinese } from './patterns/chinese.ts';
import { cyrillic } from './patterns/cyrillic.ts';
import { czechSlovak } from './patterns/czech-slovak.ts';
import { dutch } from './patterns/dutch.ts';
import { furtherLatin, furtherScripts } from './patterns/elsewhere.ts';
import { english } from './patterns/english.ts';
import { finnish } from './patterns/finnish.ts';
import { french } from './patterns/french.ts';
import { german } from './patterns/german.ts';
import { iberian } from './patterns/iberian.ts';
import { international } from './patterns/international.ts';
import { italian } from './patterns/italian.ts';
import { japanese } from './patterns/japanese.ts';
import { korean } from './patterns/korean.ts';
import { nordic } from './patterns/nordic.ts';
import type { PatternLanguage, PatternTable } from './patterns/pattern-language.ts';
import { polish } from './patterns/polish.ts';
import { portuguese } from './patterns/portuguese.ts';
import { spanish } from './patterns/spanish.ts';

/** Goes up with every change by which a rule may get other topics; stored beside the topics. */
export const classifierVersion = 1;

const languages: readonly PatternLanguage[] = [
  international,
  english,
  german,
  french,
  spanish,
  portuguese,
  italian,
  dutch,
  iberian,
  polish,
  czechSlovak,
  nordic,
  finnish,
  furtherLatin,
  japanese,
  chinese,
  korean,
  cyrillic,
  furtherScripts,
];

/** One rule as a server states it. */
export interface RuleToClassify {
  readonly text: string;
  /** Mastodon's further explanation of a rule; null when there is none. */
  readonly hint: string | null;
  /** BCP 47 tag of the language that the rule is thought to be in; null when unknown. May be wrong. */
  readonly language: string | null;
}

/** A pattern ready for use. */
interface Pattern {
  readonly name: string;
  readonly topic: RuleTopic;
  readonly expression: RegExp;
}

const compiled = languages.map(({ prefix, script, patterns, falseFriends }) => ({
  prefix,
  script,
  always: listPatterns(prefix, patterns),
  whenStated: listPatterns(prefix, falseFriends ?? {}),
}));

function listPatterns(prefix: string, table: PatternTable): readonly Pattern[] {
  return ruleTopics.flatMap((topic) =>
    topic === 'other'
      ? []
      : Object.entries(table[topic] ?? {}).map(([name, expression]) => ({
          name: `${prefix}.${topic}.${name}`,
          topic,
          expression,
        })),
  );
}

/**
 * What a rule is about: every topic that its text or hint speaks of, in the order of `ruleTopics`, each with the
 * patterns by which it was found; `other` by the pattern `none` when there is nothing else. Pure and deterministic.
 *
 * The patterns of all languages of the text's script are searched, whatever language is stated: many rules are in two
 * languages, and that of a short text is often told wrongly. README.md says how that measures.
 */
export function classifyRule(rule: RuleToClassify): readonly TopicMatch[] {
  const text = rule.hint === null ? rule.text : `${rule.text}\n${rule.hint}`;
  const folded = foldText(text);
  const cased = foldText(text, true);
  const stated = rule.language?.toLowerCase().split('-', 1)[0];
  const matches: TopicMatch[] = [];
  for (const { prefix, script, always, whenStated } of compiled) {
    if (!script.test(folded)) continue;
    const patterns = prefix === stated ? [...always, ...whenStated] : always;
    for (const { name, topic, expression } of patterns) {
      if (expression.test(expression.ignoreCase ? folded : cased)) matches.push({ topic, pattern: name });
    }
  }
  if (matches.length === 0) return [{ topic: 'other', pattern: 'none' }];
  return matches.sort((a, b) => ruleTopics.indexOf(a.topic) - ruleTopics.indexOf(b.topic));
}
