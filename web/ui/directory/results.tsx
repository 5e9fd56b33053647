import { getTranslations } from 'next-intl/server';
import { createElement } from 'react';
import type { DirectoryData } from '../../data/directory.ts';
import type { Locale } from '../../i18n/locales.ts';
import { activeFilters } from '../../params/active-filters.ts';
import type { DirectoryQuery } from '../../params/directory-params.ts';
import { ActiveChips } from './active-chips.tsx';
import { CompareChosen } from './compare-chosen.tsx';
import { firstNumber, resultsAnchor } from './directory-links.ts';
import { LeftOutLinks } from './left-out-links.tsx';
import { NarrowLinks } from './narrow-links.tsx';
import { NoServers } from './no-servers.tsx';
import { OrderBar, OrderNote } from './order-bar.tsx';
import { PageLinks } from './page-links.tsx';
import { ServerCard } from './server-card.tsx';
import { ServerTable } from './server-table.tsx';
import { serverWords } from './server-words.ts';
import './results.css';

interface Props {
  readonly locale: Locale;
  readonly query: DirectoryQuery;
  readonly found: DirectoryData;
}

/** How many servers were found, what they were narrowed to, and one page of them. The heading is where a reader of the answer begins. */
export async function Results({ locale, query, found }: Props) {
  const t = await getTranslations('directory');
  const isNarrowed = activeFilters(query.filter).length > 0;
  return (
    <section aria-labelledby={resultsAnchor} className="results">
      <h2 id={resultsAnchor} tabIndex={-1} className="figures text-3xl font-bold tracking-tight outline-none">
        {t(isNarrowed || found.total === 0 ? 'results' : 'all', { count: found.total })}
        {found.pages > 1 && (
          <span className="ms-3 font-text text-body font-normal tracking-normal text-muted">
            {t('page', { page: query.page, pages: found.pages })}
          </span>
        )}
      </h2>
      <ActiveChips locale={locale} query={query} />
      {found.instances.length === 0 ? (
        <NoServers locale={locale} query={query} found={found} />
      ) : (
        <>
          <NarrowLinks locale={locale} query={query} found={found} />
          <OrderBar locale={locale} query={query} />
          <OrderNote locale={locale} query={query} found={found} />
          <Servers locale={locale} query={query} found={found} />
          {query.view !== 'table' && found.total > 1 && <CompareChosen locale={locale} />}
          <PageLinks locale={locale} query={withSeed(query, found)} pages={found.pages} />
        </>
      )}
      <LeftOutLinks locale={locale} query={query} />
    </section>
  );
}

async function Servers({ locale, query, found }: Props) {
  const words = await serverWords(locale, found.facets.ruleTopics);
  if (query.view === 'table')
    return <ServerTable locale={locale} query={query} words={words} instances={found.instances} />;
  // Children without keys: each would be sent along.
  return createElement(
    'ol',
    { start: firstNumber(query.page), className: 'cards' },
    ...found.instances.map((instance) => (
      // biome-ignore lint/correctness/useJsxKeyInIterable: they are arguments, not an array.
      <ServerCard locale={locale} words={words} instance={instance} />
    )),
  );
}

/** Pages of an order by lot are pages of the same one, also of those who turn them after midnight. */
function withSeed(query: DirectoryQuery, { seed }: DirectoryData): DirectoryQuery {
  return query.order.by === 'random' ? { ...query, seed } : query;
}
