import { getTranslations } from 'next-intl/server';
import { FigureFoot } from '../../charts/figure/figure-foot.tsx';
import type { GrowthData, SoftwareReleases } from '../../data/growth.ts';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import { ScrollRegion } from '../scroll-region.tsx';
import { Section } from '../section.tsx';
import { softwareName } from '../software-name.ts';
import { NothingYet } from './nothing-yet.tsx';
import { NumberTable } from './number-table.tsx';

/** Beyond so many release series a table says nothing new; the CSV has all. */
const shownSeries = 8;

/** Which releases the servers of the most common software run. */
export async function Releases({ releases }: Pick<GrowthData, 'releases'>) {
  const t = await getTranslations('growthPage.releases');
  return (
    <Section id="releases" heading={t('heading')} note={<p>{t('note')}</p>}>
      {releases.length === 0 ? (
        <NothingYet heading={t('heading')} text={t('nothing')} />
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-y-14">
          {releases.map((each) => (
            <Release key={each.software} {...each} />
          ))}
        </div>
      )}
    </Section>
  );
}

async function Release({ software, servers, versions }: SoftwareReleases) {
  const t = await getTranslations('growthPage.releases');
  const chart = await getTranslations('chart');
  const format = await formatter();
  const name = softwareName(software);
  const heading = t('software', { software: name });
  const [newest] = versions;
  const shown = versions.slice(0, shownSeries);
  const most = Math.max(...shown.map(({ share }) => share), 0);
  const left = versions.length - shown.length;
  return (
    <figure>
      <figcaption className="font-display text-lead font-bold">
        <bdi>{heading}</bdi>
      </figcaption>
      <p className="figures mt-2 max-w-prose">
        {newest === undefined || newest.series === null
          ? t('noSeries', { count: servers })
          : t('sentence', {
              count: servers,
              series: newest.series,
              share: format.number(newest.share, 'share'),
            })}{' '}
        {left > 0 && t('more', { count: left })}
      </p>
      <ScrollRegion name={heading} className="mt-4">
        <NumberTable
          caption={heading}
          headColumn={t('series')}
          columns={[t('servers'), t('share'), t('atOrAbove'), t('firstSeen')]}
          rows={shown.map((row) => ({
            key: row.series ?? '',
            head: row.series ?? t('unstated'),
            cells: [
              format.number(row.servers),
              format.number(row.share, 'share'),
              row.share_at_or_above === null ? '–' : format.number(row.share_at_or_above, 'share'),
              row.age_known ? format.dateTime(startOfDay(row.first_seen), 'dayShort') : t('before'),
            ],
            bar: most === 0 ? 0 : row.share / most,
          }))}
        />
      </ScrollRegion>
      {newest !== undefined && (
        <FigureFoot
          csvHref="/data/growth/releases.csv"
          source={chart('source', {
            source: chart('sourceOwn'),
            day: format.dateTime(startOfDay(newest.day), 'day'),
          })}
        />
      )}
    </figure>
  );
}
