import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { utcDayOf } from '../../../../../db/model/utc-day.ts';
import { readApiReference } from '../../../../data/api-reference.ts';
import { pageLocale } from '../../../../i18n/page-locale.ts';
import { Operation } from '../../../../ui/api-reference/operation.tsx';
import { OperationLinks } from '../../../../ui/api-reference/operation-links.tsx';
import { Prose, proseSections } from '../../../../ui/api-reference/prose.tsx';
import { Contents } from '../../../../ui/method/contents.tsx';
import { MissingPage, missingPageMetadata } from '../../../../ui/missing-page.tsx';
import { PageFrame } from '../../../../ui/page-frame.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { pageMetadata } from '../../../../ui/page-metadata.ts';
import { Section } from '../../../../ui/section.tsx';

type Props = PageProps<'/[locale]/docs/api'>;

/** Title and description. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  if (locale === null) return missingPageMetadata();
  const t = await getTranslations('apiReference');
  return pageMetadata({ locale, path: '/docs/api', title: t('title'), description: t('description') });
}

/** How the API is used: what all addresses have in common, then each of them, from the API's own description. */
export default async function ApiReferencePage({ params }: Props) {
  const locale = await pageLocale(params);
  if (locale === null) return <MissingPage />;
  const t = await getTranslations('apiReference');
  const { origin, groups, problem } = await readApiReference();
  const prose = proseSections.map((section) => ({
    id: section,
    heading: t(`${section}.heading`),
    body: <Prose {...{ section, locale, origin, problem, day: utcDayOf(new Date()) }} />,
  }));
  const reference = groups.map(({ name, operations }) => ({
    // A group is named after a kind of record, as a section may be: told apart.
    id: `group-${name}`,
    heading: t(`groups.${name}`),
    note: <OperationLinks operations={operations} />,
    body: operations.map((operation) => <Operation key={operation.id} operation={operation} />),
  }));
  return (
    <PageFrame locale={locale} path="/docs/api" current={null}>
      <PageHead heading={t('title')} lead={t('lead')} />
      <Contents heading={t('contents')} parts={[...prose, ...reference]} />
      {prose.map(({ id, heading, body }) => (
        <Section key={id} id={id} heading={heading}>
          {body}
        </Section>
      ))}
      {reference.map(({ id, heading, note, body }) => (
        <Section key={id} id={id} heading={heading} note={note}>
          {body}
        </Section>
      ))}
    </PageFrame>
  );
}
