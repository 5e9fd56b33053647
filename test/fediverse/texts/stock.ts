import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { japanese } from './japanese.ts';
import type { Language, LanguageStock } from './language.ts';
import { spanish } from './spanish.ts';

/** What servers say, by language. */
export const textStock: Readonly<Record<Language, LanguageStock>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  ja: japanese,
};
