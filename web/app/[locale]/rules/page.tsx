import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { attempt } from '../../../data/attempt.ts';
import {
  countTopicServers,
  type RulesFound,
  type RulesOverview,
  type RulesWayOut,
  readRules,
  readRulesOverview,
  readRulesWaysOut,
  type TopicServers as TopicServerCounts,
} from '../../../data/rules.ts';
import type { Locale } from '../../../i18n/locales.ts';
import { pageLocale } from '../../../i18n/page-locale.ts';
import { wordsOf } from '../../../params/rule-params.ts';
import { parseRulesParams, partsOf } from '../../../params/rules-page-params.ts';
import { toSearchParams } from '../../../params/search-params.ts';
import { AddressProblems } from '../../../ui/address-problems.tsx';
import { feedLinks } from '../../../ui/feed-links.ts';
import { MissingPage, missingPageMetadata } from '../../../ui/missing-page.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { pageMetadata } from '../../../ui/page-metadata.ts';
import { FirstRules, NoRules } from '../../../ui/rules-explorer/no-rules.tsx';
import { RuleTextEntry } from '../../../ui/rules-explorer/rule-text-entry.tsx';
import { RulesForm } from '../../../ui/rules-explorer/rules-form.tsx';
import { rulesPath } from '../../../ui/rules-explorer/rules-links.ts';
import { TopicMonths } from '../../../ui/rules-explorer/topic-months.tsx';
import { TopicOverview } from '../../../ui/rules-explorer/topic-overview.tsx';
import { TopicServers } from '../../../ui/rules-explorer/topic-servers.tsx';
import { Unavailable } from '../../../ui/unavailable.tsx';

type Props = PageProps<'/[locale]/rules'>;

type Query = ReturnType<typeof parseRulesParams>;

/** The bare page and one page a topic are listed; searches are without end. */
export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  if (locale === null) return missingPageMetadata();
  const t = await getTranslations('rulesPage');
  const { problems, ...query } = parseRulesParams(toSearchParams(await searchParams));
  const isTopicPage = areTopicsAlone(query) && query.topics.length === 1;
  const isListed =
    query.after === null && problems.length === 0 && (isTopicPage || partsOf(query).length === 0);
  return pageMetadata({
    locale,
    path: isListed ? rulesPath(query) : '/rules',
    title: await headingOf(locale, query, 'title'),
    description: isTopicPage
      ? t('topicDescription', { topic: await topicNames(locale, query) })
      : t('description'),
    isListed,
    feeds: await feedLinks(['rule-changes']),
  });
}

/** The rules of all servers: what they are on, each text with how many servers have it, searched by the address alone. */
export default async function RulesPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  if (locale === null) return <MissingPage />;
  const t = await getTranslations();
  const query = parseRulesParams(toSearchParams(await searchParams));
  const topic = query.topics.length === 1 ? query.topics[0] : undefined;
  const read = await attempt(() => readAll(query));
  if (!read.ok) return <Unavailable path={rulesPath(query)} />;
  const { overview, found } = read.value;
  const isFirst = found.total.texts === 0 && partsOf(query).length === 0;
  return (
    <PageFrame locale={locale} path={rulesPath(query)} current="rules">
      <div className="wide pt-6 lg:pt-12">
        <h1 className="max-w-[24ch] text-tool">{await headingOf(locale, query, 'heading')}</h1>
        <p className="mt-4 max-w-prose text-large first-letter:uppercase">
          {topic !== undefined && areTopicsAlone(query) ? t(`topics.meanings.${topic}`) : t('rulesPage.lead')}
        </p>
        {isFirst ? (
          <div className="mt-10">
            <FirstRules />
          </div>
        ) : (
          <div className="mt-8 grid gap-x-columns gap-y-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,3fr)]">
            <RulesForm locale={locale} query={query} languages={overview.languages} />
            <div className="min-w-0">
              <AddressProblems problems={query.problems} />
              <Found locale={locale} query={query} {...read.value} />
            </div>
          </div>
        )}
      </div>
    </PageFrame>
  );
}

