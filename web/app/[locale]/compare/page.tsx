import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { attempt } from '../../../data/attempt.ts';
import { readComparison } from '../../../data/compare.ts';
import { setPageStatus } from '../../../data/page-status.ts';
import type { Locale } from '../../../i18n/locales.ts';
import { pageLocale } from '../../../i18n/page-locale.ts';
import { comparePath, parseCompareParams } from '../../../params/compare-params.ts';
import { toSearchParams } from '../../../params/search-params.ts';
import { CompareForm } from '../../../ui/compare/compare-form.tsx';
import { CompareNotices } from '../../../ui/compare/compare-notices.tsx';
import { CompareSimilar } from '../../../ui/compare/compare-similar.tsx';
import { ComparedFacts } from '../../../ui/compare/compared-facts.tsx';
import { ComparedRules } from '../../../ui/compare/compared-rules.tsx';
import { MissingPage, missingPageMetadata } from '../../../ui/missing-page.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { pageMetadata } from '../../../ui/page-metadata.ts';
import { Unavailable, unavailableMetadata } from '../../../ui/unavailable.tsx';

type Props = PageProps<'/[locale]/compare'>;

/** Title and description, with the servers' names; comparisons are without number, so only the bare page is listed. */
export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  if (locale === null) return missingPageMetadata();
  const query = parseCompareParams(toSearchParams(await searchParams));
  const read = await attempt(() => readComparison(query));
  if (!read.ok) return unavailableMetadata();
  const t = await getTranslations('compare');
  const domains = read.value.servers.map(({ instance }) => instance);
  const servers = listOf(locale, domains);
  return pageMetadata({
    locale,
    path: comparePath(domains.map(({ domain }) => domain)),
    title: await titleOf(locale, domains),
    description: domains.length < 2 ? t('description') : t('descriptionOf', { servers }),
    isListed: query.hosts.length === 0 && query.bad.length === 0,
  });
}

/** Two to four servers side by side: how one joins, what is known of them, and their rules by topic. */
export default async function ComparePage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  if (locale === null) return <MissingPage />;
  const query = parseCompareParams(toSearchParams(await searchParams));
  const path = comparePath(query.hosts);
  const read = await attempt(() => readComparison(query));
  if (!read.ok) return <Unavailable path={path} />;
  const { servers, unknown, similar } = read.value;
  // Somebody was asked for, and nobody is there.
  if (servers.length === 0 && unknown.length > 0) setPageStatus(404);
  const t = await getTranslations('compare');
  const instances = servers.map(({ instance }) => instance);
  const [first] = instances;
  const names = listOf(locale, instances);
  return (
    <PageFrame locale={locale} path={path} current={null}>
      {first === undefined ? (
        <PageHead heading={t('heading')} lead={t('lead')} />
      ) : (
        <PageHead heading={await titleOf(locale, instances)} lead={t('lead')} isName />
      )}
      <div className="wide mt-8">
        <CompareNotices locale={locale} query={query} comparison={read.value} />
        <CompareForm locale={locale} chosen={instances} />
        {servers.length === 1 && <p className="mt-6 text-large font-semibold">{t('oneMore')}</p>}
      </div>
      {servers.length > 1 && (
        <>
          <Part id="facts" heading={t('factsHeading')}>
            <ComparedFacts locale={locale} servers={servers} names={names} />
          </Part>
          <Part id="rules" heading={t('rulesHeading')}>
            <p className="mb-6 max-w-prose text-muted">
              {t('rulesNote')}{' '}
              <a href={`/${locale}/method#topics`} className="link text-ink">
                {t('topicsMore')}
              </a>
            </p>
            <ComparedRules locale={locale} servers={servers} names={names} />
          </Part>
        </>
      )}
      {first !== undefined && (
        <CompareSimilar
          locale={locale}
          than={first}
          chosen={instances.map(({ domain }) => domain)}
          similar={similar}
        />
      )}
    </PageFrame>
  );
}

interface PartProps {
  readonly id: string;
  readonly heading: string;
  readonly children: React.ReactNode;
}

/** A part that takes the whole width, for columns side by side. */
function Part({ id, heading, children }: PartProps) {
  return (
    <section aria-labelledby={`${id}-heading`} id={id} className="wide mt-16">
      <div className="border-t-2 border-ink pt-5">
        <h2 id={`${id}-heading`} className="mb-4 text-3xl leading-tight font-bold tracking-tight">
          {heading}
        </h2>
        {children}
      </div>
    </section>
  );
}

/** What the page is called: by the servers that stand on it. */
async function titleOf(locale: Locale, instances: readonly Named[]): Promise<string> {
  const t = await getTranslations('compare');
  const [first, ...others] = instances;
  if (first === undefined) return t('title');
  return others.length === 0
    ? t('titleOfOne', { server: first.unicode_domain })
    : t('titleOf', { servers: listOf(locale, instances) });
}

interface Named {
  readonly unicode_domain: string;
}

function listOf(locale: Locale, instances: readonly Named[]): string {
  return new Intl.ListFormat(locale).format(instances.map(({ unicode_domain }) => unicode_domain));
}
