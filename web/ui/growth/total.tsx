import { getTranslations } from 'next-intl/server';
import { TimeFigure } from '../../charts/figure/time-figure.tsx';
import { concernsFigure } from '../../charts/state/chart-marks.ts';
import { totalChart } from '../../charts/state/network-growth.ts';
import type { GrowthData } from '../../data/growth.ts';
import type { Locale } from '../../i18n/locales.ts';
import { Section } from '../section.tsx';

interface Props extends Pick<GrowthData, 'network' | 'annotations'> {
  readonly locale: Locale;
}

/** All that count: how many people were active, observed and with what is carried. */
export async function Total({ locale, network, annotations }: Props) {
  const t = await getTranslations('growthPage.total');
  const chart = await getTranslations('chart');
  // What happened in other people's counts is nothing to ours.
  const noted = annotations.filter(
    (each) => each.kind !== 'coverage' && concernsFigure(each, 'users_active_month'),
  );
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
        annotations={noted}
      />
    </Section>
  );
}
