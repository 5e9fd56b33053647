/** A name in English, and in the language itself; null: the CLDR has none. */
export interface CldrNames {
  readonly name_en: string | null;
  readonly endonym: string | null;
}

const englishLanguages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const englishCountries = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** What servers state may be any letters; of others than these, Intl says that they are none, by throwing. */
const languageCode = /^([a-z]{2,3}|[a-z]{5,8})$/;
/** ISO 3166-1 alpha-2. */
const countryCode = /^[A-Z]{2}$/;

/** Names of those that have one: some hundreds, whatever servers state. Making the tables of a language takes its time. */
const known = new Map<string, CldrNames>();

/** The names of a language, by its primary subtag in lower case. */
export function languageNames(language: string): CldrNames {
  const english = languageCode.test(language) ? englishLanguages.of(language) : undefined;
  return namesOf(language, english, () => ownName(language, 'language', language));
}

/** The names of a country, by its two letters; its own is in the language that most people there speak (likely subtags). */
export function countryNames(country: string): CldrNames {
  const english = countryCode.test(country) ? englishCountries.of(country) : undefined;
  return namesOf(country, english, () => {
    const { language } = new Intl.Locale(`und-${country}`).maximize();
    return ownName(`${language}-${country}`, 'region', country);
  });
}

/** Codes of languages are in lower case and those of countries in capitals, so one table holds both. */
function namesOf(code: string, english: string | undefined, own: () => string | null): CldrNames {
  if (english === undefined) return { name_en: null, endonym: null };
  const names = known.get(code) ?? { name_en: english, endonym: own() };
  known.set(code, names);
  return names;
}

function ownName(locale: string, type: 'language' | 'region', code: string): string | null {
  // In place of a locale that it does not have, Intl takes its own.
  if (Intl.DisplayNames.supportedLocalesOf([locale]).length === 0) return null;
  return new Intl.DisplayNames([locale], { type, fallback: 'none' }).of(code) ?? null;
}
