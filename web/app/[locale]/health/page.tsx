import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { attempt } from '../../../data/attempt.ts';
import { readHealth } from '../../../data/health.ts';
import { formatter } from '../../../i18n/formatter.ts';
import { pageLocale } from '../../../i18n/page-locale.ts';
import { EmptyField } from '../../../ui/empty-field.tsx';
import { CrawlNow } from '../../../ui/health/crawl-now.tsx';
import { HealthMeanings } from '../../../ui/health/health-meanings.tsx';
import { OutageList } from '../../../ui/health/outage-list.tsx';
import { OutcomeTable } from '../../../ui/health/outcome-table.tsx';
import { stateSentence } from '../../../ui/health/state-sentence.ts';
import { MissingPage, missingPageMetadata } from '../../../ui/missing-page.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { pageMetadata } from '../../../ui/page-metadata.ts';
import { Unavailable } from '../../../ui/unavailable.tsx';

type Props = PageProps<'/[locale]/health'>;

/** Title and description. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  if (locale === null) return missingPageMetadata();
  const t = await getTranslations('health');
  return pageMetadata({ locale, path: '/health', title: t('title'), description: t('description') });
}

/** Whether the crawl keeps up, how its visits end, and when our own network failed. */
export default async function HealthPage({ params }: Props) {
  const locale = await pageLocale(params);
  if (locale === null) return <MissingPage />;
  const read = await attempt(readHealth);
  if (!read.ok) return <Unavailable path="/health" />;
  const health = read.value;
  const t = await getTranslations('health');
  const format = await formatter();
  return (
    <PageFrame locale={locale} path="/health" current={null}>
      <PageHead heading={t('heading')} lead={stateSentence(health, { t, format })} />
      {health.state === 'none' ? (
        <div className="wide">
          <EmptyField label={t('field')} className="mt-12" />
        </div>
      ) : (
        <>
          <CrawlNow health={health} />
          <OutcomeTable outcomes={health.outcomes} />
        </>
      )}
      <OutageList health={health} />
      <HealthMeanings />
    </PageFrame>
  );
}
