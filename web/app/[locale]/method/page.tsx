import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { carriedDays } from '../../../../db/queries/counted-days.ts';
import { attempt } from '../../../data/attempt.ts';
import { readQuirkSoftware } from '../../../data/method.ts';
import { pageLocale } from '../../../i18n/page-locale.ts';
import { HostNetworkPart } from '../../../ui/method/host-network.tsx';
import { QuirkList } from '../../../ui/method/quirk-list.tsx';
import { TopicList } from '../../../ui/method/topic-list.tsx';
import { MissingPage, missingPageMetadata } from '../../../ui/missing-page.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { pageMetadata } from '../../../ui/page-metadata.ts';
import { Section } from '../../../ui/section.tsx';

type Props = PageProps<'/[locale]/method'>;

/** Words that our pages use, in the order in which they build on each other. */
const words = [
  'host',
  'server',
  'visit',
  'snapshot',
  'active',
  'observed',
  'carried',
  'partial',
  'known',
  'refused',
  'failed',
  'quarantined',
  'revised',
] as const;

/** Parts after the words; those that are not lists are one paragraph each. */
const parts = [
  'null',
  'quirks',
  'growth',
  'aliases',
  'named',
  'others',
  'rules',
  'topics',
  'languages',
  'unread',
  'network',
  'limits',
] as const;

/** Title and description. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  if (locale === null) return missingPageMetadata();
  const t = await getTranslations('method');
  return pageMetadata({ locale, path: '/method', title: t('title'), description: t('description') });
}

/** What the words on our pages mean, and what the numbers cannot tell. */
export default async function MethodPage({ params }: Props) {
  const locale = await pageLocale(params);
  if (locale === null) return <MissingPage />;
  const t = await getTranslations('method');
  // The page says what it says without the census too.
  const quirks = await attempt(readQuirkSoftware);
  return (
    <PageFrame locale={locale} path="/method" current="method">
      <PageHead heading={t('heading')} lead={t('lead')} />
      <Section id="words" heading={t('wordsHeading')}>
        <dl>
          {words.map((word) => (
            <div
              key={word}
              id={word}
              className="grid gap-x-8 gap-y-1 border-b border-line py-4 first:pt-0 sm:grid-cols-[minmax(0,2fr)_minmax(0,5fr)]"
            >
              <dt className="font-display text-xl leading-snug font-bold">{t(`words.${word}.word`)}</dt>
              <dd className="max-w-prose">{t(`words.${word}.meaning`, { days: carriedDays })}</dd>
            </div>
          ))}
        </dl>
      </Section>
      {parts.map((part) => (
        <Section key={part} id={part} heading={t(`${part}Heading`)}>
          {part === 'quirks' ? (
            <QuirkList software={quirks.ok ? quirks.value : null} />
          ) : part === 'topics' ? (
            <TopicList />
          ) : part === 'network' ? (
            <HostNetworkPart />
          ) : (
            <p className="max-w-prose text-lg">{t(part)}</p>
          )}
        </Section>
      ))}
    </PageFrame>
  );
}
