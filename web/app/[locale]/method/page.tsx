import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { methodVersion } from '../../../../db/model/method-version.ts';
import { attempt } from '../../../data/attempt.ts';
import { readQuirkSoftware } from '../../../data/method.ts';
import { startOfDay } from '../../../i18n/formats.ts';
import { formatter } from '../../../i18n/formatter.ts';
import { pageLocale } from '../../../i18n/page-locale.ts';
import { fewestDomainsOfLine, fewestServersToTell } from '../../../portrait/release-standing.ts';
import { feedLinks } from '../../../ui/feed-links.ts';
import { ChangeList } from '../../../ui/method/change-list.tsx';
import { Contents } from '../../../ui/method/contents.tsx';
import { HostNetworkPart } from '../../../ui/method/host-network.tsx';
import { MeasureList } from '../../../ui/method/measure-list.tsx';
import { QuarantineRuleList } from '../../../ui/method/quarantine-rule-list.tsx';
import { QuirkList } from '../../../ui/method/quirk-list.tsx';
import { ReportedFigures } from '../../../ui/method/reported-figures.tsx';
import { TimeRules } from '../../../ui/method/time-rules.tsx';
import { TopicList } from '../../../ui/method/topic-list.tsx';
import { WordList } from '../../../ui/method/word-list.tsx';
import { MissingPage, missingPageMetadata } from '../../../ui/missing-page.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { pageMetadata } from '../../../ui/page-metadata.ts';
import { Section } from '../../../ui/section.tsx';

type Props = PageProps<'/[locale]/method'>;

/** Title and description. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  if (locale === null) return missingPageMetadata();
  const t = await getTranslations('method');
  return pageMetadata({
    ...{ locale, path: '/method', title: t('title'), description: t('description') },
    feeds: await feedLinks(['method-changes']),
  });
}

/** Exactly what our numbers mean, what is left out of them and why, and what has changed since when. */
export default async function MethodPage({ params }: Props) {
  const locale = await pageLocale(params);
  if (locale === null) return <MissingPage />;
  const t = await getTranslations();
  const format = await formatter();
  // The page says what it says without the census too.
  const quirks = await attempt(readQuirkSoftware);
  const paragraph = (
    id: 'null' | 'growth' | 'aliases' | 'named' | 'others' | 'rules' | 'languages' | 'unread' | 'limits',
  ) => ({
    id,
    heading: t(`method.${id}Heading`),
    body: <p className="max-w-prose text-large">{t(`method.${id}`)}</p>,
  });
  const parts: readonly { readonly id: string; readonly heading: string; readonly body: ReactNode }[] = [
    { id: 'words', heading: t('method.wordsHeading'), body: <WordList /> },
    { id: 'figures', heading: t('methodFigures.heading'), body: <ReportedFigures /> },
    paragraph('null'),
    {
      id: 'quirks',
      heading: t('method.quirksHeading'),
      body: <QuirkList software={quirks.ok ? quirks.value : null} />,
    },
    { id: 'quarantine', heading: t('quarantineRules.heading'), body: <QuarantineRuleList /> },
    { id: 'time', heading: t('methodTime.heading'), body: <TimeRules /> },
    paragraph('growth'),
    { id: 'measures', heading: t('methodMeasures.heading'), body: <MeasureList /> },
    paragraph('aliases'),
    paragraph('named'),
    paragraph('others'),
    {
      id: 'releases',
      heading: t('method.releasesHeading'),
      body: (
        <p className="max-w-prose text-large">
          {t('method.releases', { domains: fewestDomainsOfLine, servers: fewestServersToTell })}
        </p>
      ),
    },
    paragraph('rules'),
    { id: 'topics', heading: t('method.topicsHeading'), body: <TopicList /> },
    paragraph('languages'),
    paragraph('unread'),
    { id: 'network', heading: t('method.networkHeading'), body: <HostNetworkPart /> },
    paragraph('limits'),
    { id: 'changes', heading: t('methodChanges.heading'), body: <ChangeList /> },
  ];
  return (
    <PageFrame locale={locale} path="/method" current="method">
      <PageHead heading={t('method.heading')} lead={t('method.lead')} />
      <p className="wide mt-4">
        {t.rich('method.version', {
          day: format.dateTime(startOfDay(methodVersion), 'day'),
          link: (chunks) => (
            <a href="#changes" className="link">
              {chunks}
            </a>
          ),
        })}
      </p>
      <Contents heading={t('method.contents')} parts={parts} />
      {parts.map(({ id, heading, body }) => (
        <Section key={id} id={id} heading={heading}>
          {body}
        </Section>
      ))}
    </PageFrame>
  );
}
