import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { TimeFigure } from '../../charts/figure/time-figure.tsx';
import { totalChart } from '../../charts/state/network-growth.ts';
import type { GrowthData } from '../../data/growth.ts';
import type { Locale } from '../../i18n/locales.ts';
import { Section } from '../section.tsx';

interface Props extends Pick<GrowthData, 'network'> {
  readonly locale: Locale;
  /** What is to be known about days of the chart. @default nothing */
  readonly annotations?: ReactNode;
}

/** All that count: how many people were active, observed and with what is carried. */
export async function Total({ locale, network, annotations }: Props) {
  const t = await getTranslations('growthPage.total');
  const chart = await getTranslations('chart');
  return (
    <Section id="total" heading={t('heading')} note={<p>{t('note')}</p>}>
      <TimeFigure
        locale={locale}
        heading={chart('growthHeading')}
        chart={totalChart(network)}
        names={{ total: t('total'), observed: t('observed') }}
        emptyText={chart('noData')}
        csvHref="/data/growth/total.csv"
        source={chart('sourceOwn')}
        isPartial={network.at(-1)?.partial ?? false}
        revisedDays={network.filter(({ revised_at }) => revised_at !== null).length}
        annotations={annotations}
      />
    </Section>
  );
}
