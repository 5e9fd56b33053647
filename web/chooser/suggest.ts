import { type Answers, answeredOf, type Question } from './answers.ts';
import type { Candidate, Surroundings } from './candidate.ts';
import { isEligible } from './eligible.ts';
import { lotOf } from './lot.ts';
import { type Scored, scoreCandidate } from './score.ts';

/** What is asked beside the answers. */
export interface SuggestOptions {
  /** Equals are put into another order by another seed; the same seed gives the same order to everybody. */
  readonly seed: string;
  readonly limit: number;
  /** Whether servers that were born of late are wanted, too. */
  readonly isYoungWanted: boolean;
}

/** What the chooser says. */
export interface Suggestions {
  /** The best first; those that fit every answer go before all others. */
  readonly suggestions: readonly Scored[];
  /** Servers that could be suggested whatever the answers. */
  readonly eligible: number;
  /** Of these, those that fit every answer. */
  readonly fitting: number;
  /** How many would fit all other answers, for each that was given: which one to think about again. */
  readonly withoutAnswer: Readonly<Partial<Record<Question, number>>>;
}

/**
 * Suggests servers. Never a dead end: when none fits every answer, those that fit most of them are named with what does not
 * fit. Giants and tiny servers are only suggested to who asks for their size, young ones to who asks for them. Among equals
 * the order is by chance, so that no server is always the first. Pure.
 */
export function suggest(
  answers: Answers,
  candidates: readonly Candidate[],
  surroundings: Surroundings,
  { seed, limit, isYoungWanted }: SuggestOptions,
): Suggestions {
  const eligible = candidates.filter((candidate) =>
    isEligible(candidate, answers, { surroundings, isYoungWanted }),
  );
  // Who does not name a size any more is shown neither giants nor tiny servers.
  const isEligibleForAnySize = ({ candidate }: Scored) =>
    isEligible(candidate, {}, { surroundings, isYoungWanted });
  const scored = eligible.map((candidate) => scoreCandidate(answers, candidate, surroundings));
  const lot = new Map(scored.map(({ candidate }) => [candidate, lotOf(seed, candidate.domain)]));
  const order = (left: Scored, right: Scored) =>
    Number(right.fitsAll) - Number(left.fitsAll) ||
    right.score - left.score ||
    ((lot.get(left.candidate) ?? '') < (lot.get(right.candidate) ?? '') ? -1 : 1);
  return {
    suggestions: scored.toSorted(order).slice(0, limit),
    eligible: eligible.length,
    fitting: scored.filter(({ fitsAll }) => fitsAll).length,
    withoutAnswer: Object.fromEntries(
      answeredOf(answers).map((question) => [
        question,
        scored.filter(
          (each) => fitsBut(question, each) && (question !== 'sizes' || isEligibleForAnySize(each)),
        ).length,
      ]),
    ),
  };
}

function fitsBut(question: Question, { fits }: Scored): boolean {
  return Object.entries(fits).every(([each, fit]) => each === question || fit === 'yes');
}
