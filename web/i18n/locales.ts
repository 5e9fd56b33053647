/** The languages of the site. To add one: a line here and in {@link localeDetails}, and a file in web/messages. */
export const locales = ['en', 'fr'] as const;

/** One of {@link locales}; a BCP 47 tag, as it stands in the URL. */
export type Locale = (typeof locales)[number];

/** Shown when the reader asks for none of ours. */
export const defaultLocale: Locale = 'en';

/** What a page needs to know of a locale beside its messages. */
export interface LocaleDetails {
  /** The language's name in itself, for the switcher. */
  readonly endonym: string;
  readonly direction: 'ltr' | 'rtl';
  /** For Open Graph: language and territory. */
  readonly openGraph: string;
}

/** Details of every locale. */
export const localeDetails: Readonly<Record<Locale, LocaleDetails>> = {
  en: { endonym: 'English', direction: 'ltr', openGraph: 'en_GB' },
  fr: { endonym: 'Français', direction: 'ltr', openGraph: 'fr_FR' },
};

/** Whether a path segment is a locale of ours. */
export function isLocale(segment: string): segment is Locale {
  return (locales as readonly string[]).includes(segment);
}
