/** Letters, digits and signs that the fonts of the pictures have; see fonts.ts. */
const drawable =
  /^[\p{Script=Latin}\p{Script=Arabic}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\p{Nd}\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018-\u201f\u2026\u3000-\u303f\uff01-\uff5e\u30fb\u30fc]+$/u;

/** Names are cut in drawing; what is longer than this is no name. */
const maxLength = 200;

/**
 * A text that somebody else wrote as a picture may show it: in one line, without signs that turn its direction or draw
 * nothing. Null when the fonts lack a letter of it, or nothing is left.
 */
export function drawableText(text: string): string | null {
  const plain = text
    .normalize('NFC')
    // Controls, overrides of direction, joiners, private use, lone surrogates.
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length <= maxLength && drawable.test(plain) ? plain : null;
}
