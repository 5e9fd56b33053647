import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { attempt } from '../../../data/attempt.ts';
import { readDirectory } from '../../../data/directory.ts';
import { pageLocale } from '../../../i18n/page-locale.ts';
import { MissingPage, missingPageMetadata } from '../../../ui/missing-page.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { pageMetadata } from '../../../ui/page-metadata.ts';
import { Section } from '../../../ui/section.tsx';
import { ColourTable } from '../../../ui/style/colour-table.tsx';
import { Content, Controls, Fields } from '../../../ui/style/components.tsx';
import { SpacesAndCorners, TypeScale } from '../../../ui/style/sizes.tsx';
import { Unavailable } from '../../../ui/unavailable.tsx';

type Props = PageProps<'/[locale]/style'>;

/** Which server stands for all: not another one every day. */
const largestFirst = { by: 'users_active_month', direction: 'desc' } as const;

/** For those who work on the site: nobody needs to find it elsewhere. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  if (locale === null) return missingPageMetadata();
  const t = await getTranslations('style');
  return pageMetadata({
    ...{ locale, path: '/style', title: t('title'), description: t('description') },
    isListed: false,
  });
}

/** Every token and every component with its states: the components themselves, not pictures of them. */
export default async function StylePage({ params }: Props) {
  const locale = await pageLocale(params);
  if (locale === null) return <MissingPage />;
  const read = await attempt(() => readDirectory({ filter: {}, order: largestFirst, page: 1 }));
  if (!read.ok) return <Unavailable path="/style" />;
  const t = await getTranslations('style');
  return (
    <PageFrame locale={locale} path="/style" current={null}>
      <PageHead heading={t('heading')} lead={t('lead')} />
      <Section id="colours" heading={t('sections.colours')} note={<p>{t('notes.colours')}</p>}>
        <div className="grid gap-6 xl:grid-cols-2">
          <ColourTable scheme="light" />
          <ColourTable scheme="dark" />
        </div>
      </Section>
      <Section id="type" heading={t('sections.type')} note={<p>{t('notes.type')}</p>}>
        <TypeScale />
      </Section>
      <Section id="spaces" heading={t('sections.spaces')} note={<p>{t('notes.spaces')}</p>}>
        <SpacesAndCorners />
      </Section>
      <Section id="controls" heading={t('sections.controls')}>
        <Controls />
      </Section>
      <Section id="fields" heading={t('sections.fields')}>
        <Fields />
      </Section>
      <Section id="content-parts" heading={t('sections.content')}>
        <Content locale={locale} directory={read.value} />
      </Section>
    </PageFrame>
  );
}
