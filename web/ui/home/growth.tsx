import { getTranslations } from 'next-intl/server';
import type { UtcDay } from '../../../db/model/utc-day.ts';
import { TimeFigure } from '../../charts/figure/time-figure.tsx';
import { concernsFigure } from '../../charts/state/chart-marks.ts';
import { growthChart, ownChart, toPoints } from '../../charts/state/growth.ts';
import { claimedMonths } from '../../charts/state/press-claim.ts';
import type { HomeData } from '../../data/home.ts';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import type { Locale } from '../../i18n/locales.ts';
import { Section } from '../section.tsx';

interface Props extends Pick<HomeData, 'network' | 'archive' | 'annotations'> {
  readonly locale: Locale;
}

/**
 * Our own series on a scale of its own, then beside Mastodon's, never added to it; with what the press made of the
 * latter. One series alone is one figure.
 */
export async function Growth({ locale, network, archive, annotations }: Props) {
  const t = await getTranslations();
  const names = { own: t('chart.own'), archive: t('chart.archive'), reported: t('chart.reported') };
  const shared = {
    locale,
    names,
    emptyText: t('chart.noData'),
    csvHref: '/data/growth.csv',
    isPartial: network.at(-1)?.partial ?? false,
    revisedDays: network.filter(({ revised_at }) => revised_at !== null).length,
  };
  const own = network.length > 1 && archive.length > 0;
  const noted = annotations.filter((each) => concernsFigure(each, 'users_active_month'));
  const sources = [
    ...(network.length > 0 ? [t('chart.sourceOwn')] : []),
    ...(archive.length > 0 ? [t('chart.sourceArchive')] : []),
  ];
  return (
    <Section id="growth" heading={t('home.growth.heading')} note={<p>{t('home.growth.intro')}</p>}>
      {own && (
        <div className="mb-12">
          <TimeFigure
            {...shared}
            heading={t('home.growth.ownHeading')}
            chart={ownChart(network)}
            source={t('chart.sourceOwn')}
            annotations={noted.filter(({ kind }) => kind !== 'coverage')}
          />
        </div>
      )}
      <TimeFigure
        {...shared}
        heading={own ? t('home.growth.bothHeading') : t('chart.growthHeading')}
        chart={growthChart(network, archive)}
        curveNames={{ own: t('chart.ownShort'), archive: t('chart.archiveShort') }}
        source={new Intl.ListFormat(locale).format(sources)}
        annotations={own ? noted.filter(({ kind }) => kind === 'event' || kind === 'coverage') : noted}
        {...(own ? { untold: 'own' } : {})}
      />
      <PressClaim archive={archive} />
    </Section>
  );
}

async function PressClaim({ archive }: Pick<HomeData, 'archive'>) {
  const t = await getTranslations('home.growth');
  const format = await formatter();
  const months = claimedMonths(toPoints(archive));
  const dayOf = (day: UtcDay) => format.dateTime(startOfDay(day), 'day');
  return (
    <aside aria-labelledby="claim" className="mt-10 max-w-prose border-s-4 border-other-fill ps-5">
      <h3 id="claim" className="font-text text-body font-bold">
        {t('claimHeading')}
      </h3>
      <blockquote className="mt-1 font-display text-2xl leading-snug font-medium">{t('claim')}</blockquote>
      <p className="mt-1 text-muted">{t('claimSource')}</p>
      <p className="figures mt-3">
        {months === null
          ? t('claimMissing')
          : t('claimNote', {
              low: months.lowest.value,
              lowDay: dayOf(months.lowest.day),
              high: months.highest.value,
              highDay: dayOf(months.highest.day),
            })}
      </p>
    </aside>
  );
}
