import { compile } from 'html-to-text';
import { cleanText } from '../../db/model/text.ts';

/** Enough for any honest description; html-to-text stops reading there. */
const maxHtmlLength = 50_000;

const convert = compile({
  wordwrap: false,
  limits: { maxInputLength: maxHtmlLength, maxDepth: 64, maxChildNodes: 2_000 },
  selectors: [
    // The words are the record; where links and pictures lead is the server's own business.
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'p', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
  ],
});

/** A tag, or a character reference: what tells HTML from a text that merely holds "<3" or "a & b". */
const looksLikeHtml = /<\/?[a-z][^<>]*>|&(#\d+|#x[0-9a-f]+|[a-z][a-z0-9]+);/i;

/**
 * Turns HTML into plain text with its line breaks, and leaves text that is no HTML as it is. Scripts and styles are
 * dropped, markup never survives as markup.
 *
 * @returns null when nothing readable is left.
 */
export function plainText(raw: string, maxLength: number): string | null {
  const bounded = raw.slice(0, maxHtmlLength);
  return cleanText(looksLikeHtml.test(bounded) ? convert(bounded) : bounded, maxLength);
}
