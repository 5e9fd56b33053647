import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { attempt } from '../../../data/attempt.ts';
import { readDirectory } from '../../../data/directory.ts';
import type { Locale } from '../../../i18n/locales.ts';
import { pageLocale } from '../../../i18n/page-locale.ts';
import { formatDirectoryParams, parseDirectoryParams } from '../../../params/directory-params.ts';
import { toSearchParams } from '../../../params/search-params.ts';
import { AddressProblems } from '../../../ui/address-problems.tsx';
import { DirectoryForm } from '../../../ui/directory/directory-form.tsx';
import { activeFilters, directoryPath, firstNumber } from '../../../ui/directory/directory-links.ts';
import { LeftOutLinks } from '../../../ui/directory/left-out-links.tsx';
import { FirstServers, NoServers } from '../../../ui/directory/no-servers.tsx';
import { PageLinks } from '../../../ui/directory/page-links.tsx';
import { ServerRow } from '../../../ui/directory/server-row.tsx';
import { feedLinks } from '../../../ui/feed-links.ts';
import { MissingPage, missingPageMetadata } from '../../../ui/missing-page.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { pageMetadata } from '../../../ui/page-metadata.ts';
import { Unavailable } from '../../../ui/unavailable.tsx';

type Props = PageProps<'/[locale]/servers'>;

/** Filtered lists are followed and not listed: their number is without end. */
export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  if (locale === null) return missingPageMetadata();
  const t = await getTranslations('directory');
  const query = parseDirectoryParams(toSearchParams(await searchParams));
  const isWhole = formatDirectoryParams({ ...query, page: 1 }).size === 0;
  return pageMetadata({
    locale,
    path: isWhole && query.page > 1 ? `/servers?page=${query.page}` : '/servers',
    title: t('title'),
    description: t('description'),
    isListed: isWhole,
    feeds: await feedLinks(['new-servers', 'closed-servers']),
  });
}

/** Every server that answered, searched and narrowed by the address alone. */
export default async function DirectoryPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  if (locale === null) return <MissingPage />;
  const t = await getTranslations('directory');
  const query = parseDirectoryParams(toSearchParams(await searchParams));
  const read = await attempt(() => readDirectory(query));
  if (!read.ok) return <Unavailable path={directoryPath(query)} />;
  const found = read.value;
  const isEmptyCensus = found.total === 0 && activeFilters(query.filter).length === 0;
  return (
    <PageFrame locale={locale} path={directoryPath(query)} current="servers">
      <div className="wide grid gap-x-12 gap-y-8 pt-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,3fr)] lg:pt-12">
        <div>
          <h1 className="text-5xl leading-none font-extrabold tracking-tight lg:text-6xl">{t('heading')}</h1>
          {!isEmptyCensus && (
            <p className="mt-4">
              <a href={`/${locale}/choose`} className="link inline-flex min-h-9 items-center">
                {t('guide')}
              </a>
            </p>
          )}
          {!isEmptyCensus && (
            <DirectoryForm locale={locale} query={query} facets={found.facets} total={found.total} />
          )}
        </div>
        <div className="min-w-0">
          <AddressProblems problems={query.problems} />
          {isEmptyCensus ? <FirstServers /> : <Results locale={locale} query={query} found={found} />}
        </div>
      </div>
    </PageFrame>
  );
}

interface ResultsProps {
  readonly locale: Locale;
  readonly query: ReturnType<typeof parseDirectoryParams>;
  readonly found: Awaited<ReturnType<typeof readDirectory>>;
}

async function Results({ locale, query, found }: ResultsProps) {
  const t = await getTranslations('directory');
  const isFiltered = activeFilters(query.filter).length > 0;
  return (
    <section aria-labelledby="results">
      <h2 id="results" className="figures text-2xl font-bold">
        {t(isFiltered || found.total === 0 ? 'results' : 'all', { count: found.total })}
        {found.pages > 1 && (
          <span className="ms-3 font-text text-base font-normal text-muted">
            {t('page', { page: query.page, pages: found.pages })}
          </span>
        )}
      </h2>
      {found.instances.length === 0 ? (
        <NoServers locale={locale} query={query} />
      ) : (
        <>
          {query.order.by === 'users_active_month' && query.order.direction === 'desc' && (
            <p className="mt-1 max-w-prose text-muted">{t('orderNote')}</p>
          )}
          <ol start={firstNumber(query.page)} className="mt-5 border-t-2 border-ink">
            {found.instances.map((instance) => (
              <ServerRow key={instance.domain} locale={locale} instance={instance} largest={found.largest} />
            ))}
          </ol>
          <PageLinks locale={locale} query={query} pages={found.pages} />
        </>
      )}
      <LeftOutLinks locale={locale} query={query} />
    </section>
  );
}
