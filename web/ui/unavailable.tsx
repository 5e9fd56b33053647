import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { setPageStatus } from '../data/page-status.ts';
import { EmptyField } from './empty-field.tsx';
import { PageFrame } from './page-frame.tsx';

/** Title of a page that could not be read; nobody should list it. */
export async function unavailableMetadata(): Promise<Metadata> {
  const t = await getTranslations('unavailable');
  return { title: t('title'), robots: { index: false, follow: true } };
}

/**
 * In place of a page whose numbers the database did not give in time: a 503 with the way to try again. When the
 * database is away altogether, `web/unavailable-page.ts` stands in before any page is rendered.
 *
 * @param path of the page that was asked for, below the locale.
 */
export async function Unavailable({ path }: { readonly path: string }) {
  setPageStatus(503);
  const locale = await getLocale();
  const t = await getTranslations('unavailable');
  return (
    <PageFrame locale={locale} path={path} current={null}>
      <div className="wide pt-8 lg:pt-14">
        <h1 className="max-w-[16ch] text-title">{t('heading')}</h1>
        <p className="mt-6 max-w-prose">{t('text')}</p>
        <p className="mt-6">
          <a href={`/${locale}${path}`} className="button-main">
            {t('retry')}
          </a>
        </p>
        <EmptyField label={t('field')} className="mt-12" />
      </div>
    </PageFrame>
  );
}
