/** Limits of the texts we keep, in UTF-16 code units. What is longer is cut at a grapheme's end. */
export const textLimits = {
  name: 200,
  description: 5_000,
  rule: 5_000,
  /** A document that stands for rules: Lemmy's legal information may be long. */
  document: 20_000,
  message: 2_000,
  software: 64,
  version: 100,
  detail: 300,
} as const;

/** Graphemes are only looked for near the cut: a combining-mark flood must not cost a segmentation of it all. */
const cutWindow = 64;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Makes a foreign text safe to store and show: well-formed UTF-16 (PostgreSQL would replace lone surrogates), no NUL
 * (PostgreSQL refuses it) and no other control character but line feed and tab, bidi overrides removed (they
 * would reorder the page around them; isolates stay), CRLF as LF, trimmed, cut to `maxLength`.
 *
 * @returns null when nothing readable is left.
 */
export function cleanText(raw: string, maxLength: number): string | null {
  const cleaned = raw
    // Cut before any other work, with slack for what the cleaning removes.
    .slice(0, maxLength * 4)
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is the purpose.
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2028\u2029\ufeff]/g, '')
    .trim();
  return cleaned === '' ? null : cutText(cleaned, maxLength);
}

/** Cuts a text to at most `maxLength` code units without splitting a grapheme; adds an ellipsis when it cut. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const start = Math.max(0, maxLength - cutWindow);
  let end = start;
  for (const { index, segment } of graphemes.segment(text.slice(start, maxLength + cutWindow))) {
    if (start + index + segment.length > maxLength - 1) break;
    end = start + index + segment.length;
  }
  return `${text.slice(0, end).toWellFormed().trimEnd()}…`;
}

/**
 * A foreign text on one line: for names, versions and details, which end up in logs and table cells.
 *
 * @returns null when nothing readable is left.
 */
export function cleanLine(raw: string, maxLength: number): string | null {
  const text = cleanText(raw.slice(0, maxLength * 4), maxLength * 4);
  if (text === null) return null;
  return cutText(text.replace(/\s+/g, ' '), maxLength);
}
