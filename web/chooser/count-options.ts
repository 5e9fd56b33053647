import { type Answers, answeredOf, type Question } from './answers.ts';
import { type Candidate, isYoung, type Surroundings } from './candidate.ts';
import { isEligible } from './eligible.ts';
import { fitOf, fittingValues } from './fit.ts';
import type { SuggestOptions } from './suggest.ts';

/** What is left after a question, with each answer and without one. */
export interface OptionCounts {
  /** Servers that fit all other answers: what is left when the question is skipped. */
  readonly skipped: number;
  /**
   * Of each answer that some server fits: how many fit it and all other answers, when it is the only answer to the question.
   * Languages in lower case, a general tag beside the special ones (`pt`, `pt-br`).
   */
  readonly byValue: ReadonlyMap<string, number>;
}

/** Counts what each answer to a question would leave, in one walk through the candidates. What `suggest` would call fitting. Pure. */
export function countOptions(
  question: Question,
  answers: Answers,
  candidates: readonly Candidate[],
  surroundings: Surroundings,
  { isYoungWanted }: Pick<SuggestOptions, 'isYoungWanted'>,
): OptionCounts {
  const { [question]: _replaced, ...others } = answers;
  const asked = answeredOf(others);
  const left = candidates.filter(
    (candidate) =>
      (isYoungWanted || !isYoung(candidate, surroundings)) &&
      asked.every((each) => fitOf(each, others, candidate, surroundings) === 'yes'),
  );
  const eligible = left.filter((candidate) => isEligible(candidate, others, { surroundings, isYoungWanted }));
  const byValue = new Map<string, number>();
  // Who names a size is eligible for it, whichever it is.
  for (const candidate of question === 'sizes' ? left : eligible)
    for (const value of fittingValues(question, candidate, surroundings) ?? [])
      byValue.set(value, (byValue.get(value) ?? 0) + 1);
  return { skipped: eligible.length, byValue };
}
