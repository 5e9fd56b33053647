import type { RuleTopic } from '../../db/model/rule-topics.ts';
import type { Size } from '../../db/model/server-size.ts';
import type { Purpose } from './purposes.ts';

/** What somebody has answered. Every question may be left out; several values of one are alternatives, of topics all hold. */
export interface Answers {
  /** BCP 47 tags; `pt` also means `pt-BR`. */
  readonly languages?: readonly string[];
  readonly purposes?: readonly Purpose[];
  /** `now`: an account at once. `wait`: somebody may look at the application first. */
  readonly signUp?: 'now' | 'wait';
  /** Without an answer, neither giants nor tiny servers. */
  readonly sizes?: readonly Size[];
  /** Topics that the server must have a rule on. */
  readonly ruleTopics?: readonly RuleTopic[];
  /** Countries of the host network. */
  readonly countries?: readonly string[];
}

/** The questions, in the order in which people are asked. */
export const questions = ['languages', 'purposes', 'signUp', 'sizes', 'ruleTopics', 'countries'] as const;

/** One of {@link questions}. */
export type Question = (typeof questions)[number];

/** The questions that have been answered. */
export function answeredOf(answers: Answers): readonly Question[] {
  return questions.filter((question) => answers[question] !== undefined);
}
