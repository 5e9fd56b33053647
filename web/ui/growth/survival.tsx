import { getTranslations } from 'next-intl/server';
import { XyFigure, xyStyles } from '../../charts/figure/xy-figure.tsx';
import { drawnCohorts, survivalChart } from '../../charts/state/network-growth.ts';
import type { GrowthData } from '../../data/growth.ts';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import { NothingYet } from './nothing-yet.tsx';
import { NumberTable } from './number-table.tsx';

/** Ages, in days, that the table tells of. */
const tableAges = [30, 90, 180, 365] as const;

const lineStyles = [xyStyles.main, xyStyles.beside] as const;

/** How long servers live, by month of birth. */
export async function Survival({ cohorts, reckoning }: Pick<GrowthData, 'cohorts' | 'reckoning'>) {
  const t = await getTranslations('growthPage.survival');
  const chart = await getTranslations('chart');
  const format = await formatter();
  const drawing = survivalChart(cohorts);
  if (drawing === null || reckoning === null)
    return <NothingYet heading={t('heading')} text={t('nothing')} />;
  const monthOf = (month: string) => format.dateTime(startOfDay(month), 'month');
  const drawn = drawnCohorts(cohorts).filter(({ month }) => drawing.series.some(({ id }) => id === month));
  const shareAt = (points: (typeof cohorts)[number]['points'], days: number) =>
    points.findLast((point) => point.days <= days)?.survival ?? 1;
  const names = drawn.map(({ month, servers }) => t('line', { month: monthOf(month), count: servers }));
  return (
    <XyFigure
      heading={t('heading')}
      chart={drawing}
      sentences={drawn
        .map(({ month, servers, points, followed_days }) =>
          t('sentence', {
            month: monthOf(month),
            count: servers,
            share: format.number(shareAt(points, followed_days), 'share'),
            days: followed_days,
          }),
        )
        .concat(t('method'))
        .join(' ')}
      lines={names.map((name, index) => ({ name, style: lineStyles[index] ?? xyStyles.third }))}
      xAxis={t('xAxis')}
      label={`${t('heading')}. ${t('axis')}`}
      csvHref="/data/growth/survival.csv"
      source={chart('source', {
        source: chart('sourceOwn'),
        day: format.dateTime(startOfDay(reckoning.through_day), 'day'),
      })}
    >
      <NumberTable
        caption={t('heading')}
        headColumn={t('month')}
        columns={[t('servers'), t('dead'), ...tableAges.map((days) => t('after', { days }))]}
        rows={cohorts.toReversed().map(({ month, servers, deaths, followed_days, points }) => ({
          key: month,
          head: monthOf(month),
          cells: [
            format.number(servers),
            format.number(deaths),
            ...tableAges.map((days) =>
              days > followed_days ? '–' : format.number(shareAt(points, days), 'share'),
            ),
          ],
        }))}
      />
    </XyFigure>
  );
}
