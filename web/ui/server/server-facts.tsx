import { getTranslations } from 'next-intl/server';
import type { InstanceRecord } from '../../../db/model/records.ts';
import { shownHostName } from '../../../db/model/shown-host-name.ts';
import { formatter } from '../../i18n/formatter.ts';
import { languageName } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import { Section } from '../section.tsx';
import { softwareName } from '../software-name.ts';
import { type Fact, FactList } from './fact-list.tsx';
import { ServerFeatures, ServerPages } from './server-features.tsx';

interface Props {
  readonly locale: Locale;
  readonly instance: InstanceRecord;
}

/** What it runs, what it lets people do, who knows it, and how reliably it answered us. */
export async function ServerFacts({ locale, instance }: Props) {
  const t = await getTranslations('server.facts');
  const facts = await factsOf(locale, instance);
  return (
    <Section id="facts" heading={t('heading')}>
      <FactList facts={facts} />
      {countryOf(instance) !== null && (
        <p className="mt-3 max-w-prose text-sm text-muted">
          {t('networkNote')}{' '}
          <a href={`/${locale}/method#network`} className="link text-ink">
            {t('networkMore')}
          </a>
        </p>
      )}
      <ServerFeatures instance={instance} />
      <ServerPages instance={instance} />
      <p className="mt-4">
        <a href={`/api/v1/instances/${instance.domain}`} className="link inline-flex min-h-9 items-center">
          {t('record')}
        </a>
      </p>
    </Section>
  );
}

/** Where the network that answered is registered, as a code that has a name; null when not known. */
function countryOf({ network_country }: InstanceRecord): string | null {
  return network_country !== null && /^[A-Z]{2}$/.test(network_country) ? network_country : null;
}

async function factsOf(locale: Locale, instance: InstanceRecord): Promise<readonly Fact[]> {
  const t = await getTranslations('server.facts');
  const nameOfClass = await getTranslations('classes.one');
  const format = await formatter();
  const unknown = <span className="font-normal text-muted italic">{t('unknown')}</span>;
  const day = (instant: string) => (
    <time dateTime={instant}>{format.dateTime(new Date(instant), 'day')}</time>
  );
  const { version, languages, uptime_30d, latency_ms, account_domain } = instance;
  const country = countryOf(instance);
  const countries = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' });
  return [
    { term: t('software'), value: softwareName(instance.software) },
    { term: t('version'), value: version === null ? unknown : <bdi dir="ltr">{version}</bdi> },
    { term: t('class'), value: nameOfClass(instance.class) },
    ...(account_domain === null
      ? []
      : [
          {
            term: t('accounts'),
            value: <bdi dir="ltr">{`@${t('accountName')}@${shownHostName(account_domain)}`}</bdi>,
          },
        ]),
    {
      term: t('languages'),
      value:
        languages === null || languages.length === 0
          ? unknown
          : languages.map((tag) => languageName(tag, locale)).join(', '),
    },
    { term: t('namedBy'), value: t('namedByValue', { count: instance.named_by }) },
    { term: t('firstSeen'), value: day(instance.first_seen_at) },
    { term: t('lastUp'), value: day(instance.last_up_at) },
    { term: t('lastVisit'), value: day(instance.last_visit_at) },
    {
      term: t('uptime'),
      value: uptime_30d === null ? unknown : t('uptimeValue', { share: format.number(uptime_30d, 'share') }),
    },
    { term: t('latency'), value: latency_ms === null ? unknown : t('latencyValue', { ms: latency_ms }) },
    ...(country === null ? [] : [{ term: t('network'), value: countries.of(country) }]),
  ];
}
