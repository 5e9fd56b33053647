import { getTranslations } from 'next-intl/server';
import { instanceClasses } from '../../../db/model/instance-class.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { DirectoryQuery } from '../../params/directory-params.ts';
import { type ActiveFilter, activeFilters, directoryPath } from './directory-links.ts';
import { filterNames } from './filter-names.ts';

interface Props {
  readonly locale: Locale;
  readonly query: DirectoryQuery;
}

/** Topics of the address beyond the one that is chosen: sent along with the form, each with a way to drop it. */
export async function FurtherTopics({ locale, query }: Props) {
  const t = await getTranslations('directory');
  const nameOf = await filterNames(locale);
  const [first, ...further] = query.filter.ruleTopics ?? [];
  if (first === undefined || further.length === 0) return null;
  return (
    <ul className="mt-1.5 text-sm">
      {further.map((topic) => {
        const filter = { name: 'ruleTopics', values: [topic], without: {} } as const;
        const left = [first, ...further].filter((each) => each !== topic);
        return (
          <li key={topic}>
            <input type="hidden" name="rule_topic" value={topic} />
            {t('andTopic', { topic: nameOf(filter) })}{' '}
            <a
              href={`/${locale}${directoryPath({ ...query, filter: { ...query.filter, ruleTopics: left }, page: 1 })}`}
              aria-label={t('dropTopic', { topic: nameOf(filter) })}
              className="link inline-flex min-h-7 items-center"
            >
              {t('drop')}
            </a>
          </li>
        );
      })}
    </ul>
  );
}

/** Several kinds of server at once, which no single choice can say: they stay, with a way back to the usual ones. */
export async function SeveralClasses({ locale, query }: Props) {
  const t = await getTranslations('directory');
  const nameOf = await filterNames(locale);
  const filter = activeFilters(query.filter).find((each): each is ActiveFilter => each.name === 'class');
  if (filter === undefined) return null;
  return (
    <div className="min-w-0">
      <p className="font-semibold">{t('class')}</p>
      {filter.values.length === instanceClasses.length ? (
        <p className="mt-1">{t('classAll')}</p>
      ) : (
        <ul className="mt-1">
          {filter.values.map((value) => (
            <li key={value}>{nameOf({ ...filter, values: [value] })}</li>
          ))}
        </ul>
      )}
      {filter.values.map((value) => (
        <input key={value} type="hidden" name="class" value={value} />
      ))}
      <a
        href={`/${locale}${directoryPath({ ...query, filter: filter.without, page: 1 })}`}
        className="link inline-flex min-h-7 items-center text-sm"
      >
        {t('classAnyLink')}
      </a>
    </div>
  );
}
