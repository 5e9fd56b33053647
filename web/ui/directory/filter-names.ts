import { getTranslations } from 'next-intl/server';
import { languageName } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { ActiveFilter } from '../../params/active-filters.ts';
import { softwareName } from '../software-name.ts';

/** Says in the reader's language what a list is narrowed to: "Lemmy or Mbin", "no rule on “Spam”". */
export type FilterNamer = (filter: Pick<ActiveFilter, 'name' | 'values'>) => string;

/** Filters whose values must all hold; of every other one will do. */
const conjunctive: ReadonlySet<ActiveFilter['name']> = new Set(['ruleTopics', 'ruleTopicsNot']);

/** Makes the names of filters in a language. */
export async function filterNames(locale: Locale): Promise<FilterNamer> {
  const t = await getTranslations();
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 });
  const textOf = (name: ActiveFilter['name'], value: string): string => {
    switch (name) {
      case 'search':
        return value;
      case 'software':
        return softwareName(value);
      case 'family':
        return t('directory.filters.family', { name: softwareName(value) });
      case 'versionMin':
      case 'versionMax':
        return t(`directory.filters.${name}`, { version: value });
      case 'language':
        return languageName(value, locale);
      case 'country':
        return t('directory.filters.country', { country: countryName(value, locale) });
      case 'registrations':
        return t(`registrations.${value as 'open'}`);
      case 'status':
        return t(`directory.status.${value as 'up'}`);
      case 'ruleTopics':
      case 'ruleTopicsNot':
        return t(`directory.filters.${name}`, { topic: t(`topics.names.${value as 'spam'}`) });
      case 'class':
        return t(`classes.many.${value as 'relay'}`);
      case 'sizes':
        return t('directory.filters.sizes', { size: t(`choose.sizes.${value as 'small'}.name`) });
      case 'usersActiveMin':
      case 'usersActiveMax':
      case 'usersTotalMin':
      case 'usersTotalMax':
        return t(`directory.filters.${name}`, { count: Number(value) });
      case 'activeWithinDays':
      case 'ageMinDays':
        return t(`directory.filters.${name}`, { days: Number(value) });
      case 'uptimeMin':
        return t('directory.filters.uptimeMin', { share: percent.format(Number(value)) });
      case 'quarantined':
        return t('directory.filters.quarantined', { is: value });
    }
  };
  return ({ name, values }) =>
    new Intl.ListFormat(locale, { type: conjunctive.has(name) ? 'conjunction' : 'disjunction' }).format(
      values.map((value) => textOf(name, value)),
    );
}

/** The name of a country or region by its ISO 3166-1 code, or the code itself. */
export function countryName(code: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' }).of(code) ?? code;
}
