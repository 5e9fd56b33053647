import { getTranslations } from 'next-intl/server';
import { answeredOf, questions } from '../../chooser/answers.ts';
import type { Locale } from '../../i18n/locales.ts';
import { type ChooseQuery, firstStep } from '../../params/choose-params.ts';
import { answerNames, answerValues } from './answer-names.ts';
import { choosePath, withoutAnswer } from './choose-links.ts';

interface Props {
  readonly locale: Locale;
  /** With a seed, so that the way leads back to the same selection. */
  readonly query: ChooseQuery;
}

const linkClass = 'link inline-flex min-h-9 items-center';

/** All answers, each to change or to drop, and the questions that have none. */
export async function AnswerList({ locale, query }: Props) {
  const t = await getTranslations('choose');
  const nameOf = await answerNames(locale);
  const { answers, isYoungWanted } = query;
  const answered = answeredOf(answers);
  const open = questions.filter((question) => !answered.includes(question));
  const href = (target: Partial<ChooseQuery>) => `/${locale}${choosePath({ ...query, ...target })}`;
  return (
    <section aria-labelledby="answers">
      <h2 id="answers" className="text-2xl font-bold tracking-tight">
        {t('answers.heading')}
      </h2>
      {(answered.length > 0 || isYoungWanted) && (
        <dl className="mt-3 border-t border-line">
          {answered.map((question) => {
            const label = t(`questions.${question}.short`);
            return (
              <div key={question} className="border-b border-line py-2">
                <dt className="text-small text-muted">{label}</dt>
                <dd className="flex flex-wrap items-center gap-x-4">
                  <span className="me-auto min-w-0 font-semibold [overflow-wrap:anywhere]">
                    {nameOf(question, answerValues(answers, question))}
                  </span>
                  <span className="flex gap-x-4">
                    <a
                      href={href({ view: { kind: 'change', question } })}
                      rel="nofollow"
                      aria-label={t('answers.changeOne', { question: label })}
                      className={linkClass}
                    >
                      {t('answers.change')}
                    </a>
                    <a
                      href={href({ answers: withoutAnswer(answers, question) })}
                      rel="nofollow"
                      aria-label={t('answers.dropOne', { question: label })}
                      className={linkClass}
                    >
                      {t('answers.drop')}
                    </a>
                  </span>
                </dd>
              </div>
            );
          })}
          {isYoungWanted && (
            <div className="border-b border-line py-2">
              <dt className="text-small text-muted">{t('answers.young')}</dt>
              <dd className="flex flex-wrap items-center gap-x-4">
                <span className="me-auto font-semibold">{t('answers.youngToo')}</span>
                <a
                  href={href({ isYoungWanted: false })}
                  rel="nofollow"
                  aria-label={t('answers.dropOne', { question: t('answers.young') })}
                  className={linkClass}
                >
                  {t('answers.drop')}
                </a>
              </dd>
            </div>
          )}
        </dl>
      )}
      {open.length > 0 && (
        <div className="mt-3">
          <p className="text-small text-muted">{t('answers.open')}</p>
          <ul className="flex flex-wrap gap-x-4">
            {open.map((question) => (
              <li key={question}>
                <a href={href({ view: { kind: 'change', question } })} rel="nofollow" className={linkClass}>
                  {t(`questions.${question}.short`)}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className="mt-2">
        <a href={`/${locale}${choosePath(firstStep)}`} className={linkClass}>
          {t('answers.startOver')}
        </a>
      </p>
    </section>
  );
}
