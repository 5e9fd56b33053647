import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { Question } from '../../../chooser/answers.ts';
import { attempt } from '../../../data/attempt.ts';
import { drawSeed, readQuestion, readSuggestions } from '../../../data/chooser.ts';
import type { Locale } from '../../../i18n/locales.ts';
import { pageLocale } from '../../../i18n/page-locale.ts';
import { formatChooseParams, parseChooseParams } from '../../../params/choose-params.ts';
import { toSearchParams } from '../../../params/search-params.ts';
import { AddressProblems } from '../../../ui/address-problems.tsx';
import { AnswerList } from '../../../ui/choose/answer-list.tsx';
import { choosePath } from '../../../ui/choose/choose-links.ts';
import { NobodyToSuggest } from '../../../ui/choose/nobody-to-suggest.tsx';
import { QuestionStep } from '../../../ui/choose/question-step.tsx';
import { SuggestionList } from '../../../ui/choose/suggestion-list.tsx';
import { MissingPage, missingPageMetadata } from '../../../ui/missing-page.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { pageMetadata } from '../../../ui/page-metadata.ts';
import { Unavailable } from '../../../ui/unavailable.tsx';

type Props = PageProps<'/[locale]/choose'>;

type Query = ReturnType<typeof parseChooseParams>;

/** The beginning is listed; addresses with answers are without end, and each is somebody's own. */
export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  if (locale === null) return missingPageMetadata();
  const t = await getTranslations('choose');
  const raw = toSearchParams(await searchParams);
  const { view, ...query } = parseChooseParams(raw);
  const isBeginning = formatChooseParams({ view, ...query }).size === 0;
  return pageMetadata({
    locale,
    path: '/choose',
    title:
      view.kind === 'suggestions'
        ? t('suggestionsTitle')
        : isBeginning
          ? t('title')
          : t('stepTitle', { question: t(`questions.${view.question}.ask`) }),
    description: t('description'),
    isListed: raw.size === 0,
  });
}

/** From some answers, which the address holds, to a few servers. One question at a time, then all answers at once. */
export default async function ChoosePage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  if (locale === null) return <MissingPage />;
  const query = parseChooseParams(toSearchParams(await searchParams));
  return query.view.kind === 'suggestions' ? (
    <Suggestions locale={locale} query={query} />
  ) : (
    <Asked locale={locale} query={query} question={query.view.question} />
  );
}

interface ViewProps {
  readonly locale: Locale;
  readonly query: Query;
}

async function Asked({ locale, query, question }: ViewProps & { readonly question: Question }) {
  const read = await attempt(() => readQuestion(query, question));
  const path = choosePath(query);
  if (!read.ok) return <Unavailable path={path} />;
  return (
    <PageFrame locale={locale} path={path} current="choose">
      <div className="wide pt-4 lg:pt-10">
        <AddressProblems problems={query.problems} />
        {read.value.candidates === 0 ? (
          <NobodyToSuggest />
        ) : (
          <QuestionStep
            locale={locale}
            query={{ ...query, seed: query.seed ?? drawSeed() }}
            question={question}
            counts={read.value}
            isBeginning={formatChooseParams(query).size === 0}
          />
        )}
      </div>
    </PageFrame>
  );
}

async function Suggestions({ locale, query }: ViewProps) {
  const t = await getTranslations('choose');
  const read = await attempt(() => readSuggestions(query));
  const path = choosePath(query);
  if (!read.ok) return <Unavailable path={path} />;
  const found = read.value;
  const seeded = { ...query, seed: found.seed };
  return (
    <PageFrame locale={locale} path={path} current="choose">
      <div className="wide pt-4 lg:pt-10">
        <AddressProblems problems={query.problems} />
        {found.candidates === 0 ? (
          <NobodyToSuggest />
        ) : (
          <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,3fr)_minmax(0,1fr)]">
            <div className="min-w-0">
              <SuggestionList locale={locale} query={seeded} found={found} />
            </div>
            <div className="grid content-start gap-y-8">
              <AnswerList locale={locale} query={seeded} />
              <section aria-labelledby="calm">
                <h2 id="calm" className="text-2xl font-bold tracking-tight">
                  {t('results.calmHeading')}
                </h2>
                <p className="mt-2">{t('results.calm')}</p>
              </section>
            </div>
          </div>
        )}
      </div>
    </PageFrame>
  );
}
