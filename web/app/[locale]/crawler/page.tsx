import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getSiteContext } from '../../../data/site-context.ts';
import { pageLocale } from '../../../i18n/page-locale.ts';
import { MissingPage, missingPageMetadata } from '../../../ui/missing-page.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { pageMetadata } from '../../../ui/page-metadata.ts';
import { CodeBlock } from '../../../ui/policy/code-block.tsx';
import { Contact } from '../../../ui/policy/contact.tsx';
import { exampleUserAgent, productToken, robotsTxtExample } from '../../../ui/policy/crawler-policy.ts';
import { HostForm } from '../../../ui/policy/host-form.tsx';
import { policyFacts } from '../../../ui/policy/policy-facts.ts';
import { RequestTable } from '../../../ui/policy/request-table.tsx';
import { Section } from '../../../ui/section.tsx';

type Props = PageProps<'/[locale]/crawler'>;

const limits = ['often', 'requests', 'size', 'slow', 'outage'] as const;

/** Title and description. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  if (locale === null) return missingPageMetadata();
  const t = await getTranslations('crawler');
  return pageMetadata({ locale, path: '/crawler', title: t('title'), description: t('description') });
}

/** What the crawler does and how to keep it out: the page that its User-Agent names. */
export default async function CrawlerPage({ params }: Props) {
  const locale = await pageLocale(params);
  if (locale === null) return <MissingPage />;
  const t = await getTranslations('crawler');
  return (
    <PageFrame locale={locale} path="/crawler" current={null}>
      <PageHead heading={t('heading')} lead={t('lead')} />
      <Section id="out" heading={t('outHeading')}>
        <div className="grid max-w-prose gap-5">
          <p>{t('outRobots')}</p>
          <CodeBlock text={robotsTxtExample} />
          <p>{t('outHeader')}</p>
          <p>
            {t.rich('outProof', {
              link: (chunks) => (
                <a href={`/${locale}/removal`} className="link">
                  {chunks}
                </a>
              ),
            })}
          </p>
          <Contact />
          <p>{t('outEffect')}</p>
        </div>
      </Section>
      <Section id="name" heading={t('nameHeading')}>
        <p>{t('name')}</p>
        <div className="my-4">
          <CodeBlock text={exampleUserAgent(getSiteContext().environment)} />
        </div>
        <p className="max-w-prose">
          {t.rich('nameNote', {
            token: productToken,
            code: (chunks) => (
              <code className="bg-surface px-1.5 py-0.5 font-mono text-[0.9em]">{chunks}</code>
            ),
          })}
        </p>
      </Section>
      <Section id="requests" heading={t('requestsHeading')}>
        <RequestTable />
      </Section>
      <Section id="limits" heading={t('limitsHeading')}>
        <ul className="grid max-w-prose gap-3">
          {limits.map((limit) => (
            <li key={limit} className="border-b border-line pb-3">
              {t(`limits.${limit}`, policyFacts)}
            </li>
          ))}
        </ul>
      </Section>
      <Section id="host" heading={t('hostHeading')}>
        <HostForm locale={locale} value="" problem={null} />
      </Section>
      <Section id="keep" heading={t('keepHeading')}>
        <p className="max-w-prose">{t('keep')}</p>
      </Section>
    </PageFrame>
  );
}
