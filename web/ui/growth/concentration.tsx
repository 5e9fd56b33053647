import { getTranslations } from 'next-intl/server';
import { TimeFigure } from '../../charts/figure/time-figure.tsx';
import { XyFigure, xyStyles } from '../../charts/figure/xy-figure.tsx';
import { lorenzChart, topShareChart, usersOfSmallest } from '../../charts/state/network-growth.ts';
import type { GrowthData } from '../../data/growth.ts';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import type { Locale } from '../../i18n/locales.ts';
import { Section } from '../section.tsx';
import { NothingYet } from './nothing-yet.tsx';
import { NumberTable } from './number-table.tsx';

interface Props extends Pick<GrowthData, 'concentration' | 'lorenz'> {
  readonly locale: Locale;
}

/** How unevenly people are spread over servers: what the largest have, the usual indices with what they mean, the Lorenz curve. */
export async function Concentration({ locale, concentration, lorenz }: Props) {
  const t = await getTranslations('growthPage.concentration');
  const chart = await getTranslations('chart');
  return (
    <Section id="concentration" heading={t('heading')} note={<p>{t('note')}</p>}>
      <Indices concentration={concentration} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-y-14">
        <TimeFigure
          locale={locale}
          heading={t('topHeading')}
          chart={topShareChart(concentration)}
          names={{ topShare: t('top') }}
          emptyText={t('nothing')}
          csvHref="/data/growth/concentration.csv"
          source={chart('sourceOwn')}
          isPartial={concentration.at(-1)?.partial ?? false}
          revisedDays={concentration.filter(({ revised_at }) => revised_at !== null).length}
          axisText={t('topAxis')}
        />
        <Lorenz lorenz={lorenz} />
      </div>
    </Section>
  );
}

async function Indices({ concentration }: Pick<GrowthData, 'concentration'>) {
  const t = await getTranslations('growthPage.concentration');
  const format = await formatter();
  const newest = concentration.at(-1);
  if (newest === undefined) return null;
  const two = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  return (
    <div className="figures mb-10 max-w-prose">
      <p className="text-lead leading-relaxed">
        {t('sentence', {
          day: format.dateTime(startOfDay(newest.day), 'day'),
          top1: format.number(newest.top_1_share, 'share'),
          top10: format.number(newest.top_10_share, 'share'),
          top100: format.number(newest.top_100_share, 'share'),
        })}
      </p>
      <dl className="mt-6 grid gap-y-4">
        <Index name={t('hhi')} value={format.number(Math.round(newest.hhi))}>
          {t('hhiMeaning', { servers: format.number(Math.round(10_000 / newest.hhi)) })}
        </Index>
        <Index name={t('shannon')} value={two(newest.shannon)}>
          {t('shannonMeaning', { servers: format.number(Math.round(newest.effective_servers)) })}
        </Index>
        <Index name={t('gini')} value={two(newest.gini)}>
          {t('giniMeaning')}
        </Index>
      </dl>
    </div>
  );
}

function Index({
  name,
  value,
  children,
}: {
  readonly name: string;
  readonly value: string;
  readonly children: string;
}) {
  return (
    <div className="border-t border-line pt-3">
      <dt className="font-semibold">{name}</dt>
      <dd className="font-display text-3xl leading-none font-bold">{value}</dd>
      <dd className="mt-1 text-muted">{children}</dd>
    </div>
  );
}

const tenths = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as const;

async function Lorenz({ lorenz }: Pick<GrowthData, 'lorenz'>) {
  const t = await getTranslations('growthPage.lorenz');
  const chart = await getTranslations('chart');
  const format = await formatter();
  const drawing = lorenzChart(lorenz?.points ?? null);
  if (lorenz === null || drawing === null) return <NothingYet heading={t('heading')} text={t('nothing')} />;
  const share = (value: number) => format.number(value, 'share');
  const smallest = (servers: number) => usersOfSmallest(lorenz.points, servers);
  return (
    <XyFigure
      heading={t('heading')}
      chart={drawing}
      sentences={t('sentence', { half: share(smallest(0.5)), tenth: share(1 - smallest(0.9)) })}
      lines={[
        { name: t('equal'), style: xyStyles.beside },
        { name: t('curve'), style: xyStyles.main },
      ]}
      xAxis={t('xAxis')}
      label={`${t('heading')}. ${t('axis')}`}
      isShare
      csvHref="/data/growth/lorenz.csv"
      source={chart('source', {
        source: chart('sourceOwn'),
        day: format.dateTime(startOfDay(lorenz.day), 'day'),
      })}
    >
      <NumberTable
        caption={t('heading')}
        headColumn={t('servers')}
        columns={[t('users')]}
        rows={tenths.map((servers) => ({
          key: String(servers),
          head: share(servers),
          cells: [share(smallest(servers))],
        }))}
      />
    </XyFigure>
  );
}
