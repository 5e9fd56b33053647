import type { Metadata } from 'next';
import type { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { attempt } from '../../../../data/attempt.ts';
import { type DossierData, readDossier } from '../../../../data/host-dossier.ts';
import type { Locale } from '../../../../i18n/locales.ts';
import { pageLocale } from '../../../../i18n/page-locale.ts';
import { type AskedHost, readAskedHost } from '../../../../params/asked-host.ts';
import { MissingPage, missingPageMetadata } from '../../../../ui/missing-page.tsx';
import { PageFrame } from '../../../../ui/page-frame.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { pageMetadata } from '../../../../ui/page-metadata.ts';
import { Dossier } from '../../../../ui/policy/dossier.tsx';
import { HostForm } from '../../../../ui/policy/host-form.tsx';
import { Section } from '../../../../ui/section.tsx';
import { Unavailable } from '../../../../ui/unavailable.tsx';

type Props = PageProps<'/[locale]/crawler/host'>;

/** For one admin, about one host: no search engine lists it. */
export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  if (locale === null) return missingPageMetadata();
  const t = await getTranslations('visits');
  const asked = readAskedHost(await searchParams);
  return pageMetadata({
    locale,
    path: '/crawler/host',
    title: titleOf(asked, t),
    description: t('description'),
    isListed: false,
  });
}

/** A title is the first that a screen reader says of an answer: it tells that a name was refused. */
function titleOf(asked: AskedHost, t: ReturnType<typeof useTranslations<'visits'>>): string {
  if (asked.kind === 'bad') return t('titleBad');
  return asked.kind === 'host' ? t('title', { host: asked.host }) : t('titleEmpty');
}

/** What we did at one host, for its admin. */
export default async function CrawlerHostPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  if (locale === null) return <MissingPage />;
  const t = await getTranslations('visits');
  const asked = readAskedHost(await searchParams);
  const path = asked.kind === 'host' ? `/crawler/host?host=${asked.host}` : '/crawler/host';
  if (asked.kind !== 'host')
    return (
      <Frame
        locale={locale}
        path={path}
        heading={t('headingEmpty')}
        asked={asked}
        problem={badHost(asked, t('bad'))}
      />
    );
  const read = await attempt(() => readDossier(asked.host));
  if (!read.ok) return <Unavailable path={path} />;
  const heading = t('heading', { host: asked.host });
  return (
    <Frame locale={locale} path={path} heading={heading} asked={asked} problem={null} found={read.value} />
  );
}

function badHost(asked: AskedHost, words: string): string | null {
  return asked.kind === 'bad' ? words : null;
}

interface FrameProps {
  readonly locale: Locale;
  readonly path: string;
  readonly heading: string;
  readonly asked: AskedHost;
  readonly problem: string | null;
  readonly found?: DossierData;
}

async function Frame({ locale, path, heading, asked, problem, found }: FrameProps) {
  const t = await getTranslations('visits');
  return (
    <PageFrame locale={locale} path={path} current={null}>
      <PageHead heading={heading} lead={t('lead')} isName />
      {found !== undefined && asked.kind === 'host' && (
        <Dossier locale={locale} host={asked.host} found={found} />
      )}
      <Section id="form" heading={t(found === undefined ? 'formHeading' : 'formHeadingAnother')}>
        <HostForm locale={locale} value={asked.text} problem={problem} />
      </Section>
    </PageFrame>
  );
}
