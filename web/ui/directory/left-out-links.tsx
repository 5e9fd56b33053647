import { getTranslations } from 'next-intl/server';
import { instanceClasses } from '../../../db/model/instance-class.ts';
import { instanceStatuses } from '../../../db/model/status.ts';
import type { InstanceFilter } from '../../../db/queries/instance-filter.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { DirectoryQuery } from '../../params/directory-params.ts';
import { resultsHref } from './directory-links.ts';

interface Props {
  readonly locale: Locale;
  readonly query: DirectoryQuery;
}

/** To what the usual list leaves out, and back: servers that are gone, and kinds of server without members. */
export async function LeftOutLinks({ locale, query }: Props) {
  const t = await getTranslations('directory');
  const { status, ...besideStatus } = query.filter;
  const { class: kinds, ...besideKinds } = query.filter;
  const hasAllStatuses = status !== undefined && status.length === instanceStatuses.length;
  const links: readonly { readonly text: string; readonly filter: InstanceFilter }[] = [
    hasAllStatuses
      ? { text: t('excludeGone'), filter: besideStatus }
      : { text: t('includeGone'), filter: { ...besideStatus, status: instanceStatuses } },
    // Who has chosen a kind sees no others.
    ...(kinds === undefined
      ? [{ text: t('includeRelays'), filter: { ...besideKinds, class: instanceClasses } }]
      : kinds.length === instanceClasses.length
        ? [{ text: t('excludeRelays'), filter: besideKinds }]
        : []),
  ];
  return (
    <ul className="mt-6">
      {links.map(({ text, filter }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never move, and a key is sent along.
        <li key={index}>
          <a
            href={resultsHref(locale, { ...query, filter, page: 1 })}
            className="link inline-flex min-h-11 items-center py-1"
          >
            {text}
          </a>
        </li>
      ))}
    </ul>
  );
}
