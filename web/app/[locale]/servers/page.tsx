import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cutText } from '../../../../db/model/text.ts';
import { attempt } from '../../../data/attempt.ts';
import { readDirectory } from '../../../data/directory.ts';
import type { Locale } from '../../../i18n/locales.ts';
import { pageLocale } from '../../../i18n/page-locale.ts';
import { activeValues } from '../../../params/active-filters.ts';
import {
  type DirectoryQuery,
  formatDirectoryParams,
  parseDirectoryParams,
} from '../../../params/directory-params.ts';
import { toSearchParams } from '../../../params/search-params.ts';
import { AddressProblems } from '../../../ui/address-problems.tsx';
import { DirectoryForm } from '../../../ui/directory/directory-form.tsx';
import { directoryPath } from '../../../ui/directory/directory-links.ts';
import { filterNames } from '../../../ui/directory/filter-names.ts';
import { FirstServers } from '../../../ui/directory/no-servers.tsx';
import { Results } from '../../../ui/directory/results.tsx';
import { feedLinks } from '../../../ui/feed-links.ts';
import { MissingPage, missingPageMetadata } from '../../../ui/missing-page.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { pageMetadata } from '../../../ui/page-metadata.ts';
import { Unavailable } from '../../../ui/unavailable.tsx';
import '../../../ui/directory/directory.css';

type Props = PageProps<'/[locale]/servers'>;

/** Of what the list is narrowed to, as much as a title says. */
const maxTitleLength = 120;

/** Only the plain page is listed by search engines: filtered lists are without end, and an order by lot is another one each day. */
export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  if (locale === null) return missingPageMetadata();
  const t = await getTranslations('directory');
  const query = parseDirectoryParams(toSearchParams(await searchParams));
  return pageMetadata({
    locale,
    path: '/servers',
    title: await titleOf(locale, query),
    description: t('description'),
    isListed: formatDirectoryParams(query).size === 0,
    feeds: await feedLinks(['new-servers', 'closed-servers']),
  });
}

/** What a list is narrowed to and how many servers that leaves: the first words that a screen reader says of the page. */
async function titleOf(locale: Locale, query: DirectoryQuery): Promise<string> {
  const t = await getTranslations('directory');
  const values = activeValues(query.filter);
  const read = await attempt(() => readDirectory(query));
  if (!read.ok || (values.length === 0 && query.page === 1)) return t('title');
  const { total: count, pages } = read.value;
  const nameOf = await filterNames(locale);
  const filters = new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(values.map(nameOf));
  const title =
    values.length === 0
      ? t('title')
      : t('narrowedTitle', { count, filters: cutText(filters, maxTitleLength) });
  return query.page === 1 ? title : t('pageTitle', { title, page: query.page, pages });
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
  const isEmptyCensus = found.total === 0 && activeValues(query.filter).length === 0;
  return (
    <PageFrame locale={locale} path={directoryPath(query)} current="servers">
      <div className={query.view === 'table' ? 'wide directory' : 'wide directory beside'}>
        <div>
          <h1 className="text-5xl leading-none font-extrabold tracking-tight lg:text-6xl">{t('heading')}</h1>
          {!isEmptyCensus && (
            <>
              <p className="mt-3">
                <a href={`/${locale}/choose`} className="link inline-flex min-h-11 items-center">
                  {t('guide')}
                </a>
              </p>
              <DirectoryForm locale={locale} query={query} found={found} />
            </>
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
