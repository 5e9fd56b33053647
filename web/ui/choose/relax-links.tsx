import { getTranslations } from 'next-intl/server';
import type { SuggestionsData } from '../../data/chooser.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { ChooseQuery } from '../../params/choose-params.ts';
import { answerNames, answerValues } from './answer-names.ts';
import { choosePath, withoutAnswer } from './choose-links.ts';

interface Props {
  readonly locale: Locale;
  readonly query: ChooseQuery;
  readonly found: SuggestionsData;
}

/** Few or no servers fit: the answers that could be left out, with what that would leave, the most first. */
export async function RelaxLinks({ locale, query, found }: Props) {
  const t = await getTranslations('choose.relax');
  const nameOf = await answerNames(locale);
  const all = new Intl.ListFormat(locale, { type: 'conjunction' });
  const href = (target: ChooseQuery) => `/${locale}${choosePath(target)}`;
  return (
    <section aria-labelledby="relax" className="mt-5 max-w-prose border-s-4 border-other-fill ps-4">
      <h2 id="relax" className="font-text text-body font-bold">
        {t('heading')}
      </h2>
      {found.waysOut.length === 0 ? (
        <p className="mt-1">
          {t('noneEligible')}{' '}
          <a
            href={href({ ...query, view: { kind: 'change', question: 'sizes' } })}
            rel="nofollow"
            className="link"
          >
            {t('otherSizes')}
          </a>
        </p>
      ) : (
        <ul>
          {found.waysOut.map(({ leaveOut, fitting }) => (
            <li key={leaveOut.join()}>
              <a
                href={href({ ...query, answers: leaveOut.reduce(withoutAnswer, query.answers) })}
                rel="nofollow"
                className="link inline-flex min-h-9 max-w-full items-center"
              >
                <span className="min-w-0 [overflow-wrap:anywhere]">
                  {t.rich('without', {
                    answer: all.format(
                      leaveOut.map((question) => nameOf(question, answerValues(query.answers, question))),
                    ),
                    count: fitting,
                    value: (chunks) => <bdi>{chunks}</bdi>,
                  })}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
