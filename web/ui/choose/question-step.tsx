import { getTranslations } from 'next-intl/server';
import { answeredOf, type Question } from '../../chooser/answers.ts';
import type { QuestionData } from '../../data/chooser.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { ChooseQuery } from '../../params/choose-params.ts';
import { choosePath, withoutAnswer } from './choose-links.ts';
import { Progress, QuestionForm } from './question-form.tsx';

interface Props {
  readonly locale: Locale;
  /** With a seed, which goes along to the suggestions. */
  readonly query: ChooseQuery;
  readonly question: Question;
  readonly counts: QuestionData;
  /** Nothing has been answered or skipped yet: what all this is comes first. */
  readonly isBeginning: boolean;
}

/** One question with the way there and what is left so far. */
export async function QuestionStep({ locale, query, question, counts, isBeginning }: Props) {
  const t = await getTranslations('choose');
  return (
    <>
      {isBeginning && (
        <div className="mb-8 grid gap-y-4 lg:mb-12">
          <h1 className="max-w-[18ch] text-title">{t('heading')}</h1>
          <p className="max-w-[56ch] text-lg leading-relaxed">{t('lead')}</p>
          <p className="max-w-[56ch] text-muted">{t('promise')}</p>
          <p>
            <a href={`/${locale}/first-steps`} className="link inline-flex min-h-9 items-center">
              {t('firstSteps')}
            </a>
          </p>
        </div>
      )}
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,3fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 content-start gap-y-3">
          {query.view.kind === 'step' ? (
            <Progress question={question} />
          ) : (
            <p className="font-semibold text-muted">{t('changing')}</p>
          )}
          <QuestionForm
            locale={locale}
            query={query}
            question={question}
            counts={counts}
            isHeading={!isBeginning}
          />
        </div>
        {query.view.kind === 'step' && (
          <SoFar locale={locale} query={query} question={question} left={counts.skipped} />
        )}
      </div>
    </>
  );
}

interface SoFarProps extends Pick<Props, 'locale' | 'query' | 'question'> {
  readonly left: number;
}

/** How many servers the other answers leave, with the short way to them. */
async function SoFar({ locale, query, question, left }: SoFarProps) {
  const t = await getTranslations('choose.soFar');
  const others = withoutAnswer(query.answers, question);
  const isFirstTime = query.answers[question] === undefined;
  const isAnswered = answeredOf(others).length > 0;
  return (
    <section aria-labelledby="so-far" className="border-t-2 border-ink pt-4 lg:self-start">
      <h2 id="so-far" className="figures text-2xl font-bold tracking-tight">
        {t(isAnswered ? (isFirstTime ? 'fitting' : 'fittingOthers') : 'any', { count: left })}
      </h2>
      {isAnswered && isFirstTime && (
        <p className="mt-2">
          <a
            href={`/${locale}${choosePath({ ...query, view: { kind: 'suggestions' } })}`}
            rel="nofollow"
            className="link inline-flex min-h-9 items-center"
          >
            {t(left === 0 ? 'showNearest' : 'show')}
          </a>
        </p>
      )}
    </section>
  );
}
