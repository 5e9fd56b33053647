import { getTranslations } from 'next-intl/server';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { tableRows } from '../state/chart-rows.ts';
import type { DrawableChart, SeriesNames } from '../state/time-chart.ts';
import { numberRows } from './number-rows.ts';
import { unitFormats } from './unit-format.ts';

interface Props {
  readonly chart: DrawableChart;
  readonly names: SeriesNames;
  readonly caption: string;
}

/** The chart's values as a table, newest first, folded away under its name. */
export async function TimeTable({ chart, names, caption }: Props) {
  const t = await getTranslations('chart');
  const format = await formatter();
  const { grain, rows } = tableRows(chart);
  const name = grain === 'month' ? t('tableMonthly') : t('table');
  const region = `${name}: ${caption}`;
  return (
    <details className="mt-4 border-y border-line">
      <summary className="min-h-11 py-2.5 font-semibold hover:underline">{name}</summary>
      <ScrollRegion name={region} className="max-h-96 overflow-y-auto">
        <table className="figures mb-3 w-full border-collapse text-start">
          <caption className="sr-only">{caption}</caption>
          <thead className="sticky top-0 bg-ground">
            <tr className="border-b-2 border-ink">
              <th scope="col" className="py-2 pe-4 text-start">
                {grain === 'month' ? t('month') : t('day')}
              </th>
              {chart.series.map(({ id }) => (
                <th key={id} scope="col" className="py-2 ps-4 text-end rtl:text-start">
                  {names[id]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className={numberRows}>
            {rows.toReversed().map(({ day, values }) => (
              <tr key={day}>
                <th scope="row">
                  <time dateTime={grain === 'month' ? day.slice(0, 7) : day}>
                    {format.dateTime(startOfDay(day), grain === 'month' ? 'month' : 'dayShort')}
                  </time>
                </th>
                {chart.series.map(({ id }) => (
                  <td key={id}>
                    {values[id] === undefined ? (
                      <span className="text-muted">{t('noValue')}</span>
                    ) : (
                      format.number(values[id], unitFormats[chart.unit])
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
}
