import { getTranslations } from 'next-intl/server';
import type { Locale } from '../../i18n/locales.ts';
import { Section } from '../section.tsx';

/** The ways to a server: the questions for newcomers, one field into the directory, two common lists as links, and what all this is. */
export async function FindServer({ locale }: { readonly locale: Locale }) {
  const t = await getTranslations('home.find');
  return (
    <Section id="find" heading={t('heading')} note={<p>{t('intro')}</p>}>
      <p>
        <a href={`/${locale}/choose`} className="button-main max-sm:w-full">
          {t('guide')}
        </a>
      </p>
      <p className="mt-2 max-w-prose text-muted">{t('guideNote')}</p>
      <search className="mt-8 block">
        <form action={`/${locale}/servers`} method="get" className="max-w-2xl">
          <label htmlFor="find-q" className="font-semibold">
            {t('label')}
          </label>
          <div className="mt-1 flex flex-wrap gap-3">
            <input id="find-q" type="search" name="q" className="min-w-0 flex-1 basis-60" />
            <button type="submit" className="button-plain max-sm:w-full">
              {t('submit')}
            </button>
          </div>
        </form>
      </search>
      <ul className="mt-5 flex flex-wrap gap-x-6 gap-y-1">
        <li>
          <a href={`/${locale}/first-steps`} className="link inline-flex min-h-9 items-center">
            {t('firstSteps')}
          </a>
        </li>
        <li>
          <a href={`/${locale}/servers`} className="link inline-flex min-h-9 items-center">
            {t('all')}
          </a>
        </li>
        <li>
          <a href={`/${locale}/servers?registrations=open`} className="link inline-flex min-h-9 items-center">
            {t('open')}
          </a>
        </li>
      </ul>
    </Section>
  );
}
