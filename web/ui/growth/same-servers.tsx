import { getTranslations } from 'next-intl/server';
import { TimeFigure } from '../../charts/figure/time-figure.tsx';
import { indexChart } from '../../charts/state/network-growth.ts';
import { type GrowthData, panelDays } from '../../data/growth.ts';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import type { Locale } from '../../i18n/locales.ts';
import { Section } from '../section.tsx';

interface Props extends Pick<GrowthData, 'network' | 'panel' | 'index'> {
  readonly locale: Locale;
}

/** The same servers on two days, so that finding more of them is no growth; and day by day as an index. */
export async function SameServers({ locale, network, panel, index }: Props) {
  const t = await getTranslations('growthPage.same');
  const chart = await getTranslations('chart');
  return (
    <Section id="same" heading={t('heading')} note={<p>{t('note')}</p>}>
      <p className="figures mb-10 max-w-prose text-lead leading-relaxed">
        <PanelSentence network={network} panel={panel} />{' '}
        <a href="/data/growth/panel.csv" className="link text-body" download>
          {t('panelCsv', { days: panelDays })}
        </a>
      </p>
      <TimeFigure
        locale={locale}
        heading={t('indexHeading')}
        chart={indexChart(index, network)}
        names={{ same: t('same'), all: t('all') }}
        emptyText={t('noIndex')}
        csvHref="/data/growth/index.csv"
        source={chart('sourceOwn')}
        isPartial={network.at(-1)?.partial ?? false}
        axisText={t('axis')}
      />
    </Section>
  );
}

async function PanelSentence({ network, panel }: Pick<GrowthData, 'network' | 'panel'>) {
  const t = await getTranslations('growthPage.same');
  const format = await formatter();
  const newest = panel.findLast(({ partial }) => !partial) ?? panel.at(-1);
  if (newest === undefined) return t('noPanel', { days: panelDays });
  const onDay = (day: string) => network.find((record) => record.day === day)?.users_active_month ?? 0;
  const [allThen, allNow] = [onDay(newest.from_day), onDay(newest.day)];
  const change = (growth: number | null) => (growth === null ? '–' : format.number(growth, 'change'));
  return t('sentence', {
    days: panelDays,
    day: format.dateTime(startOfDay(newest.day), 'day'),
    servers: newest.servers_stating_active_month,
    before: format.number(newest.users_active_month_then),
    now: format.number(newest.users_active_month_now),
    change: change(newest.users_active_month_growth),
    allBefore: format.number(allThen),
    allNow: format.number(allNow),
    allChange: change(allThen === 0 ? null : allNow / allThen - 1),
  });
}
