import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { PublicationManifest } from '../../../../db/model/publication.ts';
import { exportSubjects } from '../../../../db/model/record-columns.ts';
import { addDays, type UtcDay, utcDayOf } from '../../../../db/model/utc-day.ts';
import { readPublications } from '../../../data/published.ts';
import { getSiteContext } from '../../../data/site-context.ts';
import { feedNames } from '../../../feeds/feed.ts';
import { pageLocale } from '../../../i18n/page-locale.ts';
import { EmptyField } from '../../../ui/empty-field.tsx';
import { feedLinks } from '../../../ui/feed-links.ts';
import { JsonLd } from '../../../ui/found/json-ld.tsx';
import { dataset } from '../../../ui/found/structured-data.ts';
import { MissingPage, missingPageMetadata } from '../../../ui/missing-page.tsx';
import { Columns } from '../../../ui/open-data/columns.tsx';
import { EarlierDays } from '../../../ui/open-data/earlier-days.tsx';
import { Feeds } from '../../../ui/open-data/feeds.tsx';
import { addressOf } from '../../../ui/open-data/file-links.tsx';
import { Months } from '../../../ui/open-data/months.tsx';
import { NewestDay } from '../../../ui/open-data/newest-day.tsx';
import { UseAndTerms } from '../../../ui/open-data/use-and-terms.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { pageMetadata } from '../../../ui/page-metadata.ts';

type Props = PageProps<'/[locale]/data'>;

/** Title and description. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  if (locale === null) return missingPageMetadata();
  const t = await getTranslations('openData');
  return pageMetadata({
    ...{ locale, path: '/data', title: t('title'), description: t('description') },
    feeds: await feedLinks(feedNames),
  });
}

/** Which files there are, what is in them, and how and under which terms they are used. */
export default async function DataPage({ params }: Props) {
  const locale = await pageLocale(params);
  if (locale === null) return <MissingPage />;
  const t = await getTranslations('openData');
  const { days, months } = await readPublications();
  const [newest, ...earlier] = days;
  const { siteUrl } = getSiteContext().environment;
  return (
    <PageFrame locale={locale} path="/data" current={null}>
      {newest !== undefined && (
        <JsonLd
          thing={dataset({
            ...{ locale, siteUrl, path: '/data', name: t('title'), description: t('description') },
            firstDay: firstDayOf(months),
            lastDay: newest.day,
            measured: [...exportSubjects],
            downloads: newest.files
              .filter(({ format }) => format !== null)
              .map((file) => ({ path: addressOf(newest.day, file), mediaType: file.media_type })),
          })}
        />
      )}
      <PageHead heading={t('heading')} lead={newest === undefined ? t('none') : t('lead')} />
      {newest === undefined ? (
        <div className="wide">
          <EmptyField label={t('field')} className="mt-12" />
        </div>
      ) : (
        <>
          <NewestDay manifest={newest} />
          {months !== null && <Months manifest={months} />}
          <EarlierDays days={earlier} />
        </>
      )}
      <Columns />
      <Feeds />
      <UseAndTerms locale={locale} siteUrl={siteUrl} day={newest?.day ?? addDays(utcDayOf(new Date()), -1)} />
    </PageFrame>
  );
}

/** Of the snapshots, which go back the furthest. */
function firstDayOf(months: PublicationManifest | null): UtcDay | null {
  const days = months?.files.flatMap(({ from }) => from ?? []) ?? [];
  return days.toSorted().at(0) ?? null;
}
