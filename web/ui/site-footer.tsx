import { getTranslations } from 'next-intl/server';
import type { Locale } from '../i18n/locales.ts';
import { SchemeChoice } from './scheme/scheme-choice.tsx';

/** What the census is in two sentences, where its data can be taken from, and the choice of light or dark. */
export async function SiteFooter({ locale }: { readonly locale: Locale }) {
  const t = await getTranslations('site');
  const columns = [
    {
      heading: t('footer.data'),
      links: [
        { href: `/${locale}/data`, text: t('footer.openData') },
        { href: `/${locale}/docs/api`, text: t('footer.apiReference') },
        { href: `/${locale}/data#feeds`, text: t('footer.feeds') },
        { href: '/data/growth.csv', text: t('footer.growth') },
      ],
    },
    {
      heading: t('footer.more'),
      links: [
        { href: `/${locale}/first-steps`, text: t('footer.firstSteps') },
        { href: `/${locale}/rules`, text: t('footer.rules') },
        { href: `/${locale}/method`, text: t('nav.method') },
        { href: `/${locale}/crawler`, text: t('nav.crawler') },
        { href: `/${locale}/health`, text: t('footer.health') },
        { href: `/${locale}/removal`, text: t('nav.removal') },
      ],
    },
  ];
  return (
    <footer className="mt-24 border-t-2 border-ink">
      <div className="wide grid gap-10 py-10 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr]">
        <div className="max-w-md sm:max-lg:col-span-2">
          <p className="font-display text-large font-bold">{t('tagline')}</p>
          <p className="mt-3 text-muted">{t('footer.about')}</p>
          <p className="mt-3 text-muted">{t('footer.rights')}</p>
          <SchemeChoice />
        </div>
        {columns.map(({ heading, links }) => (
          <div key={heading}>
            <h2 className="font-text font-bold">{heading}</h2>
            <ul className="mt-2">
              {links.map(({ href, text }) => (
                <li key={href}>
                  <a href={href} className="link inline-flex min-h-9 items-center">
                    {text}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </footer>
  );
}
