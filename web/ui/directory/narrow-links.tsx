import { getTranslations } from 'next-intl/server';
import type { InstanceFilter } from '../../../db/queries/instance-filter.ts';
import type { DirectoryData } from '../../data/directory.ts';
import type { Locale } from '../../i18n/locales.ts';
import { activeFilters } from '../../params/active-filters.ts';
import type { DirectoryQuery } from '../../params/directory-params.ts';
import { resultsHref } from './directory-links.ts';
import { filterNames } from './filter-names.ts';

interface Props {
  readonly locale: Locale;
  readonly query: DirectoryQuery;
  readonly found: DirectoryData;
}

/** The nearest steps to a shorter list, one click each: those that most people take first. */
export async function NarrowLinks({ locale, query, found: { facets, total } }: Props) {
  const t = await getTranslations('directory');
  const nameOf = await filterNames(locale);
  const countOf = <Value,>(counts: readonly { value: Value; instances: number }[], wanted: Value) =>
    counts.find(({ value }) => value === wanted)?.instances ?? 0;
  const steps: readonly (readonly [InstanceFilter, number])[] = [
    [{ registrations: ['open'] }, countOf(facets.registrations, 'open')],
    [{ language: locale }, countOf(facets.languages, locale)],
    [{ sizes: ['small'] }, countOf(facets.sizes, 'small')],
    [{ uptimeMin: 0.99 }, countOf(facets.uptimes, 0.99)],
  ];
  const offered = steps.flatMap(([step, count]) => {
    const [filter] = activeFilters(step);
    const isSet = filter === undefined || query.filter[filter.name] !== undefined;
    return isSet || count === 0 || count === total ? [] : [{ step, count, name: nameOf(filter) }];
  });
  if (offered.length === 0) return null;
  return (
    <nav aria-label={t('narrow')} className="narrow">
      <ul>
        {offered.map(({ step, count, name }) => (
          <li key={name}>
            <a
              href={resultsHref(locale, { ...query, filter: { ...query.filter, ...step }, page: 1 })}
              className="link"
            >
              {t('withCount', { name, count })}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
