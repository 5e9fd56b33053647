import { softwareFamilies } from '../../db/model/software-families.ts';
import type { Answers, Question } from './answers.ts';
import { type Candidate, type Surroundings, sizeOf } from './candidate.ts';
import { purposes } from './purposes.ts';

/** How a server fits an answer; `unknown`: it does not say. */
export type Fit = 'yes' | 'no' | 'unknown';

/** Does a server fit what was answered to a question? A question that was not answered fits everybody. */
export function fitOf(
  question: Question,
  answers: Answers,
  candidate: Candidate,
  surroundings: Surroundings,
): Fit {
  switch (question) {
    case 'languages':
      return anyOf(answers.languages, candidate.languages, isSpoken);
    case 'purposes':
      return fits(answers.purposes?.some((each) => isMadeFor(candidate, each)) ?? true);
    case 'signUp':
      return fits(answers.signUp !== 'now' || candidate.registrations === 'open');
    case 'sizes': {
      const size = sizeOf(candidate, surroundings);
      return size === null ? unlessAsked(answers.sizes) : fits(answers.sizes?.includes(size) ?? true);
    }
    case 'ruleTopics':
      return candidate.rulesCount === null
        ? unlessAsked(answers.ruleTopics)
        : fits(answers.ruleTopics?.every((topic) => candidate.ruleTopics.includes(topic)) ?? true);
    case 'countries':
      return anyOf(
        answers.countries,
        candidate.networkCountry === null ? null : [candidate.networkCountry],
        (wanted, country) => wanted === country,
      );
  }
}

const fits = (does: boolean): Fit => (does ? 'yes' : 'no');

const unlessAsked = (answer: unknown): Fit => (answer === undefined ? 'yes' : 'unknown');

function anyOf(
  wanted: readonly string[] | undefined,
  stated: readonly string[] | null,
  isSame: (wanted: string, stated: string) => boolean,
): Fit {
  if (wanted === undefined) return 'yes';
  if (stated === null) return 'unknown';
  return fits(wanted.some((each) => stated.some((other) => isSame(each, other))));
}

/** `pt` is spoken where `pt-BR` is. */
function isSpoken(wanted: string, stated: string): boolean {
  const [tag, other] = [wanted.toLowerCase(), stated.toLowerCase()];
  return other === tag || other.startsWith(`${tag}-`);
}

function isMadeFor({ software }: Candidate, purpose: keyof typeof purposes): boolean {
  return purposes[purpose].some((family) =>
    (softwareFamilies[family] as readonly string[]).includes(software),
  );
}
