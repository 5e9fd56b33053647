import type { Answers, Question } from './answers.ts';
import { type Candidate, type Surroundings, sizeOf } from './candidate.ts';
import { purposesOf } from './purposes.ts';

/** How a server fits an answer; `unknown`: it does not say. */
export type Fit = 'yes' | 'no' | 'unknown';

/** Does a server fit what was answered to a question? A question that was not answered fits everybody. */
export function fitOf(
  question: Question,
  answers: Answers,
  candidate: Candidate,
  surroundings: Surroundings,
): Fit {
  const wanted = wantedBy(question, answers);
  if (wanted === undefined) return 'yes';
  const fitting = fittingValues(question, candidate, surroundings);
  if (fitting === null) return 'unknown';
  const fits = (value: string) => fitting.includes(value);
  // A server must have a rule on every topic; of everything else one will do.
  return (question === 'ruleTopics' ? wanted.every(fits) : wanted.some(fits)) ? 'yes' : 'no';
}

/**
 * The answers to a question that a server fits, each without regard to the others; null: it does not say. Languages in lower
 * case, and with every tag that one of them is a kind of: `pt-br` and `pt` of a server that names `pt-BR`.
 */
export function fittingValues(
  question: Question,
  candidate: Candidate,
  surroundings: Surroundings,
): readonly string[] | null {
  switch (question) {
    case 'languages':
      return candidate.languages === null ? null : [...new Set(candidate.languages.flatMap(kindsOf))];
    case 'purposes':
      return purposesOf(candidate.software);
    case 'signUp':
      return candidate.registrations === 'open' ? ['now', 'wait'] : ['wait'];
    case 'sizes': {
      const size = sizeOf(candidate, surroundings);
      return size === null ? null : [size];
    }
    case 'ruleTopics':
      return candidate.rulesCount === null ? null : candidate.ruleTopics;
    case 'countries':
      return candidate.networkCountry === null ? null : [candidate.networkCountry];
  }
}

/** What was answered, as {@link fittingValues} writes it; undefined: nothing. */
function wantedBy(question: Question, answers: Answers): readonly string[] | undefined {
  if (question === 'signUp') return answers.signUp === undefined ? undefined : [answers.signUp];
  if (question === 'languages') return answers.languages?.map((tag) => tag.toLowerCase());
  return answers[question];
}

/** A language tag with all that it is a kind of, in lower case: `zh-hant-tw` is a kind of `zh-hant` and of `zh`. */
export function kindsOf(tag: string): readonly string[] {
  const parts = tag.toLowerCase().split('-');
  return parts.map((_part, index) => parts.slice(0, parts.length - index).join('-'));
}
