import type { Metadata } from 'next';
import type { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { attempt } from '../../../data/attempt.ts';
import { type RemovalData, readRemoval, takesRemovals } from '../../../data/removal.ts';
import { pageLocale } from '../../../i18n/page-locale.ts';
import { type AskedHost, readAskedHost } from '../../../params/asked-host.ts';
import { MissingPage, missingPageMetadata } from '../../../ui/missing-page.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { pageMetadata } from '../../../ui/page-metadata.ts';
import { OtherWays, RemovalEffect } from '../../../ui/removal/other-ways.tsx';
import { RemovalForm } from '../../../ui/removal/removal-form.tsx';
import { isOver, RemovalState } from '../../../ui/removal/removal-state.tsx';
import { readProblem } from '../../../ui/removal/submission-problem.ts';
import { Unavailable } from '../../../ui/unavailable.tsx';

type Props = PageProps<'/[locale]/removal'>;

/** Listed without a host; what was asked for one host is nobody else's business. */
export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  if (locale === null) return missingPageMetadata();
  const t = await getTranslations('removal');
  const query = await searchParams;
  const asked = readAskedHost(query);
  return pageMetadata({
    locale,
    path: '/removal',
    title: titleOf(asked, readProblem(asked, query.problem) !== null, t),
    description: t('description'),
    isListed: asked.kind === 'none',
  });
}

/** A title is the first that a screen reader says of an answer: it tells what became of the form. */
function titleOf(
  asked: AskedHost,
  isRefused: boolean,
  t: ReturnType<typeof useTranslations<'removal'>>,
): string {
  if (isRefused) return t('titleRefused');
  return asked.kind === 'host' ? t('titleHost', { host: asked.host }) : t('title');
}

/** Where an admin asks that a server be forgotten, and sees what to publish and what has become of it. */
export default async function RemovalPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  if (locale === null) return <MissingPage />;
  const t = await getTranslations('removal');
  const query = await searchParams;
  const asked = readAskedHost(query);
  const path = asked.kind === 'host' ? `/removal?host=${asked.host}` : '/removal';
  const read = await attempt<RemovalData | null>(async () =>
    asked.kind === 'host' ? readRemoval(asked.host) : null,
  );
  if (!read.ok) return <Unavailable path={path} />;
  const found = read.value;
  const isAnswered = found !== null && !isOver(found);
  return (
    <PageFrame locale={locale} path={path} current={null}>
      <PageHead heading={t('heading')} lead={t('lead')} />
      {asked.kind === 'host' && found !== null && <RemovalState host={asked.host} found={found} />}
      <RemovalForm
        locale={locale}
        asked={isAnswered ? { kind: 'none', text: '' } : asked}
        problem={readProblem(asked, query.problem)}
        isForAnother={isAnswered}
        canWrite={takesRemovals()}
      />
      <OtherWays />
      <RemovalEffect />
    </PageFrame>
  );
}
