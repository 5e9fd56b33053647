import type { Answers, Question } from './answers.ts';
import { answeredOf } from './answers.ts';
import type { Candidate, Surroundings } from './candidate.ts';
import { type Fit, fitOf } from './fit.ts';

/**
 * What an answer counts. Who cannot read what is written is lost, whatever else fits; what one comes for and whether one can
 * begin come next. Size and country are tastes.
 */
export const answerWeights: Readonly<Record<Question, number>> = {
  languages: 4,
  purposes: 3,
  signUp: 3,
  ruleTopics: 3,
  sizes: 2,
  countries: 1,
};

/** What a server is worth to everybody: that it stays up, that it says how one is to behave. Together less than any answer. */
export const qualityWeights = { uptime: 0.6, rules: 0.3 } as const;

/** What does not say is likelier not to fit than to fit: servers name what they are proud of. */
const unknownCounts = 0.4;

/** Steps, not shares: one whose uptime is a thousandth better is not better. */
const uptimeSteps = [
  [0.99, 1],
  [0.95, 0.7],
  [0.9, 0.4],
] as const;

/** How a server does against the answers. */
export interface Scored {
  readonly candidate: Candidate;
  /** 0 to 1, in hundredths: servers with the same are equals. */
  readonly score: number;
  /** Of the questions that were answered. */
  readonly fits: Readonly<Partial<Record<Question, Fit>>>;
  /** Whether it fits every answer. */
  readonly fitsAll: boolean;
}

/** Scores a server: the sum of the weights of what fits, by the sum of all weights that were asked for. Pure. */
export function scoreCandidate(answers: Answers, candidate: Candidate, surroundings: Surroundings): Scored {
  const asked = answeredOf(answers);
  const fits = asked.map(
    (question) => [question, fitOf(question, answers, candidate, surroundings)] as const,
  );
  const answered = fits.reduce((sum, [question, fit]) => sum + answerWeights[question] * worthOf(fit), 0);
  const most =
    asked.reduce((sum, question) => sum + answerWeights[question], 0) +
    qualityWeights.uptime +
    qualityWeights.rules;
  return {
    candidate,
    score: Math.round(((answered + qualityOf(candidate)) / most) * 100) / 100,
    fits: Object.fromEntries(fits),
    fitsAll: fits.every(([, fit]) => fit === 'yes'),
  };
}

function worthOf(fit: Fit): number {
  if (fit === 'unknown') return unknownCounts;
  return fit === 'yes' ? 1 : 0;
}

function qualityOf({ uptime, rulesCount }: Candidate): number {
  const step = uptime === null ? unknownCounts : (uptimeSteps.find(([from]) => uptime >= from)?.[1] ?? 0);
  const rules = rulesCount === null ? unknownCounts : Math.sign(rulesCount);
  return qualityWeights.uptime * step + qualityWeights.rules * rules;
}
