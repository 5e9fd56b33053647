import { getTranslations } from 'next-intl/server';
import type { InstanceRecord } from '../../../db/model/records.ts';
import { cutText } from '../../../db/model/text.ts';
import type { InstanceSort } from '../../../db/queries/list-instances.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { DirectoryQuery } from '../../params/directory-params.ts';
import { ScrollRegion } from '../scroll-region.tsx';
import { resultsHref } from './directory-links.ts';
import { isMemberless, type ServerWords } from './server-words.ts';
import './server-table.css';

interface Props {
  readonly locale: Locale;
  readonly query: DirectoryQuery;
  readonly words: ServerWords;
  readonly instances: readonly InstanceRecord[];
}

interface Column {
  readonly name:
    | 'server'
    | 'software'
    | 'registrations'
    | 'languages'
    | 'active'
    | 'accounts'
    | 'posts'
    | 'rules'
    | 'uptime'
    | 'seen'
    | 'country';
  /** What the list is ordered by when its heading is chosen; absent: it cannot be. */
  readonly sort?: InstanceSort;
  /** Numbers begin with the highest; `server-table.css` sets their columns against the end. */
  readonly isNumber?: true;
}

const columns: readonly Column[] = [
  { name: 'server', sort: 'domain' },
  { name: 'active', sort: 'users_active_month', isNumber: true },
  { name: 'accounts', sort: 'users_total', isNumber: true },
  { name: 'posts', sort: 'local_posts', isNumber: true },
  { name: 'rules', sort: 'rules_count', isNumber: true },
  { name: 'uptime', sort: 'uptime_30d', isNumber: true },
  { name: 'seen', sort: 'first_seen_at', isNumber: true },
  { name: 'software' },
  { name: 'registrations' },
  { name: 'languages' },
  { name: 'country' },
];

const maxName = 60;

/** The servers as rows to compare, ordered by the headings of their columns. */
export async function ServerTable({ locale, query, words, instances }: Props) {
  const t = await getTranslations('directory.table');
  return (
    <ScrollRegion name={t('caption')}>
      <table className="servers">
        <caption className="note">{t('dash')}</caption>
        <thead>
          <tr>
            {columns.map(({ name, sort, isNumber = false }) => (
              <Heading
                key={name}
                text={t(`columns.${name}`)}
                {...(sort === undefined ? {} : orderBy(locale, query, { sort, isNumber }))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {instances.map((instance) => (
            <Row key={instance.domain} locale={locale} words={words} instance={instance} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** Where the heading of a column leads: to the order by it, and from there to the opposite one. */
function orderBy(
  locale: Locale,
  query: DirectoryQuery,
  { sort, isNumber }: { readonly sort: InstanceSort; readonly isNumber: boolean },
): { readonly href: string; readonly sorted?: 'ascending' | 'descending' } {
  const { order } = query;
  const isCurrent = order.by === sort;
  const first = isNumber ? 'desc' : 'asc';
  const opposite = order.direction === 'asc' ? 'desc' : 'asc';
  const href = resultsHref(locale, {
    ...query,
    order: { by: sort, direction: isCurrent ? opposite : first },
    page: 1,
  });
  return isCurrent ? { href, sorted: order.direction === 'asc' ? 'ascending' : 'descending' } : { href };
}

interface HeadingProps {
  readonly text: string;
  readonly href?: string;
  readonly sorted?: 'ascending' | 'descending';
}

function Heading({ text, href, sorted }: HeadingProps) {
  return (
    <th scope="col" aria-sort={sorted}>
      {href === undefined ? text : <a href={href}>{text}</a>}
    </th>
  );
}

function Row({ locale, words, instance }: Omit<Props, 'query' | 'instances'> & { instance: InstanceRecord }) {
  const { domain, unicode_domain, name, quarantine } = instance;
  // A figure that is quarantined is shown as one that is not counted, and sorts as one that is not stated.
  const counted = (value: number | null) =>
    quarantine === null ? words.figure(isMemberless(instance) ? null : value) : words.notCounted;
  const cells = [
    counted(instance.users_active_month),
    counted(instance.users_total),
    counted(instance.local_posts),
    words.figure(instance.rules_count),
    words.figure(instance.uptime_30d, 'share'),
    words.day(instance.first_seen_at),
    words.software(instance),
    words.signUp(instance),
    words.languages(instance),
    words.country(instance),
  ];
  const amiss = words.about(instance).amiss;
  return (
    <tr>
      <th scope="row">
        <a href={`/${locale}/servers/${domain}`} dir="auto">
          {cutText(name ?? unicode_domain, maxName)}
        </a>
        <bdi>{unicode_domain}</bdi>
        {amiss !== null && <strong>{amiss}</strong>}
      </th>
      {cells.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells of a row never move.
        <td key={index}>{text}</td>
      ))}
    </tr>
  );
}
