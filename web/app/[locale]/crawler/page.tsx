import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getSiteContext } from '../../../data/site-context.ts';
import { pageLocale } from '../../../i18n/page-locale.ts';
import { MissingPage, missingPageMetadata } from '../../../ui/missing-page.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { pageMetadata } from '../../../ui/page-metadata.ts';
import {
  contactHref,
  exampleUserAgent,
  productToken,
  robotsTxtExample,
} from '../../../ui/policy/crawler-policy.ts';
import { RequestTable } from '../../../ui/policy/request-table.tsx';
import { Section } from '../../../ui/section.tsx';

type Props = PageProps<'/[locale]/crawler'>;

const limits = ['often', 'requests', 'size', 'slow'] as const;

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
    <PageFrame locale={locale} path="/crawler" current="crawler">
      <PageHead heading={t('heading')} lead={t('lead')} />
      <Section id="out" heading={t('outHeading')}>
        <div className="grid max-w-prose gap-5">
          <p>{t('outRobots')}</p>
          <Code text={robotsTxtExample} />
          <p>{t('outHeader')}</p>
          <Contact />
          <p>{t('outEffect')}</p>
        </div>
      </Section>
      <Section id="name" heading={t('nameHeading')}>
        <p>{t('name')}</p>
        <div className="my-4">
          <Code text={exampleUserAgent(getSiteContext().environment)} />
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
              {t(`limits.${limit}`)}
            </li>
          ))}
        </ul>
      </Section>
      <Section id="keep" heading={t('keepHeading')}>
        <p className="max-w-prose">{t('keep')}</p>
      </Section>
    </PageFrame>
  );
}

async function Contact() {
  const t = await getTranslations('crawler');
  const { contact } = getSiteContext().environment;
  const href = contact === null ? null : contactHref(contact);
  if (contact === null || href === null) return <p>{t('outNoContact')}</p>;
  return (
    <p>
      {t.rich('outContact', {
        contact,
        link: (chunks) => (
          <a href={href} rel="noopener" className="link [overflow-wrap:anywhere]">
            <bdi dir="ltr">{chunks}</bdi>
          </a>
        ),
      })}
    </p>
  );
}

function Code({ text }: { readonly text: string }) {
  return (
    <pre
      dir="ltr"
      className="border-s-4 border-count-fill bg-surface px-4 py-3 font-mono text-[0.9rem] whitespace-pre-wrap [overflow-wrap:anywhere]"
    >
      <code>{text}</code>
    </pre>
  );
}
