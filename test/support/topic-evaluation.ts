import type { RuleTopic } from '../../db/model/rule-topics.ts';
import { ruleTopics } from '../../db/model/rule-topics.ts';

/** How often a topic was labelled by hand, found by the classifier, and both, over the rules of a sample. */
export interface TopicCounts {
  readonly labelled: number;
  readonly found: number;
  readonly both: number;
}

/** What came of a comparison: each topic that was labelled or found, and all topics added up (micro average). */
export interface TopicEvaluation {
  readonly byTopic: ReadonlyMap<RuleTopic, TopicCounts>;
  readonly total: TopicCounts;
}

/** A rule's topics as labelled by hand and as found. */
export interface ComparedRule {
  readonly labelled: readonly RuleTopic[];
  readonly found: readonly RuleTopic[];
}

/** Counts agreement by topic; a topic that a rule has several times counts once. */
export function evaluateTopics(rules: readonly ComparedRule[]): TopicEvaluation {
  const byTopic = new Map<RuleTopic, TopicCounts>();
  for (const topic of ruleTopics) {
    const labelled = rules.filter((rule) => rule.labelled.includes(topic));
    const found = rules.filter((rule) => rule.found.includes(topic));
    if (labelled.length === 0 && found.length === 0) continue;
    const both = labelled.filter((rule) => rule.found.includes(topic)).length;
    byTopic.set(topic, { labelled: labelled.length, found: found.length, both });
  }
  const sum = (key: keyof TopicCounts) => [...byTopic.values()].reduce((total, each) => total + each[key], 0);
  return { byTopic, total: { labelled: sum('labelled'), found: sum('found'), both: sum('both') } };
}

/** Share of what was found that was labelled; null when nothing was found. */
export function precisionOf({ found, both }: TopicCounts): number | null {
  return found === 0 ? null : both / found;
}

/** Share of what was labelled that was found; null when nothing was labelled. */
export function recallOf({ labelled, both }: TopicCounts): number | null {
  return labelled === 0 ? null : both / labelled;
}
