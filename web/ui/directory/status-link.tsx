import { getTranslations } from 'next-intl/server';
import { instanceStatuses } from '../../../db/model/status.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { DirectoryQuery } from '../../params/directory-params.ts';
import { directoryPath } from './directory-links.ts';

interface Props {
  readonly locale: Locale;
  readonly query: DirectoryQuery;
}

/** Between the list of servers that one could join and the list of all that ever answered. */
export async function StatusLink({ locale, query }: Props) {
  const t = await getTranslations('directory');
  const { status, ...filter } = query.filter;
  const showsAll = status !== undefined && status.length === instanceStatuses.length;
  const target = showsAll ? filter : { ...filter, status: instanceStatuses };
  return (
    <p className="mt-6">
      <a
        href={`/${locale}${directoryPath({ ...query, filter: target, page: 1 })}`}
        className="link inline-flex min-h-9 items-center"
      >
        {t(showsAll ? 'excludeGone' : 'includeGone')}
      </a>
    </p>
  );
}
