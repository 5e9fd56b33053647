import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { shownHostName } from '../../../db/model/shown-host-name.ts';
import type { ComparisonData, UnknownServer } from '../../data/compare.ts';
import type { Locale } from '../../i18n/locales.ts';
import { type CompareQuery, comparePath, mostCompared } from '../../params/compare-params.ts';
import { HostLabel } from '../host-label.tsx';

interface Props {
  readonly locale: Locale;
  readonly query: CompareQuery;
  readonly comparison: ComparisonData;
}

/** What became of names that are no column: unknown ones with what may have been meant, moved, repeated and surplus ones. */
export async function CompareNotices({ locale, query, comparison }: Props) {
  const t = await getTranslations('compare');
  const { servers, unknown, moved, repeated } = comparison;
  const chosen = servers.map(({ instance }) => instance.domain);
  const notices: readonly (readonly [key: string, notice: ReactNode])[] = [
    ...unknown.map(
      (each) =>
        [
          `unknown ${each.text}`,
          <Unknown key={each.text} locale={locale} unknown={each} chosen={chosen} />,
        ] as const,
    ),
    ...moved.map(
      ({ from, to }) =>
        [
          `moved ${from}`,
          t.rich('moved', { from: () => <Name host={from} />, to: () => <Name host={to} /> }),
        ] as const,
    ),
    ...repeated.map(
      (host) => [`repeated ${host}`, t.rich('repeated', { server: () => <Name host={host} /> })] as const,
    ),
    ...(query.leftOut.length === 0
      ? []
      : [
          [
            'left out',
            t('leftOut', {
              count: mostCompared,
              servers: new Intl.ListFormat(locale).format(query.leftOut.map(shownHostName)),
            }),
          ] as const,
        ]),
  ];
  if (notices.length === 0) return null;
  return (
    <div className="mb-8 grid max-w-prose gap-4">
      {notices.map(([key, notice]) => (
        <div
          key={key}
          className="min-w-0 border-s-8 border-other-fill bg-surface px-4 py-3 [overflow-wrap:anywhere]"
        >
          {notice}
        </div>
      ))}
    </div>
  );
}

interface UnknownProps {
  readonly locale: Locale;
  readonly unknown: UnknownServer;
  /** Domains of those that are compared. */
  readonly chosen: readonly string[];
}

async function Unknown({ locale, unknown: { text, isHostName, near }, chosen }: UnknownProps) {
  const t = await getTranslations('compare');
  const offered = near.filter(({ domain }) => !chosen.includes(domain));
  return (
    <>
      <p role="alert">{t.rich(isHostName ? 'unknown' : 'bad', { text: () => <bdi>{text}</bdi> })}</p>
      {offered.length > 0 && (
        <>
          <p className="mt-2 text-small text-muted">{t('near')}</p>
          <ul>
            {offered.map(({ domain, unicode_domain, name }) => (
              <li key={domain}>
                <a
                  href={`/${locale}${comparePath([...chosen, domain])}`}
                  rel="nofollow"
                  className="link inline-flex min-h-9 items-center"
                >
                  <bdi dir="ltr" className="[overflow-wrap:anywhere]">
                    {unicode_domain}
                  </bdi>
                </a>
                {name !== null && (
                  <bdi className="ms-2 line-clamp-1 text-small text-muted [overflow-wrap:anywhere]">
                    {name}
                  </bdi>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Name({ host }: { readonly host: string }) {
  return <HostLabel unicode={shownHostName(host)} punycode={host} />;
}
