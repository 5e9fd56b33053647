import { getTranslations } from 'next-intl/server';
import { readDirectory } from '../../data/directory.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { DirectoryQuery } from '../../params/directory-params.ts';
import { EmptyField } from '../empty-field.tsx';
import { activeFilters, directoryPath } from './directory-links.ts';
import { filterNames } from './filter-names.ts';

interface Props {
  readonly locale: Locale;
  readonly query: DirectoryQuery;
}

/** No server matches: the filters that can be dropped, each with what that finds; those that find nothing are left out. */
export async function NoServers({ locale, query }: Props) {
  const t = await getTranslations();
  const nameOf = await filterNames(locale);
  const ways = await waysOut(query);
  return (
    <div className="mt-4 max-w-prose">
      <p>{t('directory.emptyText')}</p>
      <ul className="mt-2">
        {ways.map(({ filter, target, count }) => (
          <li key={filter.name}>
            <a
              href={`/${locale}${directoryPath(target)}`}
              className="link inline-flex min-h-9 max-w-full items-center"
            >
              <span className="min-w-0 break-words">
                {t.rich('directory.emptyDrop', {
                  filter: nameOf(filter),
                  count,
                  value: (chunks) => <bdi>{chunks}</bdi>,
                })}
              </span>
            </a>
          </li>
        ))}
        <li>
          <a href={`/${locale}/servers`} className="link inline-flex min-h-9 items-center">
            {t('directory.emptyAll')}
          </a>
        </li>
      </ul>
    </div>
  );
}

async function waysOut(query: DirectoryQuery) {
  const ways = await Promise.all(
    activeFilters(query.filter).map(async (filter) => {
      const target = { ...query, filter: filter.without, page: 1 };
      return { filter, target, count: (await readDirectory(target)).total };
    }),
  );
  return ways.filter(({ count }) => count > 0);
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
