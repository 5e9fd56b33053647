import { getTranslations } from 'next-intl/server';
import { FigureFoot } from '../../charts/figure/figure-foot.tsx';
import { newestChurn } from '../../charts/state/network-growth.ts';
import type { GrowthData } from '../../data/growth.ts';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import { ScrollRegion } from '../scroll-region.tsx';
import { NothingYet } from './nothing-yet.tsx';
import { NumberTable } from './number-table.tsx';

/** Which sizes come and go, in the newest month: the table is the chart, a bar a row. */
export async function Churn({ churn, reckoning }: Pick<GrowthData, 'churn' | 'reckoning'>) {
  const t = await getTranslations('growthPage.churn');
  const chart = await getTranslations('chart');
  const format = await formatter();
  const rows = newestChurn(churn);
  const [first] = rows;
  if (first === undefined || reckoning === null)
    return <NothingYet heading={t('headingPlain')} text={t('nothing')} />;
  const heading = t('heading', { month: format.dateTime(startOfDay(first.month), 'month') });
  const most = Math.max(...rows.map((row) => row.deaths_per_server ?? 0));
  const died = rows.reduce((sum, { deaths }) => sum + deaths, 0);
  return (
    <figure>
      <figcaption className="font-display text-lead font-bold">{heading}</figcaption>
      <p className="figures mt-2 max-w-prose">{t('sentence', { count: died })}</p>
      <ScrollRegion name={heading} className="mt-4">
        <NumberTable
          caption={heading}
          headColumn={t('size')}
          columns={[t('births'), t('deaths'), t('rate')]}
          rows={rows.map((row) => ({
            key: row.size,
            head: t(`sizes.${row.size === '1000+' ? 'more' : row.size}`),
            cells: [
              format.number(row.births + row.revivals),
              format.number(row.deaths),
              row.deaths_per_server === null ? '–' : format.number(row.deaths_per_server, 'share'),
            ],
            bar: most === 0 ? 0 : (row.deaths_per_server ?? 0) / most,
          }))}
        />
      </ScrollRegion>
      <FigureFoot
        csvHref="/data/growth/churn.csv"
        source={chart('source', {
          source: chart('sourceOwn'),
          day: format.dateTime(startOfDay(reckoning.through_day), 'day'),
        })}
      />
    </figure>
  );
}
