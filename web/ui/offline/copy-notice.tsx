import { getTranslations } from 'next-intl/server';
import type { Locale } from '../../i18n/locales.ts';
import { keptNotice } from './offline-script.ts';

/**
 * Says of a page that a browser's worker gives from what it has kept that it is a copy, and of when. Hidden on all others: a
 * worker needs script, so a script shows it, and without one there is nothing to say.
 */
export async function CopyNotice({ locale }: { readonly locale: Locale }) {
  const t = await getTranslations('offline.notice');
  return (
    <aside
      {...{ [keptNotice]: '' }}
      hidden
      // The script may have shown it before React looks.
      suppressHydrationWarning
      aria-label={t('label')}
      className="border-ink border-b-2 bg-surface"
    >
      <div className="wide flex flex-wrap items-baseline gap-x-4 py-2">
        <p>{t.rich('text', { date: () => <KeptDate /> })}</p>
        <p>
          <a href={`/${locale}/offline`} className="link inline-flex min-h-11 items-center">
            {t('all')}
          </a>
        </p>
      </div>
    </aside>
  );
}

/** Empty: the script writes when the page was kept. React leaves alone what it is given as HTML. */
function KeptDate() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: there is nothing in it.
  return <time suppressHydrationWarning dangerouslySetInnerHTML={{ __html: '' }} />;
}
