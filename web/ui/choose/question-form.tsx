import { getTranslations } from 'next-intl/server';
import { type Question, questions } from '../../chooser/answers.ts';
import type { QuestionData } from '../../data/chooser.ts';
import { formatter } from '../../i18n/formatter.ts';
import type { Locale } from '../../i18n/locales.ts';
import { type ChooseQuery, formatAnswers } from '../../params/choose-params.ts';
import { parameterOf } from '../../params/chooser-params.ts';
import { answerValues } from './answer-names.ts';
import { choosePath, questionBeside, skipTo } from './choose-links.ts';
import { type QuestionOption, questionOptions } from './question-options.ts';

interface Props {
  readonly locale: Locale;
  readonly query: ChooseQuery;
  readonly question: Question;
  readonly counts: QuestionData;
  /** Whether the question is the heading of the page, or stands below one. */
  readonly isHeading: boolean;
}

/** One question as a plain form whose answer is an address: the next question, or the suggestions. */
export async function QuestionForm({ locale, query, question, counts, isHeading }: Props) {
  const t = await getTranslations('choose');
  const format = await formatter();
  const { offered, further } = await questionOptions({ locale, question, answers: query.answers, counts });
  const isStep = query.view.kind === 'step';
  const next = isStep ? questionBeside(question, 1) : undefined;
  const previous = isStep ? questionBeside(question, -1) : undefined;
  const chosen = answerValues(query.answers, question);
  const Heading = isHeading ? 'h1' : 'h2';
  const name = parameterOf[question];
  const href = (target: ChooseQuery) => `/${locale}${choosePath(target)}`;
  return (
    <form action={`/${locale}/choose`} method="get">
      {formatAnswers(query, question).map(([each, value]) => (
        <input key={`${each} ${value}`} type="hidden" name={each} value={value} />
      ))}
      <fieldset aria-describedby="question-hint question-counts">
        <legend>
          <Heading className="text-[clamp(1.9rem,5vw,3.25rem)] leading-[1.05] font-extrabold tracking-[-0.02em]">
            {t(`questions.${question}.ask`)}
          </Heading>
        </legend>
        <p id="question-hint" className="mt-3 max-w-prose">
          {t(`questions.${question}.hint`)}
        </p>
        <p id="question-counts" className="mt-1 max-w-prose text-small text-muted">
          {t('countNote')}
        </p>
        <ul className="mt-5 max-w-2xl border-t-2 border-ink">
          {offered.map((option) => (
            <Option
              key={option.value}
              option={option}
              name={name}
              type={question === 'signUp' ? 'radio' : 'checkbox'}
              isChosen={chosen.includes(option.value)}
              count={format.number(option.count)}
              left={t('countNoteLeft', { count: option.count })}
            />
          ))}
        </ul>
        {further.length > 0 && (
          <div className="mt-4 max-w-2xl">
            <label htmlFor="further" className="font-semibold">
              {t(question === 'languages' ? 'otherLanguage' : 'otherCountry')}
            </label>
            <select id="further" name={name} defaultValue="" className="mt-1">
              <option value="">{t('none')}</option>
              {further.map(({ value, text, language, count }) => (
                <option key={value} value={value} lang={language}>
                  {t('withCount', { name: text, count })}
                </option>
              ))}
            </select>
          </div>
        )}
      </fieldset>
      <div className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-3">
        <button
          type="submit"
          className="button-main max-sm:w-full sm:min-w-48"
          {...(next === undefined ? {} : { name: 'step', value: parameterOf[next] })}
        >
          {t(next === undefined ? 'finish' : 'continue')}
        </button>
        {isStep && (
          <a
            href={href(skipTo(query, question))}
            rel="nofollow"
            className="link inline-flex min-h-11 items-center"
          >
            {t('skip')}
          </a>
        )}
        {previous !== undefined && (
          <a
            href={href({ ...query, view: { kind: 'step', question: previous } })}
            rel="nofollow"
            className="link inline-flex min-h-11 items-center"
          >
            {t('back')}
          </a>
        )}
        {!isStep && (
          <a
            href={href({ ...query, view: { kind: 'suggestions' } })}
            rel="nofollow"
            className="link inline-flex min-h-11 items-center"
          >
            {t('cancel')}
          </a>
        )}
      </div>
    </form>
  );
}

interface OptionProps {
  readonly option: QuestionOption;
  readonly name: string;
  readonly type: 'radio' | 'checkbox';
  readonly isChosen: boolean;
  readonly count: string;
  /** The count in words. */
  readonly left: string;
}

/** An answer over the whole width, to hit with a thumb; the count at its end. */
function Option({ option, name, type, isChosen, count, left }: OptionProps) {
  const { value, text, language } = option;
  return (
    <li className="border-b border-line">
      <label className="grid min-h-14 cursor-pointer grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 py-2 pe-1 ps-1 hover:bg-surface has-checked:bg-surface has-checked:font-semibold">
        <input
          type={type}
          name={name}
          value={value}
          defaultChecked={isChosen}
          className="size-6 shrink-0 accent-ink"
        />
        <span className="[overflow-wrap:anywhere]">
          <bdi lang={language}>{text}</bdi>
        </span>
        <span className={`figures ${option.count === 0 ? 'text-muted' : ''}`}>
          <span aria-hidden="true">{count}</span>
          <span className="sr-only">, {left}</span>
        </span>
      </label>
    </li>
  );
}

/** How far one is, in words and as a row of dots: filled ones lie behind. */
export async function Progress({ question }: { readonly question: Question }) {
  const t = await getTranslations('choose');
  const place = questions.indexOf(question);
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 font-semibold text-muted">
      <span className="figures">{t('progress', { number: place + 1, total: questions.length })}</span>
      <svg viewBox={`0 0 ${questions.length * 20} 20`} aria-hidden="true" className="h-4 w-24">
        {questions.map((each, index) => (
          <circle
            key={each}
            cx={index * 20 + 10}
            cy="10"
            r={index === place ? 8 : 5.5}
            strokeWidth="2.5"
            className={index <= place ? 'fill-ink stroke-ink' : 'fill-none stroke-ink'}
          />
        ))}
      </svg>
    </p>
  );
}
