/**
 * The name of a language in the reader's language, for a BCP 47 tag as a server wrote it. A tag that nobody knows is
 * shown as it is.
 *
 * @example languageName('pt-BR', 'en') // 'Brazilian Portuguese'
 */
export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }).of(tag) ?? tag;
  } catch {
    // RangeError: no well-formed tag ("cz_cs"); servers write such things.
    return tag;
  }
}

/**
 * The name of a language in itself, as a heading: for people who look for their own.
 *
 * @example languageOwnName('fr') // 'Français'
 */
export function languageOwnName(tag: string): string {
  const name = languageName(tag, languageAttribute(tag) ?? 'en');
  const [first = '', ...rest] = name;
  return [first.toLocaleUpperCase(languageAttribute(tag)), ...rest].join('');
}

/** A tag that HTML may carry as `lang`; undefined when it is not well-formed or not stated. */
export function languageAttribute(tag: string | null | undefined): string | undefined {
  if (tag === null || tag === undefined) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
