/** A long text in two pieces that make the whole when put together. */
export interface SplitText {
  readonly beginning: string;
  /** Empty when the text is short enough to be shown at once. */
  readonly rest: string;
}

/** Where a text may be parted, the best place first: between paragraphs, lines, sentences, words. */
const seams = [/\n\s*\n/g, /\n/g, /[.!?…。！？]["”’»)\]]?\s+|[。！？]/g, /\s+/g];
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Parts a text of more than `maxLength` UTF-16 code units after its beginning, which is about between one and two thirds
 * of `maxLength`: what is left is always worth a fold. Never inside a character. Pure.
 */
export function splitText(text: string, maxLength: number): SplitText {
  if (text.length <= maxLength) return { beginning: text, rest: '' };
  const limit = Math.floor((maxLength * 2) / 3);
  const at = withoutHeading(text, seamBefore(text, limit) ?? edgeBefore(text, limit));
  return { beginning: text.slice(0, at), rest: text.slice(at) };
}

/** A heading (of Markdown) belongs to what follows it. */
function withoutHeading(text: string, at: number): number {
  const heading = /(?<=\n)#{1,6} [^\n]*\s*$/.exec(text.slice(0, at));
  return heading?.index ?? at;
}

function seamBefore(text: string, limit: number): number | undefined {
  const earliest = Math.ceil(limit / 2);
  for (const seam of seams) {
    const ends = [...text.slice(0, limit).matchAll(seam)].map(({ 0: found, index }) => index + found.length);
    const last = ends.findLast((end) => end >= earliest);
    if (last !== undefined) return last;
  }
  return undefined;
}

/** The last edge between two characters as people see them; the limit itself for a single one without end. */
function edgeBefore(text: string, limit: number): number {
  const start = Math.max(0, limit - 64);
  const edges = Array.from(graphemes.segment(text.slice(start, limit + 64)), ({ index }) => start + index);
  return edges.findLast((edge) => edge > start && edge <= limit) ?? limit;
}
