import { getTranslations } from 'next-intl/server';
import { formatter } from '../../i18n/formatter.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { DirectoryQuery } from '../../params/directory-params.ts';
import { pageNumbers, resultsHref } from './directory-links.ts';

interface Props {
  readonly locale: Locale;
  readonly query: DirectoryQuery;
  readonly pages: number;
}

/** Numbered pages, with the one before and the one after. */
export async function PageLinks({ locale, query, pages }: Props) {
  if (pages < 2) return null;
  const t = await getTranslations('directory');
  const format = await formatter();
  const to = (page: number) => resultsHref(locale, { ...query, page });
  return (
    <nav aria-label={t('pages')} className="pages">
      <ul>
        {query.page > 1 && (
          <li>
            <a href={to(query.page - 1)} rel="prev" className="link">
              {t('previous')}
            </a>
          </li>
        )}
        {pageNumbers(query.page, pages).map((page, index) =>
          page === null ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: there are two gaps at most, and they never move.
            <li key={`gap ${index}`}>
              <span aria-hidden="true">…</span>
              <span className="sr-only">{t('gap')}</span>
            </li>
          ) : (
            <li key={page}>
              <a href={to(page)} aria-current={page === query.page ? 'page' : undefined}>
                {format.number(page)}
              </a>
            </li>
          ),
        )}
        {query.page < pages && (
          <li>
            <a href={to(query.page + 1)} rel="next" className="link">
              {t('next')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
