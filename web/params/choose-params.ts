import { type Answers, type Question, questions } from '../chooser/answers.ts';
import { oneOf } from './choice-params.ts';
import { chooserParams, parameterOf, toAnswers } from './chooser-params.ts';
import { pairs } from './instance-params.ts';
import { type Param, type ParamProblem, readParams } from './param.ts';

/** Where on the page that chooses somebody is: at a question, at one that is asked again, or at the suggestions. */
export type ChooseView =
  | { readonly kind: 'step'; readonly question: Question }
  | { readonly kind: 'change'; readonly question: Question }
  | { readonly kind: 'suggestions' };

/** What the address of the page that chooses says. */
export interface ChooseQuery {
  readonly view: ChooseView;
  readonly answers: Answers;
  /** Null: none is given. */
  readonly seed: string | null;
  readonly isYoungWanted: boolean;
}

const parameterNames = Object.values(parameterOf);

const viewParams = {
  step: oneOf('step', parameterNames, 'The question that is asked, by the name of its parameter.'),
  change: oneOf('change', parameterNames, 'The question that is asked again, after all of them.'),
} as const;

const chooseParams = { ...chooserParams, ...viewParams } as const;

/** The beginning: the first question, and nothing answered. */
export const firstStep: ChooseQuery = {
  view: { kind: 'step', question: questions[0] },
  answers: {},
  seed: null,
  isYoungWanted: false,
};

/**
 * Reads the page's query string. Lenient, as the directory's: what is bad or unknown is left out, and `problems` says what and
 * why. An address that says nothing at all is the first question.
 */
export function parseChooseParams(
  params: URLSearchParams,
): ChooseQuery & { readonly problems: readonly ParamProblem[] } {
  const { values, problems } = readParams(params, chooseParams);
  const { step, change, seed = null, young = false, ...asked } = values;
  const answers = toAnswers(asked);
  const isUntouched = Object.keys(answers).length === 0 && seed === null && !young;
  const shared = { answers, seed, isYoungWanted: young, problems };
  const changed = questionOf(change);
  if (changed !== undefined) return { view: { kind: 'change', question: changed }, ...shared };
  const stepped = questionOf(step) ?? (isUntouched ? questions[0] : undefined);
  if (stepped !== undefined) return { view: { kind: 'step', question: stepped }, ...shared };
  return { view: { kind: 'suggestions' }, ...shared };
}

/** The inverse of {@link parseChooseParams}; the first question without anything else is the empty query string. */
export function formatChooseParams({ view, ...rest }: ChooseQuery): URLSearchParams {
  const named = [...formatAnswers(rest)];
  const isFirst = view.kind === 'step' && view.question === questions[0] && named.length === 0;
  const place =
    view.kind === 'suggestions' || isFirst
      ? []
      : pairs(viewParams[view.kind === 'step' ? 'step' : 'change'], parameterOf[view.question]);
  return new URLSearchParams([...place, ...named].map(([name, value]): [string, string] => [name, value]));
}

/** Answers and seed as parameters, as a form sends them along, without those to one question. */
export function formatAnswers(
  { answers, seed, isYoungWanted }: Omit<ChooseQuery, 'view'>,
  without?: Question,
): readonly (readonly [string, string])[] {
  return [
    ...questions.flatMap((question) => {
      const answer = answers[question];
      if (answer === undefined || question === without) return [];
      // Each answer is of its parameter's type: `toAnswers` is checked for that.
      const param = chooserParams[parameterOf[question]] as Param<unknown>;
      return pairs(param, answer);
    }),
    ...(isYoungWanted ? pairs(chooserParams.young, true) : []),
    ...(seed === null ? [] : pairs(chooserParams.seed, seed)),
  ];
}

function questionOf(parameter: string | undefined): Question | undefined {
  return questions.find((question) => parameterOf[question] === parameter);
}
