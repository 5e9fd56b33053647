import { getTranslations } from 'next-intl/server';
import type { Locale } from '../../i18n/locales.ts';
import { KeptDate, KeptNotice } from './kept-notice.tsx';

/** Says of a page that a browser gives from what it has kept that it is a copy, and of when. */
export async function CopyNotice({ locale }: { readonly locale: Locale }) {
  const t = await getTranslations('offline.notice');
  return (
    <KeptNotice label={t('label')}>
      <p>{t.rich('text', { date: () => <KeptDate locale={locale} /> })}</p>
      <p>
        <a href={`/${locale}/offline`} className="link inline-flex min-h-11 items-center">
          {t('all')}
        </a>
      </p>
    </KeptNotice>
  );
}
