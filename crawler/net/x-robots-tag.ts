import type { ResponseHeaders } from './headers.ts';
import { productToken } from './product-token.ts';

/** Directives that themselves contain a colon, and so do not name a crawler. */
const valuedDirectives: ReadonlySet<string> = new Set([
  'unavailable_after',
  'max-snippet',
  'max-image-preview',
  'max-video-preview',
]);

/**
 * Whether an answer asks not to be used: `noindex` or `none` in `X-Robots-Tag`, for everybody or for us by name. The
 * header may come several times; a crawler's name before a colon scopes what follows it, up to the next name.
 * Shape: developers.google.com/search/docs/crawling-indexing/robots-meta-tag.
 */
export function isNoindex(headers: ResponseHeaders, token: string = productToken): boolean {
  return (headers.get('x-robots-tag') ?? []).some((value) => valueSaysNoindex(value, token));
}

function valueSaysNoindex(value: string, token: string): boolean {
  let isForUs = true;
  for (const part of value.toLowerCase().split(',')) {
    const colon = part.indexOf(':');
    const name = part.slice(0, Math.max(colon, 0)).trim();
    const isScoped = colon !== -1 && !valuedDirectives.has(name);
    if (isScoped) isForUs = name === '*' || name === token;
    const directive = (isScoped ? part.slice(colon + 1) : part).trim();
    if (isForUs && (directive === 'noindex' || directive === 'none')) return true;
  }
  return false;
}
