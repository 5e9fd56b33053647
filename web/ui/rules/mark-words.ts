/** A piece of a text: one of the words that were looked for, or what stands between them. */
export interface MarkedPiece {
  readonly text: string;
  readonly isMarked: boolean;
}

/** Pieces that a text is parted into at most; what comes after them is not marked. */
const maxPieces = 400;
/** Words stand without blanks between them in these scripts: there, any part of a text is found. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const letters = String.raw`[\p{L}\p{M}\p{N}]`;

/**
 * Finds in a text the words that a search over rules has looked for: whole words in any case, as the database finds them, and any
 * part in scripts without blanks and where no letter is looked for. The pieces make the text when put together. Pure.
 *
 * @param words what was looked for, parted at blanks.
 */
export function markWords(text: string, words: readonly string[]): readonly MarkedPiece[] {
  const patterns = words.flatMap(patternsOf);
  if (patterns.length === 0) return [{ text, isMarked: false }];
  // Longer ones first: of alternatives, the first that fits is taken.
  const wanted = new RegExp(patterns.toSorted((left, right) => right.length - left.length).join('|'), 'giu');
  const pieces: MarkedPiece[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(wanted)) {
    if (pieces.length >= maxPieces) break;
    if (index > end) pieces.push({ text: text.slice(end, index), isMarked: false });
    pieces.push({ text: found, isMarked: true });
    end = index + found.length;
  }
  return end < text.length ? [...pieces, { text: text.slice(end), isMarked: false }] : pieces;
}

/** "code-of-conduct" is looked for as its words; "!!!" as it is. */
function patternsOf(word: string): readonly string[] {
  if (unspaced.test(word)) return [escaped(word)];
  const parts = word.match(new RegExp(`${letters}+`, 'gu')) ?? [];
  return parts.length === 0
    ? [escaped(word)]
    : parts.map((part) => `(?<!${letters})${escaped(part)}(?!${letters})`);
}

/** For a pattern with the flag `u`, which knows no needless escapes. */
function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
