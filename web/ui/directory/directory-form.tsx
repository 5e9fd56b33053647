import { getTranslations } from 'next-intl/server';
import { giantShare, sizeFrom } from '../../../db/model/server-size.ts';
import type { FacetCount } from '../../../db/queries/count-by-facet.ts';
import type { DirectoryData } from '../../data/directory.ts';
import { languageName } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import { activeValues } from '../../params/active-filters.ts';
import type { DirectoryQuery } from '../../params/directory-params.ts';
import { maxSearchLength } from '../../params/instance-params.ts';
import { softwareName } from '../software-name.ts';
import { resultsAnchor, unseenParams } from './directory-links.ts';
import { ChoiceField, fieldOptions, SelectField, TickField } from './filter-fields.tsx';
import { countryName } from './filter-names.ts';

/** Of the form, for fields that stand beside the results. */
export const formId = 'filters';

/** Of values without end, the most common: more than nine servers in ten have one of them. The rest is in the address, and in the API. */
const mostOffered = { software: 20, languages: 30, countries: 20 } as const;

interface Props {
  readonly locale: Locale;
  readonly query: DirectoryQuery;
  readonly found: DirectoryData;
}

/** Search and filters as a plain form whose answer is an address; filters are folded where there is no room beside the results. */
export async function DirectoryForm({ locale, query, found }: Props) {
  const t = await getTranslations('directory');
  const active = activeValues(query.filter).filter(({ name }) => name !== 'search').length;
  return (
    <search aria-label={t('form')}>
      <form id={formId} action={`/${locale}/servers#${resultsAnchor}`} method="get" className="filters">
        {unseenParams(query, { hasOrder: found.instances.length > 0 }).map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <label htmlFor="q">{t('search')}</label>
        <p className="find">
          <input
            id="q"
            type="search"
            name="q"
            maxLength={maxSearchLength}
            defaultValue={query.filter.search ?? ''}
            aria-describedby="q-hint"
          />
          <button type="submit" className="button-main">
            {t('find')}
          </button>
        </p>
        <p id="q-hint" className="note">
          {t('searchHint')}
        </p>
        <details className="fold">
          <summary>{t('fold', { count: active })}</summary>
          <Fields locale={locale} query={query} found={found} />
          <p className="send">
            <button type="submit" className="button-main">
              {t('apply')}
            </button>
          </p>
        </details>
      </form>
    </search>
  );
}

async function Fields({ locale, query: { filter }, found: { facets, total } }: Props) {
  const t = await getTranslations();
  const options = <Value extends string | number>(
    counts: readonly FacetCount<Value>[],
    chosen: readonly Value[] | Value | undefined,
    nameOf: (value: Value) => string,
    most?: number,
  ) =>
    fieldOptions(counts, chosen === undefined ? [] : ([chosen].flat() as readonly Value[]), {
      total,
      ...(most === undefined ? {} : { most }),
      textOf: (value, count) => t('directory.withCount', { name: nameOf(value), count }),
    });
  const any = t('directory.any');
  const several = { any, nothingMore: t('directory.nothingMore') };
  const sizes = { ...sizeFrom, share: giantShare };
  const topicName = (topic: FacetCount<'spam'>['value']) => t(`topics.names.${topic}`);
  const collator = new Intl.Collator(locale);
  const byName = <Option extends { readonly text: string }>(list: readonly Option[]) =>
    list.toSorted((left, right) => collator.compare(left.text, right.text));
  return (
    <>
      <p className="note">{t('directory.countNote')}</p>
      <TickField
        name="registrations"
        label={t('directory.registrations')}
        chosen={filter.registrations ?? []}
        options={options(facets.registrations, filter.registrations, (mode) => t(`registrations.${mode}`))}
      />
      <TickField
        name="size"
        label={t('directory.size')}
        chosen={filter.sizes ?? []}
        options={options(facets.sizes, filter.sizes, (size) => t(`choose.sizes.${size}.option`, sizes))}
      />
      <SelectField
        name="language"
        label={t('directory.language')}
        any={any}
        chosen={filter.language}
        options={options(
          facets.languages,
          filter.language,
          (tag) => languageName(tag, locale),
          mostOffered.languages,
        )}
      />
      <ChoiceField
        {...several}
        name="software"
        label={t('directory.software')}
        chosen={filter.software ?? []}
        options={options(facets.software, filter.software, softwareName, mostOffered.software)}
      />
      <ChoiceField
        {...several}
        name="rule_topic"
        label={t('directory.ruleTopic')}
        chosen={filter.ruleTopics ?? []}
        options={options(facets.ruleTopics, filter.ruleTopics, topicName as (value: string) => string)}
      />
      <ChoiceField
        {...several}
        name="rule_topic_not"
        label={t('directory.ruleTopicNot')}
        note={t('directory.ruleTopicNotNote')}
        chosen={filter.ruleTopicsNot ?? []}
        options={options(facets.ruleTopicsNot, filter.ruleTopicsNot, topicName as (value: string) => string)}
      />
      <SelectField
        name="age_min_days"
        label={t('directory.age')}
        any={any}
        chosen={filter.ageMinDays?.toString()}
        options={options(facets.ages, filter.ageMinDays, (days) => t('directory.ageDays', { days }))}
      />
      <SelectField
        name="uptime_min"
        label={t('directory.uptime')}
        any={any}
        chosen={filter.uptimeMin?.toString()}
        options={options(facets.uptimes, filter.uptimeMin, (share) => t('directory.uptimeShare', { share }))}
      />
      <ChoiceField
        {...several}
        name="country"
        label={t('directory.country')}
        chosen={filter.country ?? []}
        options={byName(
          options(
            facets.countries,
            filter.country,
            (code) => countryName(code, locale),
            mostOffered.countries,
          ),
        )}
      />
      <TickField
        name="class"
        label={t('directory.class')}
        note={t('directory.classNote')}
        chosen={filter.class ?? []}
        options={options(facets.classes, filter.class, (each) => t(`classes.many.${each}`))}
      />
    </>
  );
}
