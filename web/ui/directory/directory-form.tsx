import { getTranslations } from 'next-intl/server';
import type { FacetCount, FacetCounts } from '../../../db/queries/count-by-facet.ts';
import type { InstanceOrder } from '../../../db/queries/list-instances.ts';
import { languageName } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import { type DirectoryQuery, defaultInstanceOrder } from '../../params/directory-params.ts';
import { maxSearchLength, sortParam } from '../../params/instance-params.ts';
import { softwareName } from '../software-name.ts';
import { activeFilters } from './directory-links.ts';
import { SelectField } from './select-field.tsx';
import { FurtherTopics, SeveralClasses } from './several-values.tsx';

/** The orders that the form offers; the address knows more. */
const offeredSorts = [
  '-users_active_month',
  'users_active_month',
  '-users_total',
  '-rules_count',
  '-first_seen_at',
  'first_seen_at',
  '-local_posts',
  'domain',
] as const;

interface Props {
  readonly locale: Locale;
  readonly query: DirectoryQuery;
  readonly facets: FacetCounts;
  /** Servers that the query shows. */
  readonly total: number;
}

/** Search, filters and order as a plain form whose answer is an address. */
export async function DirectoryForm({ locale, query, facets, total }: Props) {
  const t = await getTranslations();
  const { filter, order } = query;
  const counted = (name: string, count: number) => t('directory.withCount', { name, count });
  return (
    <search aria-label={t('directory.form')}>
      <form action={`/${locale}/servers`} method="get" className="mt-6 grid grid-cols-2 gap-4 lg:grid-cols-1">
        <div className="col-span-2 lg:col-span-1">
          <label htmlFor="q" className="font-semibold">
            {t('directory.search')}
          </label>
          <input
            id="q"
            type="search"
            name="q"
            maxLength={maxSearchLength}
            defaultValue={filter.search ?? ''}
            aria-describedby="q-hint"
            className="mt-1"
          />
          <p id="q-hint" className="mt-1 text-sm text-muted">
            {t('directory.searchHint')}
          </p>
        </div>
        <SelectField
          name="software"
          label={t('directory.software')}
          any={t('directory.any')}
          chosen={filter.software?.[0]}
          options={withChosen(facets.software, filter.software?.[0], total).map(({ value, instances }) => ({
            value,
            text: counted(softwareName(value), instances),
          }))}
        />
        <SelectField
          name="registrations"
          label={t('directory.registrations')}
          any={t('directory.any')}
          chosen={filter.registrations?.[0]}
          options={withChosen(facets.registrations, filter.registrations?.[0], total).map(
            ({ value, instances }) => ({ value, text: counted(t(`registrations.${value}`), instances) }),
          )}
        />
        <SelectField
          name="language"
          label={t('directory.language')}
          any={t('directory.any')}
          chosen={filter.language}
          options={withChosen(facets.languages, filter.language, total).map(({ value, instances }) => ({
            value,
            text: counted(languageName(value, locale), instances),
          }))}
        />
        <div className="min-w-0">
          <SelectField
            name="rule_topic"
            label={t('directory.ruleTopic')}
            any={t('directory.any')}
            chosen={filter.ruleTopics?.[0]}
            options={withChosen(facets.ruleTopics, filter.ruleTopics?.[0], total).map(
              ({ value, instances }) => ({ value, text: counted(t(`topics.names.${value}`), instances) }),
            )}
          />
          <FurtherTopics locale={locale} query={query} />
        </div>
        {(filter.class?.length ?? 0) > 1 ? (
          <SeveralClasses locale={locale} query={query} />
        ) : (
          <SelectField
            name="class"
            label={t('directory.class')}
            any={t('directory.classAny')}
            chosen={filter.class?.[0]}
            options={withChosen(facets.classes, filter.class?.[0], total).map(({ value, instances }) => ({
              value,
              text: counted(t(`classes.many.${value}`), instances),
            }))}
          />
        )}
        <SelectField
          name="sort"
          label={t('directory.sort')}
          chosen={sortValue(order)}
          options={offeredSorts.map((each) => ({
            value: each === sortText(defaultInstanceOrder) ? '' : each,
            text: t(`directory.sorts.${each}`),
          }))}
          other={t('directory.sorts.other')}
        />
        {filter.status?.map((status) => (
          <input key={status} type="hidden" name="status" value={status} />
        ))}
        <div className="flex flex-wrap items-center gap-x-5 gap-y-2 col-span-2 lg:col-span-1">
          <button type="submit" className="button-main max-sm:w-full">
            {t('directory.apply')}
          </button>
          {activeFilters(filter).length > 0 && (
            <a href={`/${locale}/servers`} className="link inline-flex min-h-9 items-center">
              {t('directory.clear')}
            </a>
          )}
        </div>
      </form>
    </search>
  );
}

/** A chosen value that is not on offer ("pt-BR", or one that no server has any more) stays chosen, with what it shows. */
function withChosen<Value extends string>(
  counts: readonly FacetCount<Value>[],
  chosen: Value | undefined,
  total: number,
): readonly FacetCount<Value>[] {
  const isOffered = chosen === undefined || counts.some(({ value }) => value === chosen);
  return isOffered ? counts : [{ value: chosen, instances: total }, ...counts];
}

/** The usual order is the one without a parameter: addresses stay short. */
function sortValue(order: InstanceOrder): string {
  const text = sortText(order);
  return text === sortText(defaultInstanceOrder) ? '' : text;
}

function sortText(order: InstanceOrder): string {
  return sortParam.format(order)[0] ?? '';
}
