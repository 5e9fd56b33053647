import { getTranslations } from 'next-intl/server';
import type { Locale } from '../../i18n/locales.ts';
import { activeValues } from '../../params/active-filters.ts';
import type { DirectoryQuery } from '../../params/directory-params.ts';
import { resultsHref } from './directory-links.ts';
import { filterNames } from './filter-names.ts';

interface Props {
  readonly locale: Locale;
  readonly query: DirectoryQuery;
}

/** What the list is narrowed to, each value as a link to the list without it. */
export async function ActiveChips({ locale, query }: Props) {
  const values = activeValues(query.filter);
  if (values.length === 0) return null;
  const t = await getTranslations('directory');
  const nameOf = await filterNames(locale);
  return (
    <ul aria-label={t('chips')} className="chips">
      {values.map((each) => (
        <li key={`${each.name} ${each.values}`}>
          <a
            href={resultsHref(locale, { ...query, filter: each.without, page: 1 })}
            aria-label={t('remove', { filter: nameOf(each) })}
          >
            <bdi>{nameOf(each)}</bdi>
          </a>
        </li>
      ))}
      <li>
        <a href={resultsHref(locale, { ...query, filter: {}, page: 1 })} className="link">
          {t('clear')}
        </a>
      </li>
    </ul>
  );
}
