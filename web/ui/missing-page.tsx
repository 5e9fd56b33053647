import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { setPageStatus } from '../data/page-status.ts';
import { EmptyField } from './empty-field.tsx';
import { PageFrame } from './page-frame.tsx';

/** Title of the missing page; nobody should list it. */
export async function missingPageMetadata(): Promise<Metadata> {
  const t = await getTranslations('notFound');
  return { title: t('title'), robots: { index: false, follow: true } };
}

/** No such page, or no such server in the census: a 404 that is whole without script. */
export async function MissingPage() {
  setPageStatus(404);
  const locale = await getLocale();
  const t = await getTranslations('notFound');
  return (
    <PageFrame locale={locale} path="" current={null}>
      <div className="wide pt-8 lg:pt-14">
        <h1 className="max-w-[16ch] text-title">{t('heading')}</h1>
        <p className="mt-6 max-w-prose">{t('text')}</p>
        <search>
          <form action={`/${locale}/servers`} method="get" className="mt-6 max-w-2xl">
            <label htmlFor="missing-q" className="font-semibold">
              {t('search')}
            </label>
            <div className="mt-1 flex flex-wrap gap-3">
              <input id="missing-q" type="search" name="q" className="min-w-0 flex-1 basis-60" />
              <button type="submit" className="button-main max-sm:w-full">
                {t('submit')}
              </button>
            </div>
          </form>
        </search>
        <p className="mt-4">
          <a href={`/${locale}`} className="link inline-flex min-h-9 items-center">
            {t('home')}
          </a>
        </p>
        <EmptyField label={t('field')} className="mt-12" />
      </div>
    </PageFrame>
  );
}
