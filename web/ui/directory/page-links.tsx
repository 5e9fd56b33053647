import { getTranslations } from 'next-intl/server';
import { formatter } from '../../i18n/formatter.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { DirectoryQuery } from '../../params/directory-params.ts';
import { directoryPath, pageNumbers } from './directory-links.ts';

interface Props {
  readonly locale: Locale;
  readonly query: DirectoryQuery;
  readonly pages: number;
}

const linkClass = 'inline-flex min-h-11 min-w-11 items-center justify-center px-2';

/** Numbered pages, with the one before and the one after. */
export async function PageLinks({ locale, query, pages }: Props) {
  if (pages < 2) return null;
  const t = await getTranslations('directory');
  const format = await formatter();
  const to = (page: number) => `/${locale}${directoryPath({ ...query, page })}`;
  return (
    <nav aria-label={t('pages')} className="mt-6">
      <ul className="figures -mx-2 flex flex-wrap items-center">
        {query.page > 1 && (
          <li>
            <a href={to(query.page - 1)} rel="prev" className={`${linkClass} link`}>
              {t('previous')}
            </a>
          </li>
        )}
        {pageNumbers(query.page, pages).map((page, index) =>
          page === null ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: there are two gaps at most, and they never move.
            <li key={`gap ${index}`} className="px-1 text-muted">
              <span aria-hidden="true">…</span>
              <span className="sr-only">{t('gap')}</span>
            </li>
          ) : (
            <li key={page}>
              <a
                href={to(page)}
                aria-current={page === query.page ? 'page' : undefined}
                className={`${linkClass} hover:underline aria-[current=page]:bg-ink aria-[current=page]:font-bold aria-[current=page]:text-ground`}
              >
                {format.number(page)}
              </a>
            </li>
          ),
        )}
        {query.page < pages && (
          <li>
            <a href={to(query.page + 1)} rel="next" className={`${linkClass} link`}>
              {t('next')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
