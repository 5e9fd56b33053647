import { createHash } from 'node:crypto';
import { type Problem, toProblemBody } from './problem.ts';

/** Headers of every answer: readable from any page, never with credentials. */
const everywhere = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Link, Retry-After',
  // Nothing that the API sends is a document; if a browser is made to show it, nothing in it may load or run.
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
} as const;

/** When a client may ask again after 503, in seconds: a database that restarts needs about that. */
const retryAfterSeconds = 10;

/** What of a request decides about the form of the answer. */
export interface Asking {
  readonly path: string;
  readonly ifNoneMatch: string | null;
}

/** A body as bytes go: its text, and the strong tag of exactly these bytes. */
export interface Rendered {
  readonly text: string;
  readonly mediaType: string;
  readonly etag: string;
  /** Where the list goes on, for the Link header (RFC 8288); null: it does not, or is no list. */
  readonly next: string | null;
}

/** Computes the tag of a body: 27 characters of base64url hold 160 bits of SHA-256. */
export function render(text: string, mediaType: string, next: string | null = null): Rendered {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  return { text, mediaType, etag, next };
}

/** 200 with a body, or 304 when the reader has these very bytes already (RFC 9110, section 13.1.2). */
export function respondWith(asking: Asking, rendered: Rendered, maxAgeSeconds: number): Response {
  const { text, mediaType, etag, next } = rendered;
  const headers = {
    ...everywhere,
    etag,
    // A figure a minute old is as good as new; while a new one is fetched, one of two minutes will do, and no older one:
    // a host that was forgotten must not live on in other people's caches.
    'cache-control':
      maxAgeSeconds === 0
        ? 'no-store'
        : `public, max-age=${maxAgeSeconds}, stale-while-revalidate=${maxAgeSeconds}`,
    ...(next === null ? {} : { link: `<${next}>; rel="next"` }),
  };
  if (matches(asking.ifNoneMatch, etag)) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, ...content(mediaType, text) } });
}

/** The answer to a problem (RFC 9457). Never cached: most end when the reader or the database mends something. */
export function respondProblem(
  asking: Pick<Asking, 'path'>,
  problem: Problem,
  extra: Readonly<Record<string, string>> = {},
): Response {
  const text = JSON.stringify(toProblemBody(problem, asking.path));
  return new Response(text, {
    status: problem.status,
    headers: {
      ...everywhere,
      'cache-control': 'no-store',
      ...(problem.status === 503 ? { 'retry-after': String(retryAfterSeconds) } : {}),
      ...extra,
      ...content('application/problem+json', text),
    },
  });
}

/** The answer to OPTIONS: which methods there are, and that any page may use them. */
export function respondOptions(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...everywhere,
      allow: allowedMethods,
      'access-control-allow-methods': allowedMethods,
      'access-control-allow-headers': 'If-None-Match',
      'access-control-max-age': '86400',
    },
  });
}

/** Everything is read only. */
export const allowedMethods = 'GET, HEAD, OPTIONS';

/** HEAD answers with GET's headers; without its length written here it would have none. */
function content(type: string, text: string): Readonly<Record<string, string>> {
  return { 'content-type': type, 'content-length': String(Buffer.byteLength(text)) };
}

/** Weak comparison, as If-None-Match wants it: caches that compress may have marked the tag as weak. */
function matches(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
