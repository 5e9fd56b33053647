import { getTranslations } from 'next-intl/server';
import type { DirectoryData } from '../../data/directory.ts';
import type { Locale } from '../../i18n/locales.ts';
import { type DirectoryQuery, defaultInstanceOrder, directoryViews } from '../../params/directory-params.ts';
import { sortParam } from '../../params/instance-params.ts';
import { formId } from './directory-form.tsx';
import { resultsHref } from './directory-links.ts';
import { SelectField } from './filter-fields.tsx';

/** The orders that the form offers; the address knows more. */
const offeredSorts = [
  'random',
  '-users_active_month',
  'users_active_month',
  '-uptime_30d',
  '-rules_count',
  '-first_seen_at',
  'first_seen_at',
  '-users_total',
  '-local_posts',
  'name',
  'domain',
] as const;

interface Props {
  readonly locale: Locale;
  readonly query: DirectoryQuery;
}

/** The order, as a field of the form beside it, and the view, as links. */
export async function OrderBar({ locale, query }: Props) {
  const t = await getTranslations('directory');
  const usual = sortText(defaultInstanceOrder);
  const current = query.view ?? 'cards';
  return (
    <div className="order">
      <SelectField
        name="sort"
        form={formId}
        label={t('sort')}
        chosen={sortText(query.order) === usual ? '' : sortText(query.order)}
        // The usual order is the one without a parameter: addresses stay short.
        options={offeredSorts.map((each) => ({
          value: each === usual ? '' : each,
          text: t(`sorts.${each}`),
        }))}
        other={t('sorts.other')}
      />
      <button type="submit" form={formId} className="button-plain">
        {t('reorder')}
      </button>
      <nav aria-label={t('view')}>
        <ul>
          {directoryViews.map((view) => (
            <li key={view}>
              <a
                href={resultsHref(locale, { ...query, view })}
                aria-current={view === current ? 'true' : undefined}
              >
                {t(`views.${view}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}

/** Why the servers stand as they do, where it is not plain from the order's name. */
export async function OrderNote({ locale, query, found }: Props & { readonly found: DirectoryData }) {
  const t = await getTranslations('directory');
  const { order, seed: given, ...rest } = query;
  if (order.by === 'random')
    return (
      <p className="note max-w-prose">
        {t('randomNote')}{' '}
        <a
          href={resultsHref(locale, {
            ...rest,
            order,
            page: 1,
            ...(given === undefined ? { seed: found.seed } : {}),
          })}
          className="link"
        >
          {t(given === undefined ? 'keepOrder' : 'newOrder')}
        </a>
      </p>
    );
  if (order.by === 'users_active_month' && order.direction === 'desc')
    return <p className="note max-w-prose">{t('orderNote')}</p>;
  return null;
}

function sortText(order: DirectoryQuery['order']): string {
  return sortParam.format(order)[0] ?? '';
}
