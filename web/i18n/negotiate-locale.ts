import { defaultLocale, type Locale, locales } from './locales.ts';

/** Ranges beyond this number are not read: the header is the client's to write. */
const maxRanges = 50;

/**
 * The locale that fits an `Accept-Language` header best: the acceptable range of the highest weight that names a locale
 * or its language (`fr-CA` finds `fr`, `pt-PT` the Portuguese that there is); the first of equal ones. `*` and no match give the default.
 * Source: RFC 9110, section 12.5.4; lookup as in RFC 4647, section 3.4.
 *
 * @param header the header as received; null when there was none.
 */
export function negotiateLocale(header: string | null): Locale {
  const ranges = (header ?? '')
    .split(',', maxRanges)
    .map(readRange)
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight);
  for (const { tag } of ranges) {
    const locale = lookUp(tag);
    if (locale !== undefined) return locale;
  }
  return defaultLocale;
}

function readRange(text: string): { readonly tag: string; readonly weight: number } {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  const weight = quality === undefined ? 1 : Number(quality.slice(2));
  return { tag, weight: weight >= 0 && weight <= 1 ? weight : 0 };
}

/** Shortens a tag from its end until a locale fits; else the same language as another country writes it. */
function lookUp(tag: string): Locale | undefined {
  for (let rest = tag; rest !== ''; rest = rest.slice(0, Math.max(0, rest.lastIndexOf('-')))) {
    const locale = locales.find((each) => each.toLowerCase() === rest);
    if (locale !== undefined) return locale;
  }
  return tag === '' ? undefined : locales.find((each) => languageOf(each) === languageOf(tag));
}

function languageOf(tag: string): string {
  return tag.split('-', 1)[0] ?? '';
}
