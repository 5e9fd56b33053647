import { getTranslations } from 'next-intl/server';
import type { Locale } from '../../i18n/locales.ts';

/** The form to which the boxes of the servers belong, wherever on the page they stand. */
export const compareFormId = 'compare';

/** Leads from the servers that were ticked in the list to their comparison, as a plain form. */
export async function CompareChosen({ locale }: { readonly locale: Locale }) {
  const t = await getTranslations('directory.compare');
  return (
    <form id={compareFormId} action={`/${locale}/compare`} method="get" className="compare">
      <button type="submit" className="button-plain" aria-describedby="compare-note">
        {t('submit')}
      </button>
      <p id="compare-note">{t('note')}</p>
    </form>
  );
}
