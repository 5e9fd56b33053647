import { type Answers, answeredOf, type Question } from './answers.ts';
import type { Candidate, Surroundings } from './candidate.ts';
import { isEligible } from './eligible.ts';
import { fitOf } from './fit.ts';
import type { SuggestOptions } from './suggest.ts';

/** Answers to leave out, and what that leaves. */
export interface WayOut {
  /** In the order in which people are asked. */
  readonly leaveOut: readonly Question[];
  /** Servers that fit all other answers; more than fit all. */
  readonly fitting: number;
}

/** As many as a person reads. */
const mostWays = 5;

/**
 * Which answers to think about again when few servers fit: the smallest sets of answers without which more do, those that leave
 * most first. None when no server is eligible, or all that are fit already. Pure.
 */
export function waysOut(
  answers: Answers,
  candidates: readonly Candidate[],
  surroundings: Surroundings,
  { isYoungWanted }: Pick<SuggestOptions, 'isYoungWanted'>,
): readonly WayOut[] {
  const asked = answeredOf(answers);
  const options = { surroundings, isYoungWanted };
  const standing = candidates.map((candidate) => ({
    misses: asked.filter((question) => fitOf(question, answers, candidate, surroundings) !== 'yes'),
    isEligible: isEligible(candidate, answers, options),
    // Who does not name a size any more is shown neither giants nor tiny servers.
    isEligibleForAnySize: isEligible(candidate, {}, options),
  }));
  const countWithout = (leaveOut: readonly Question[]) =>
    standing.filter(
      (each) =>
        (leaveOut.includes('sizes') ? each.isEligibleForAnySize : each.isEligible) &&
        each.misses.every((question) => leaveOut.includes(question)),
    ).length;
  const fitting = countWithout([]);
  for (let size = 1; size <= asked.length; size += 1) {
    const ways = setsOf(asked, size)
      .map((leaveOut) => ({ leaveOut, fitting: countWithout(leaveOut) }))
      .filter((way) => way.fitting > fitting);
    if (ways.length > 0)
      return ways.toSorted((left, right) => right.fitting - left.fitting).slice(0, mostWays);
  }
  return [];
}

/** All sets of so many, each in the order of the whole; of six questions twenty at most. */
function setsOf(all: readonly Question[], size: number): readonly (readonly Question[])[] {
  if (size === 0) return [[]];
  return all.flatMap((first, index) =>
    setsOf(all.slice(index + 1), size - 1).map((rest) => [first, ...rest]),
  );
}
