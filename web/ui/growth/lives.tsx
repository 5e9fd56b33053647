import { getTranslations } from 'next-intl/server';
import { TimeFigure } from '../../charts/figure/time-figure.tsx';
import { vitalChart } from '../../charts/state/network-growth.ts';
import type { GrowthData } from '../../data/growth.ts';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import type { Locale } from '../../i18n/locales.ts';
import { Section } from '../section.tsx';
import { Churn } from './churn.tsx';
import { Survival } from './survival.tsx';

interface Props extends Pick<GrowthData, 'vital' | 'reckoning' | 'cohorts' | 'churn'> {
  readonly locale: Locale;
}

/** The sentence sums so many days. */
const summedDays = 30;

/** Servers that come and go: births and deaths, how long they live, and which sizes die. */
export async function Lives({ locale, vital, reckoning, cohorts, churn }: Props) {
  const t = await getTranslations('growthPage.lives');
  const chart = await getTranslations('chart');
  const format = await formatter();
  const newest = vital.at(-1);
  const recent = vital.slice(-summedDays);
  const sum = (count: 'births' | 'revivals' | 'deaths' | 'departures') =>
    recent.reduce((all, day) => all + day[count], 0);
  return (
    <Section id="lives" heading={t('heading')} note={<p>{t('note')}</p>}>
      {newest !== undefined && (
        <p className="figures mb-10 max-w-prose text-lead leading-relaxed">
          {t('sentence', {
            day: format.dateTime(startOfDay(newest.day), 'day'),
            count: newest.alive,
            days: recent.length,
            births: sum('births'),
            revivals: sum('revivals'),
            deaths: sum('deaths'),
            departures: sum('departures'),
          })}
        </p>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-y-14">
        <TimeFigure
          locale={locale}
          heading={t('vitalHeading')}
          chart={vitalChart(vital, reckoning?.found_until ?? null)}
          names={{ births: t('births'), deaths: t('deaths') }}
          emptyText={t('noVital')}
          csvHref="/data/growth/vital.csv"
          source={chart('sourceOwn')}
          isPartial={false}
          axisText={t('vitalAxis')}
        />
        <Survival cohorts={cohorts} reckoning={reckoning} />
        <Churn churn={churn} reckoning={reckoning} />
      </div>
    </Section>
  );
}