async function readAll(query: Query) {
  const [overview, found, servers] = await Promise.all([
    readRulesOverview(),
    readRules(query),
    areTopicsAlone(query) ? countTopicServers(query.topics) : null,
  ]);
  return { overview, found, servers, waysOut: found.total.texts === 0 ? await readRulesWaysOut(query) : [] };
}

interface FoundProps {
  readonly locale: Locale;
  readonly query: Query;
  readonly overview: RulesOverview;
  readonly found: RulesFound;
  /** Null: other things than topics are asked for as well. */
  readonly servers: TopicServerCounts | null;
  /** When nothing is found. */
  readonly waysOut: readonly RulesWayOut[];
}

async function Found({ locale, query, overview, found, servers, waysOut }: FoundProps) {
  const isBare = partsOf(query).length === 0;
  const isBeginning = query.after === null;
  const topic = query.topics.length === 1 ? query.topics[0] : undefined;
  const record = overview.topics.find((each) => each.topic === topic);
  return (
    <>
      {isBare && isBeginning && <TopicOverview locale={locale} overview={overview} />}
      {servers !== null && isBeginning && (
        <TopicServers locale={locale} topics={query.topics} counts={servers} />
      )}
      <Results locale={locale} query={query} found={found} waysOut={waysOut} />
      {servers !== null && isBeginning && record !== undefined && (
        <TopicMonths topic={record} overview={overview} />
      )}
    </>
  );
}

async function Results({
  locale,
  query,
  found,
  waysOut,
}: Pick<FoundProps, 'locale' | 'query' | 'found' | 'waysOut'>) {
  const t = await getTranslations('rulesPage');
  const { rules, next, total } = found;
  const words = query.q === undefined ? [] : wordsOf(query.q);
  const isFirstOnPage = partsOf(query).length > 0 && !areTopicsAlone(query);
  return (
    <section aria-labelledby="results" className={isFirstOnPage ? '' : 'mt-14'}>
      <h2 id="results" className="figures text-heading">
        {t('found', { texts: total.texts, servers: total.servers })}
      </h2>
      {total.texts === 0 ? (
        <NoRules locale={locale} waysOut={waysOut} />
      ) : (
        <>
          <p className="mt-1 max-w-prose text-muted">{t('order')}</p>
          {rules.length === 0 && <p className="mt-4">{t('beyond')}</p>}
          <ol className="mt-5 border-t-2 border-ink empty:hidden">
            {rules.map((rule) => (
              <RuleTextEntry key={rule.text} locale={locale} rule={rule} words={words} />
            ))}
          </ol>
          <nav aria-label={t('pages')} className="mt-6 flex flex-wrap gap-x-6 gap-y-2 empty:hidden">
            {query.after !== null && (
              <a
                href={`/${locale}${rulesPath({ ...query, after: null })}`}
                className="link inline-flex min-h-11 items-center"
              >
                {t('beginning')}
              </a>
            )}
            {next !== null && (
              <a
                href={`/${locale}${rulesPath({ ...query, after: next })}`}
                rel="next nofollow"
                className="button-plain max-sm:w-full"
              >
                {t('next')}
              </a>
            )}
          </nav>
        </>
      )}
    </section>
  );
}

/** Whether a query asks for topics and nothing else. */
function areTopicsAlone({ q, topics, language }: Omit<Query, 'problems'>): boolean {
  return topics.length > 0 && q === undefined && language === undefined;
}

async function headingOf(locale: Locale, query: Omit<Query, 'problems'>, place: 'title' | 'heading') {
  const t = await getTranslations('rulesPage');
  if (partsOf(query).length === 0) return t(place);
  return areTopicsAlone(query)
    ? t(place === 'title' ? 'topicTitle' : 'topicHeading', { topic: await topicNames(locale, query) })
    : t(place === 'title' ? 'searchTitle' : 'searchHeading');
}

async function topicNames(locale: Locale, { topics }: Pick<Query, 'topics'>): Promise<string> {
  const t = await getTranslations('topics.names');
  return new Intl.ListFormat(locale).format(topics.map((topic) => t(topic)));
}
