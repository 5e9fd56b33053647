import { domainToUnicode } from 'node:url';
import type { HostName } from './host-name.ts';

/** Of the folded name, as much as an order needs. */
const maxSortName = 100;
/** A letter may fold to up to 18 (NFKD of U+FDFA). */
const maxSearchText = 20_000;

/** Accents and the like, for letters of whichever script: the blocks of combining marks, not vowel signs of other scripts. */
const accents = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;

/** Letters that Unicode does not take apart, and what people write who do not have them. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  ς: 'σ',
};
const lettersOf = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/**
 * Folds a text for searching, so that "bucher" is found in "Bücher" and "mastodon" in "ＭＡＳＴＯＤＯＮ": compatibility forms
 * (NFKD of UAX #15), case and accents are dropped; scripts are kept, and so are the marks without which syllables of
 * Japanese, Korean or Hindi would be others. Idempotent.
 */
export function foldText(text: string): string {
  return (
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(accents, '')
      .replace(lettersOf, (letter) => letters[letter] ?? letter)
      // Syllables and voiced kana whole again: a part of one is not to be found in another.
      .normalize('NFC')
  );
}

/** What is searched of an instance, and what it is ordered by where names give the order. */
export interface SearchTexts {
  /** The name, folded, at most 100 code units; null: it has none. */
  readonly sort_name: string | null;
  /** Host name, also in Unicode, name and description, folded, with U+0001 between, which no cleaned text holds. */
  readonly search_text: string;
}

/** Folds the texts of an instance. */
export function searchTextsOf(instance: {
  readonly domain: HostName;
  readonly name: string | null;
  readonly description: string | null;
}): SearchTexts {
  const { domain, name, description } = instance;
  const texts = [domain, domainToUnicode(domain), name ?? '', description ?? ''].map(foldText);
  return {
    sort_name: name === null ? null : foldText(name).slice(0, maxSortName).toWellFormed(),
    search_text: [...new Set(texts)].join('\u0001').slice(0, maxSearchText).toWellFormed(),
  };
}
