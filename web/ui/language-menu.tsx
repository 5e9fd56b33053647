import { getTranslations } from 'next-intl/server';
import { type Locale, localeDetails, locales } from '../i18n/locales.ts';

interface Props {
  readonly locale: Locale;
  /** Path and query below the locale. */
  readonly path: string;
}

/** The same page in the other languages, each named in itself. The browser opens and closes it; it needs no script. */
export async function LanguageMenu({ locale, path }: Props) {
  const t = await getTranslations('site');
  const { endonym } = localeDetails[locale];
  return (
    <>
      <button
        type="button"
        popoverTarget="languages"
        aria-label={t('languageMenu', { language: endonym })}
        className="-me-2 inline-flex min-h-11 cursor-pointer items-center gap-1.5 px-2 text-small text-muted hover:text-ink"
      >
        <Globe />
        {endonym}
      </button>
      <nav id="languages" popover="auto" aria-label={t('languages')} className="language-menu">
        <ul>
          {locales.map((each) => (
            <li key={each}>
              <a
                href={`/${each}${path}`}
                hrefLang={each}
                lang={each}
                dir={localeDetails[each].direction}
                aria-current={each === locale ? 'true' : undefined}
              >
                {localeDetails[each].endonym}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}

function Globe() {
  return (
    <svg
      viewBox="0 0 20 20"
      aria-hidden="true"
      className="size-4.5 fill-none stroke-current"
      strokeWidth="1.5"
    >
      <circle cx="10" cy="10" r="8.25" />
      <ellipse cx="10" cy="10" rx="3.75" ry="8.25" />
      <path d="M2 7.25h16M2 12.75h16" />
    </svg>
  );
}
