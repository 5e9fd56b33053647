/** The languages of the site. To add one: a line here and in {@link localeDetails}, and a file in web/messages. */
export const locales = ['en', 'fr', 'nl', 'de', 'es', 'pt-BR', 'ja', 'ar'] as const;

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
  nl: { endonym: 'Nederlands', direction: 'ltr', openGraph: 'nl_NL' },
  de: { endonym: 'Deutsch', direction: 'ltr', openGraph: 'de_DE' },
  es: { endonym: 'Español', direction: 'ltr', openGraph: 'es_ES' },
  'pt-BR': { endonym: 'Português (Brasil)', direction: 'ltr', openGraph: 'pt_BR' },
  ja: { endonym: '日本語', direction: 'ltr', openGraph: 'ja_JP' },
  ar: { endonym: 'العربية', direction: 'rtl', openGraph: 'ar_AR' },
};

/** Whether a path segment is a locale of ours. */
export function isLocale(segment: string): segment is Locale {
  return (locales as readonly string[]).includes(segment);
}
