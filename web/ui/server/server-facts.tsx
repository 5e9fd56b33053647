import { getTranslations } from 'next-intl/server';
import type { InstanceRecord } from '../../../db/model/records.ts';
import { shownHostName } from '../../../db/model/shown-host-name.ts';
import type { Portrait } from '../../data/portrait.ts';
import { formatter } from '../../i18n/formatter.ts';
import { languageName } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import { Section } from '../section.tsx';
import { SoftwareVersion } from '../software-version.tsx';
import { countryOf } from './country-of.ts';
import { type Fact, FactList } from './fact-list.tsx';
import { portraitSentences } from './portrait-sentences.ts';
import { ServerFeatures, ServerPages } from './server-features.tsx';

interface Props {
  readonly locale: Locale;
  readonly instance: InstanceRecord;
  readonly portrait: Portrait;
}

/** What it runs and how current that is, how reliably it answered, how old it is; what it lets people do, who knows it. */
export async function ServerFacts({ locale, instance, portrait }: Props) {
  const t = await getTranslations('server');
  const { release, uptime, age } = await portraitSentences(locale, instance, portrait);
  return (
    <Section id="facts" heading={t('facts.heading')}>
      <FactList
        isLong
        facts={[
          {
            term: t('facts.runs'),
            value: (
              <>
                <SoftwareVersion software={instance.software} version={instance.version} />
                <span className="block font-normal">
                  {release}{' '}
                  <a href={`/${locale}/method#releases`} className="link">
                    {t('releaseStanding.more')}
                  </a>
                </span>
              </>
            ),
          },
          {
            term: t('facts.reliability'),
            value: (
              <>
                {uptime.map((sentence, index) => (
                  <span key={sentence} className={`block ${index === 0 ? '' : 'font-normal'}`}>
                    {sentence}
                  </span>
                ))}
                <span className="block font-normal text-muted">{t('uptime.gaps')}</span>
              </>
            ),
          },
          { term: t('facts.age'), value: <span className="font-normal">{age}</span> },
        ]}
      />
      <FactList facts={await shortFacts(locale, instance)} />
      {countryOf(instance) !== null && (
        <p className="mt-3 max-w-prose text-small text-muted">
          {t('facts.networkNote')}{' '}
          <a href={`/${locale}/method#network`} className="link text-ink">
            {t('facts.networkMore')}
          </a>
        </p>
      )}
      <ServerFeatures instance={instance} />
      <ServerPages instance={instance} />
      <p className="mt-4">
        <a href={`/api/v1/instances/${instance.domain}`} className="link inline-flex min-h-9 items-center">
          {t('facts.record')}
        </a>
      </p>
    </Section>
  );
}

async function shortFacts(locale: Locale, instance: InstanceRecord): Promise<readonly Fact[]> {
  const t = await getTranslations('server.facts');
  const nameOfClass = await getTranslations('classes.one');
  const format = await formatter();
  const missing = (key: 'unknown' | 'unstated') => (
    <span className="font-normal text-muted italic">{t(key)}</span>
  );
  const day = (instant: string) => (
    <time dateTime={instant}>{format.dateTime(new Date(instant), 'day')}</time>
  );
  const { languages, latency_ms, account_domain, minimum_age } = instance;
  const country = countryOf(instance);
  const countries = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' });
  return [
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
          ? missing('unstated')
          : new Intl.ListFormat(locale).format(languages.map((tag) => languageName(tag, locale))),
    },
    {
      term: t('minimumAge'),
      value: minimum_age === null ? missing('unstated') : t('minimumAgeValue', { count: minimum_age }),
    },
    { term: t('namedBy'), value: t('namedByValue', { count: instance.named_by }) },
    { term: t('lastUp'), value: day(instance.last_up_at) },
    { term: t('lastVisit'), value: day(instance.last_visit_at) },
    {
      term: t('latency'),
      value: latency_ms === null ? missing('unknown') : t('latencyValue', { ms: latency_ms }),
    },
    { term: t('network'), value: country === null ? missing('unknown') : countries.of(country) },
  ];
}
