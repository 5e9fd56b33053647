import { getTranslations } from 'next-intl/server';
import type { Locale } from '../i18n/locales.ts';
import { LanguageMenu } from './language-menu.tsx';
import { Mark } from './mark.tsx';
import type { Destination } from './page-frame.tsx';

const destinations = [
  'choose',
  'servers',
  'rules',
  'growth',
  'method',
] as const satisfies readonly Destination[];

interface Props {
  readonly locale: Locale;
  readonly path: string;
  readonly current: Destination | null;
}

/** Name, main navigation and the menu of languages. */
export async function SiteHeader({ locale, path, current }: Props) {
  const t = await getTranslations('site');
  return (
    <header className="wide flex flex-wrap items-center gap-x-8 gap-y-1 py-4">
      <a
        href={`/${locale}`}
        aria-label={t('nav.home')}
        aria-current={current === 'home' ? 'page' : undefined}
        className="me-auto inline-flex min-h-11 items-center gap-2.5 font-display text-2xl leading-none font-extrabold tracking-tight"
      >
        <Mark className="size-8" />
        {t('name')}
      </a>
      <nav aria-label={t('nav.label')} className="max-sm:order-last max-sm:w-full">
        <ul className="-mx-2 flex flex-wrap">
          {destinations.map((destination) => (
            <li key={destination}>
              <a
                href={`/${locale}/${destination}`}
                aria-current={current === destination ? 'page' : undefined}
                className="nav-link"
              >
                {t(`nav.${destination}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <LanguageMenu locale={locale} path={path} />
    </header>
  );
}
