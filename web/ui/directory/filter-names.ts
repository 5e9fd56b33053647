import { getTranslations } from 'next-intl/server';
import { languageName } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import { softwareName } from '../software-name.ts';
import type { ActiveFilter } from './directory-links.ts';

/** A function that says in the reader's language what a filter is narrowed to: "Lemmy or Mbin", "Spam and Privacy". */
export async function filterNames(locale: Locale): Promise<(filter: ActiveFilter) => string> {
  const t = await getTranslations();
  const textOf = (name: ActiveFilter['name'], value: string) => {
    switch (name) {
      case 'search':
        return value;
      case 'software':
        return softwareName(value);
      case 'language':
        return languageName(value, locale);
      case 'registrations':
        return t(`registrations.${value as 'open'}`);
      case 'status':
        return t(`directory.status.${value as 'up'}`);
      case 'ruleTopics':
        return t(`topics.names.${value as 'spam'}`);
      case 'class':
        return t(`classes.many.${value as 'relay'}`);
    }
  };
  return ({ name, values }) =>
    // A server must have a rule on every topic; of everything else it has one of the values.
    new Intl.ListFormat(locale, { type: name === 'ruleTopics' ? 'conjunction' : 'disjunction' }).format(
      values.map((value) => textOf(name, value)),
    );
}
