import { domainToUnicode } from 'node:url';
import type { HostName } from './host-name.ts';

/** Of the folded name, as much as an order needs. */
const maxSortName = 100;
/** A letter may fold to up to 18 (NFKD of U+FDFA). */
const maxSearchText = 20_000;

/** Accents and the like, for letters of whichever script: the blocks of combining marks, not vowel signs of other scripts. */
const accents = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;

/**
 * What readers of Hebrew and Arabic may write or leave out: points of vowels and of recitation, the stroke that makes a word
 * longer, and hamza and madda above and below their letters.
 */
const points =
  /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]/g;

/** What cannot be seen: joiners, soft hyphens, marks of direction, selectors of glyphs. */
const unseen = /\p{Default_Ignorable_Code_Point}/gu;

/** Letters and signs that Unicode does not take apart, and what people write who do not have them. */
const letters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ŧ: 't', ŋ: 'n' },
  ...{ ς: 'σ' },
  // Arabic letters as other languages of the script write them, and those that are often written for one another.
  ...{ ٱ: 'ا', ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه', ە: 'ه', ہ: 'ه', ھ: 'ه' },
  // Digits of the Arabic script, in Arabic and Persian.
  ...Object.fromEntries(
    [0x660, 0x6f0].flatMap((zero) =>
      Array.from({ length: 10 }, (_, digit) => [String.fromCodePoint(zero + digit), String(digit)]),
    ),
  ),
  ...{ '‘': "'", '’': "'", ʼ: "'", '‐': '-', '‒': '-', '–': '-', '—': '-', '−': '-', '。': '.' },
};
const lettersOf = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/** Katakana that hiragana has, too: the small and large syllables and the marks of repetition, at a distance that is always the same. */
const katakana = /[\u30a1-\u30f6\u30fd\u30fe]/g;
const fromKatakana = 0x60;

/**
 * Folds a text for searching, so that "bucher" is found in "Bücher", "mastodon" in "ＭＡＳＴＯＤＯＮ" and "さくら" in "ｻｸﾗ". Dropped are
 * compatibility forms (NFKD of UAX #15), case, accents, points of vowels, what cannot be seen, and the difference between
 * hiragana and katakana, between letters of the Arabic script that stand for one another, between kinds of
 * apostrophes, hyphens and white space. Kept are scripts ("Москва" is not found as "Moskva", nor 国 as 國: that takes a
 * dictionary), and the marks without which syllables of Japanese, Korean or Hindi would be others. Idempotent.
 *
 * What is stored has been folded, too: a change here needs a migration that folds it anew.
 */
export function foldText(text: string): string {
  return (
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(accents, '')
      .replace(points, '')
      .replace(unseen, '')
      .replace(lettersOf, (letter) => letters[letter] ?? letter)
      .replace(katakana, (letter) => String.fromCharCode(letter.charCodeAt(0) - fromKatakana))
      .replace(/\s+/g, ' ')
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
