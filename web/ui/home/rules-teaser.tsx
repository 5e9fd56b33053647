import { getTranslations } from 'next-intl/server';
import type { HomeData } from '../../data/home.ts';
import { languageAttribute } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import { Section } from '../section.tsx';

interface Props {
  readonly locale: Locale;
  readonly counts: HomeData['rules'];
  readonly common: HomeData['commonRules'];
}

/** What sets this census apart: the rules, with the sentences that most servers share, and the way to all of them. */
export async function RulesTeaser({ locale, counts, common }: Props) {
  const t = await getTranslations('home.rules');
  return (
    <Section id="rules" heading={t('heading')} note={<p>{t('intro')}</p>}>
      <p className="figures max-w-prose text-lg font-semibold">
        {t('count', { rules: counts.rules, servers: counts.instances })}
      </p>
      {common.length > 0 && (
        <>
          <h3 className="mt-6 font-text text-base font-bold text-muted">{t('common')}</h3>
          <ol className="mt-2 border-t border-line">
            {common.map(({ text, language, instances }) => (
              <li
                key={text}
                className="grid gap-x-8 gap-y-1 border-b border-line py-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-baseline"
              >
                <q
                  dir="auto"
                  lang={languageAttribute(language)}
                  className="line-clamp-3 font-display text-2xl leading-snug font-medium"
                >
                  {text}
                </q>
                <span className="figures text-sm text-muted">{t('sharedBy', { count: instances })}</span>
              </li>
            ))}
          </ol>
        </>
      )}
      <p className="mt-6">
        <a href={`/${locale}/rules`} className="button-plain max-sm:w-full">
          {t('all')}
        </a>
      </p>
    </Section>
  );
}
