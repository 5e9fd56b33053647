import { getTranslations } from 'next-intl/server';
import type { DirectoryData } from '../../data/directory.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { DirectoryQuery } from '../../params/directory-params.ts';
import { EmptyField } from '../empty-field.tsx';
import { resultsHref } from './directory-links.ts';
import { filterNames } from './filter-names.ts';

interface Props {
  readonly locale: Locale;
  readonly query: DirectoryQuery;
  readonly found: DirectoryData;
}

/** No server is shown: the filters that can be dropped, each with what that finds, and the ways to all servers and to the questions. */
export async function NoServers({ locale, query, found }: Props) {
  const t = await getTranslations('directory');
  const nameOf = await filterNames(locale);
  // A page beyond the last: what was asked for is on the pages before.
  const isBeyond = found.total > 0;
  return (
    <div className="mt-4 max-w-prose">
      <p>{t(isBeyond ? 'beyondText' : found.waysOut.length > 0 ? 'emptyText' : 'emptyAlone')}</p>
      <ul className="mt-2">
        {isBeyond && (
          <li>
            <a
              href={resultsHref(locale, { ...query, page: found.pages })}
              className="link inline-flex min-h-11 items-center"
            >
              {t('lastPage')}
            </a>
          </li>
        )}
        {found.waysOut.map(({ filter, count }) => (
          <li key={filter.name}>
            <a
              href={resultsHref(locale, { ...query, filter: filter.without, page: 1 })}
              className="link inline-flex min-h-11 max-w-full items-center"
            >
              <span className="min-w-0 break-words">
                {t.rich('emptyDrop', {
                  filter: nameOf(filter),
                  count,
                  value: (chunks) => <bdi>{chunks}</bdi>,
                })}
              </span>
            </a>
          </li>
        ))}
        <li>
          <a href={`/${locale}/servers`} className="link inline-flex min-h-11 items-center">
            {t('emptyAll')}
          </a>
        </li>
        <li>
          <a href={`/${locale}/choose`} className="link inline-flex min-h-11 items-center">
            {t('guide')}
          </a>
        </li>
      </ul>
    </div>
  );
}

/** The directory before anything has answered. */
export async function FirstServers() {
  const t = await getTranslations('home.first');
  return (
    <section aria-labelledby="first">
      <h2 id="first" className="text-3xl font-bold tracking-tight">
        {t('headline')}
      </h2>
      <p className="mt-2 max-w-prose">{t('lead')}</p>
      <EmptyField label={t('field')} className="mt-8" />
    </section>
  );
}
