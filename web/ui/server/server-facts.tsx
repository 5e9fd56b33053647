import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { InstanceRecord } from '../../../db/model/records.ts';
import { formatter } from '../../i18n/formatter.ts';
import { languageName } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import { Section } from '../section.tsx';
import { softwareName } from '../software-name.ts';

interface Props {
  readonly locale: Locale;
  readonly instance: InstanceRecord;
}

/** Software, languages, and how reliably it answered us. */
export async function ServerFacts({ locale, instance }: Props) {
  const t = await getTranslations('server.facts');
  const facts = await factsOf(locale, instance);
  return (
    <Section id="facts" heading={t('heading')}>
      <dl className="figures grid gap-x-12 sm:grid-cols-2">
        {facts.map(({ term, value }) => (
          <div key={term} className="flex flex-wrap justify-between gap-x-6 border-b border-line py-2.5">
            <dt className="text-muted">{term}</dt>
            <dd className="font-semibold [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4">
        <a href={`/api/v1/instances/${instance.domain}`} className="link inline-flex min-h-9 items-center">
          {t('record')}
        </a>
      </p>
    </Section>
  );
}

async function factsOf(
  locale: Locale,
  instance: InstanceRecord,
): Promise<readonly { readonly term: string; readonly value: ReactNode }[]> {
  const t = await getTranslations('server.facts');
  const format = await formatter();
  const unknown = <span className="font-normal text-muted italic">{t('unknown')}</span>;
  const day = (instant: string) => (
    <time dateTime={instant}>{format.dateTime(new Date(instant), 'day')}</time>
  );
  const { version, languages, uptime_30d, latency_ms, network_country } = instance;
  const countries = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' });
  return [
    { term: t('software'), value: softwareName(instance.software) },
    { term: t('version'), value: version === null ? unknown : <bdi dir="ltr">{version}</bdi> },
    {
      term: t('languages'),
      value:
        languages === null || languages.length === 0
          ? unknown
          : languages.map((tag) => languageName(tag, locale)).join(', '),
    },
    { term: t('firstSeen'), value: day(instance.first_seen_at) },
    { term: t('lastUp'), value: day(instance.last_up_at) },
    { term: t('lastVisit'), value: day(instance.last_visit_at) },
    {
      term: t('uptime'),
      value: uptime_30d === null ? unknown : t('uptimeValue', { share: format.number(uptime_30d, 'share') }),
    },
    { term: t('latency'), value: latency_ms === null ? unknown : t('latencyValue', { ms: latency_ms }) },
    ...(network_country !== null && /^[A-Z]{2}$/.test(network_country)
      ? [{ term: t('network'), value: countries.of(network_country) }]
      : []),
  ];
}
