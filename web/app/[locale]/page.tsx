import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { attempt } from '../../data/attempt.ts';
import { readHome } from '../../data/home.ts';
import { getSiteContext } from '../../data/site-context.ts';
import { pageLocale } from '../../i18n/page-locale.ts';
import { feedLinks } from '../../ui/feed-links.ts';
import { JsonLd } from '../../ui/found/json-ld.tsx';
import { webSite } from '../../ui/found/structured-data.ts';
import { DayTotals } from '../../ui/home/day-totals.tsx';
import { FindServer } from '../../ui/home/find-server.tsx';
import { FirstCensus } from '../../ui/home/first-census.tsx';
import { Growth } from '../../ui/home/growth.tsx';
import { Hero } from '../../ui/home/hero.tsx';
import { RulesTeaser } from '../../ui/home/rules-teaser.tsx';
import { MissingPage, missingPageMetadata } from '../../ui/missing-page.tsx';
import { PageFrame } from '../../ui/page-frame.tsx';
import { pageMetadata } from '../../ui/page-metadata.ts';
import { Unavailable } from '../../ui/unavailable.tsx';

/** Title and description of the home page. */
export async function generateMetadata({ params }: PageProps<'/[locale]'>): Promise<Metadata> {
  const locale = await pageLocale(params);
  if (locale === null) return missingPageMetadata();
  const t = await getTranslations();
  return pageMetadata({
    ...{ locale, path: '', title: t('home.title'), description: t('site.description') },
    feeds: await feedLinks(['new-servers', 'closed-servers']),
  });
}

/** What the census is, today's totals, growth, rules, and the way to a server. */
export default async function HomePage({ params }: PageProps<'/[locale]'>) {
  const locale = await pageLocale(params);
  if (locale === null) return <MissingPage />;
  const read = await attempt(readHome);
  if (!read.ok) return <Unavailable path="" />;
  const home = read.value;
  const t = await getTranslations('site');
  const { siteUrl } = getSiteContext().environment;
  return (
    <PageFrame locale={locale} path="" current="home">
      <JsonLd thing={webSite({ locale, siteUrl, description: t('description') })} />
      {home.newest === null ? (
        <FirstCensus locale={locale} />
      ) : (
        <>
          <Hero locale={locale} newest={home.newest} field={home.field} />
          <DayTotals locale={locale} day={home.newest} />
        </>
      )}
      <Growth locale={locale} network={home.network} archive={home.archive} annotations={home.annotations} />
      {home.newest !== null && <RulesTeaser locale={locale} counts={home.rules} common={home.commonRules} />}
      {home.newest !== null && <FindServer locale={locale} />}
    </PageFrame>
  );
}
