import { type Answers, type Question, questions } from '../../chooser/answers.ts';
import { type ChooseQuery, formatChooseParams } from '../../params/choose-params.ts';

/** Path and query of the page, below the locale. */
export function choosePath(query: ChooseQuery): string {
  const params = formatChooseParams(query).toString();
  return params === '' ? '/choose' : `/choose?${params}`;
}

/** Which question comes before or after one; undefined: there is none. */
export function questionBeside(question: Question, step: 1 | -1): Question | undefined {
  return questions[questions.indexOf(question) + step];
}

/** The answers without those to one question. */
export function withoutAnswer(answers: Answers, question: Question): Answers {
  const { [question]: _dropped, ...others } = answers;
  return others;
}

/** Where the question leads that is not answered: to the next one, or to the suggestions. */
export function skipTo(query: ChooseQuery, question: Question): ChooseQuery {
  const next = query.view.kind === 'step' ? questionBeside(question, 1) : undefined;
  return {
    ...query,
    answers: withoutAnswer(query.answers, question),
    view: next === undefined ? { kind: 'suggestions' } : { kind: 'step', question: next },
  };
}
