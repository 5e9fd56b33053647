/** Longest text that is looked at, in UTF-16 code units; stored rules are shorter (`textLimits` in db/model/text.ts). */
const maxLength = 6_000;

/** Letters that Unicode does not take apart into a letter and a mark. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/**
 * A text as the patterns expect it: compatibility forms as plain ones (`ＮＳＦＷ`), Latin letters in lower case and
 * without marks, typographic apostrophes and hyphens as ASCII, any white space as one space; links, addresses and
 * invisible characters left out. Only Latin letters lose their marks: those of kana, Cyrillic, Thai or Hebrew
 * make other letters.
 *
 * Upper case is kept where `keepCase` says so, for the few words that are told by it (`AI`, which is a word of French
 * and Italian in lower case).
 */
export function foldText(text: string, keepCase = false): string {
  const plain = text
    .slice(0, maxLength)
    .toWellFormed()
    .normalize('NFKC')
    .slice(0, maxLength * 2);
  const cased = keepCase ? plain : plain.toLowerCase();
  return cased
    .normalize('NFD')
    .replace(/([a-z])\p{M}{1,8}/giu, '$1')
    .normalize('NFC')
    .replace(/[ßæœøłđðþı]/gu, (letter) => letters[letter] ?? letter)
    .replace(/https?:\/\/\S{1,2000}/giu, ' ')
    .replace(/\p{Cf}|\ufe0f/gu, '')
    .replace(/[\u2018\u2019\u02bc`\u00b4]/gu, "'")
    .replace(/[\u2010-\u2015]/gu, '-')
    .replace(/\s+/gu, ' ');
}
