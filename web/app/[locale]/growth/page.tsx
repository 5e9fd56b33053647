import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { attempt } from '../../../data/attempt.ts';
import { readGrowth } from '../../../data/growth.ts';
import { getSiteContext } from '../../../data/site-context.ts';
import { pageLocale } from '../../../i18n/page-locale.ts';
import { EmptyField } from '../../../ui/empty-field.tsx';
import { JsonLd } from '../../../ui/found/json-ld.tsx';
import { type Download, dataset } from '../../../ui/found/structured-data.ts';
import { Concentration } from '../../../ui/growth/concentration.tsx';
import { Lives } from '../../../ui/growth/lives.tsx';
import { Releases } from '../../../ui/growth/releases.tsx';
import { SameServers } from '../../../ui/growth/same-servers.tsx';
import { Total } from '../../../ui/growth/total.tsx';
import { MissingPage, missingPageMetadata } from '../../../ui/missing-page.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { pageMetadata } from '../../../ui/page-metadata.ts';
import { Unavailable } from '../../../ui/unavailable.tsx';

const growthMeasures = ['servers_observed', 'users_total', 'users_active_month', 'users_active_half_year'];
const growthDownloads: readonly Download[] = [
  { path: '/data/growth.csv', mediaType: 'text/csv' },
  { path: '/api/v1/network', mediaType: 'application/json' },
];

type Props = PageProps<'/[locale]/growth'>;

/** Title and description. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  if (locale === null) return missingPageMetadata();
  const t = await getTranslations('growthPage');
  return pageMetadata({ locale, path: '/growth', title: t('title'), description: t('description') });
}

/** How the fediverse grows: the total, the same servers, births and deaths, concentration, releases. */
export default async function GrowthPage({ params }: Props) {
  const locale = await pageLocale(params);
  if (locale === null) return <MissingPage />;
  const read = await attempt(readGrowth);
  if (!read.ok) return <Unavailable path="/growth" />;
  const growth = read.value;
  const isEmpty = growth.network.length === 0;
  const t = await getTranslations('growthPage');
  return (
    <PageFrame locale={locale} path="/growth" current="growth">
      <JsonLd
        thing={dataset({
          ...{ locale, path: '/growth', siteUrl: getSiteContext().environment.siteUrl },
          ...{ name: t('title'), description: t('description') },
          firstDay: growth.network.at(0)?.day ?? null,
          lastDay: null,
          measured: growthMeasures,
          downloads: growthDownloads,
        })}
      />
      <PageHead heading={t('heading')} lead={t(isEmpty ? 'empty' : 'lead')} />
      {isEmpty ? (
        <div className="wide">
          <EmptyField label={t('emptyField')} className="mt-12" />
        </div>
      ) : (
        <>
          <Total locale={locale} network={growth.network} annotations={growth.annotations} />
          <SameServers locale={locale} network={growth.network} panel={growth.panel} index={growth.index} />
          <Lives
            locale={locale}
            vital={growth.vital}
            reckoning={growth.reckoning}
            cohorts={growth.cohorts}
            churn={growth.churn}
          />
          <Concentration locale={locale} concentration={growth.concentration} lorenz={growth.lorenz} />
          <Releases releases={growth.releases} />
        </>
      )}
    </PageFrame>
  );
}
