/** A text in lines, and how large it is set. */
export interface FittedText {
  readonly lines: readonly string[];
  /** Pixels. */
  readonly size: number;
}

/** The space that a text has. */
export interface TextSpace {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Height of a line as a multiple of the size. */
  readonly lineHeight: number;
  /** Sizes to try, in pixels, the largest first. */
  readonly sizes: readonly number[];
}

/**
 * Sets a text as large as it fits; what does not fit in the smallest size ends in an ellipsis. Lines break where the
 * language lets them (UAX #14 through Intl.Segmenter: between words, in Japanese between any two of them).
 *
 * @param measure width of a text in pixels at a size.
 */
export function fitText(
  text: string,
  { width, height, lineHeight, sizes }: TextSpace,
  measure: (text: string, size: number) => number,
  locale: string,
): FittedText {
  const words = wordsOf(text, locale);
  for (const size of sizes) {
    const lines = breakLines(words, (line) => measure(line, size) <= width);
    if (lines.length * size * lineHeight <= height && lines.every((line) => measure(line, size) <= width))
      return { lines, size };
  }
  const size = sizes.at(-1) ?? 1;
  const fits = (line: string) => measure(line, size) <= width;
  const lines = breakLines(words, fits);
  return { size, lines: cutLines(lines, Math.max(1, Math.floor(height / (size * lineHeight))), fits) };
}

/** Parts between which a line may break, each with the blanks and signs that follow it. */
function wordsOf(text: string, locale: string): readonly string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of new Intl.Segmenter(locale, { granularity: 'word' }).segment(text)) {
    const last = words.at(-1);
    // A sign belongs to the word before it, and a word to the sign before it unless a blank stands between.
    if (last !== undefined && (isWordLike !== true || !/[\s\p{L}\p{N}\u3001\u3002]$/u.test(last)))
      words[words.length - 1] = last + segment;
    else words.push(segment);
  }
  return words;
}

function breakLines(words: readonly string[], fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && !fits((line + word).trimEnd())) {
      lines.push(line.trim());
      line = '';
    }
    line += word;
  }
  return [...lines, line.trim()].filter((each) => each !== '');
}

function cutLines(
  lines: readonly string[],
  maxLines: number,
  fits: (line: string) => boolean,
): readonly string[] {
  const kept = lines.slice(0, maxLines);
  return kept.map((line, index) => {
    const isCut = index === maxLines - 1 && lines.length > maxLines;
    return !isCut && fits(line) ? line : shorten(line, fits);
  });
}

/** As much of a line as fits with an ellipsis, by whole letters as people count them. */
function shorten(line: string, fits: (line: string) => boolean): string {
  const letters = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment);
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(`${letters.slice(0, middle).join('')}…`)) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join('').trimEnd()}…`;
}
