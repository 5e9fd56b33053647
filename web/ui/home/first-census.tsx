import { getTranslations } from 'next-intl/server';
import type { Locale } from '../../i18n/locales.ts';
import { EmptyField } from '../empty-field.tsx';

/** In place of numbers while the first census is under way. */
export async function FirstCensus({ locale }: { readonly locale: Locale }) {
  const t = await getTranslations('home');
  return (
    <section aria-labelledby="headline" className="wide pt-8 lg:pt-14">
      <h1
        id="headline"
        className="max-w-[16ch] text-[clamp(2.6rem,7.6vw,6.25rem)] leading-[0.95] font-extrabold tracking-[-0.03em]"
      >
        {t('first.headline')}
      </h1>
      <div className="mt-6 max-w-prose">
        <p>{t('first.lead')}</p>
        <p className="mt-6">
          <a href={`/${locale}/method`} className="button-plain">
            {t('how')}
          </a>
        </p>
      </div>
      <EmptyField label={t('first.field')} className="mt-12" />
    </section>
  );
}
