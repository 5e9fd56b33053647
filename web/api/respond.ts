import { dataLicence } from '../../db/model/data-licence.ts';
import { type ContentCoding, codingFor, formFor, type ListForm } from './negotiate.ts';
import { type Problem, toProblemBody } from './problem.ts';
import type { Coded, Representation } from './representation.ts';

/** Headers by name, in lower case. */
export type Headers = Readonly<Record<string, string>>;

/** Headers of every answer: readable from any page, never with credentials. */
const everywhere = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'Age, Cache-Status, ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, Retry-After',
  // Nothing that the API sends is a document; if a browser is made to show it, nothing in it may load or run.
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
} as const;

/** When a client may ask again after 503, in seconds: a database that restarts needs about that. */
const retryAfterSeconds = 10;
/** For how long caches may keep an answer from before, while the database is away. */
const staleMaxAgeSeconds = 10;

/** What of a request decides about the form of the answer. */
export interface Asking {
  readonly form: ListForm;
  readonly coding: ContentCoding;
  readonly ifNoneMatch: string | null;
  readonly ifModifiedSince: string | null;
}

/** Reads what a request says about the form of its answer; `header` gives a header's value by its name in lower case. */
export function readAsking(header: (name: string) => string | null | undefined): Asking {
  return {
    form: formFor(header('accept')),
    coding: codingFor(header('accept-encoding')),
    ifNoneMatch: header('if-none-match') ?? null,
    ifModifiedSince: header('if-modified-since') ?? null,
  };
}

/** Status, headers and body of an answer. */
export interface Answered {
  readonly status: 200 | 304;
  readonly headers: Headers;
  /** Null: none belongs to it. */
  readonly body: Buffer | null;
}

/** 200 with a body, or 304 when the reader has it already. */
export function answerWith(
  asking: Asking,
  {
    representation,
    coded,
    staleSeconds,
  }: {
    readonly representation: Representation;
    readonly coded: Coded;
    readonly staleSeconds: number | null;
  },
): Answered {
  const { bytes, coding, etag } = coded;
  const { lastModified, maxAgeSeconds } = representation;
  const headers = {
    ...aboutBody({
      ...representation,
      etag,
      maxAgeSeconds: staleSeconds === null ? maxAgeSeconds : staleMaxAgeSeconds,
    }),
    // RFC 9211: kept by us, and so many seconds beyond its time.
    ...(staleSeconds === null
      ? {}
      : {
          age: String(staleSeconds),
          'cache-status': `fedicensus; hit; ttl=-${staleSeconds}; detail=database-away`,
        }),
  };
  if (isUnchanged(asking, { etag, lastModified })) return { status: 304, headers, body: null };
  return {
    status: 200,
    headers: {
      ...headers,
      'content-type': representation.mediaType,
      'content-length': String(bytes.length),
      ...(coding === 'identity' ? {} : { 'content-encoding': coding }),
    },
    body: bytes,
  };
}

/** The headers that 200 and 304 share (RFC 9110, section 15.4.5). */
export function aboutBody(body: {
  /** Null: nobody can tell yet what the body will be. */
  readonly etag: string | null;
  readonly lastModified: Date | null;
  readonly maxAgeSeconds: number;
  readonly next: string | null;
}): Headers {
  const { etag, lastModified, maxAgeSeconds, next } = body;
  return {
    ...everywhere,
    ...(etag === null ? {} : { etag }),
    ...(lastModified === null ? {} : { 'last-modified': lastModified.toUTCString() }),
    // A figure a minute old is as good as new; while a new one is fetched, one of two minutes will do, and no older one:
    // a host that was forgotten must not live on in other people's caches.
    'cache-control':
      maxAgeSeconds === 0
        ? 'no-store'
        : `public, max-age=${maxAgeSeconds}, stale-while-revalidate=${maxAgeSeconds}`,
    vary: 'Accept, Accept-Encoding',
    link: `${next === null ? '' : `<${next}>; rel="next", `}<${dataLicence.url}>; rel="license"`,
  };
}

/**
 * Whether the reader has this body already (RFC 9110, section 13.2.2): by its tag, else by its time. Tags are compared
 * weakly: caches that pack bodies anew mark them so.
 */
export function isUnchanged(
  { ifNoneMatch, ifModifiedSince }: Asking,
  { etag, lastModified }: { readonly etag: string; readonly lastModified: Date | null },
): boolean {
  if (ifNoneMatch !== null) {
    if (ifNoneMatch === etag) return true;
    const strong = etag.replace(/^W\//, '');
    return ifNoneMatch
      .split(',')
      .some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === strong);
  }
  if (ifModifiedSince === null || lastModified === null) return false;
  // Header dates have whole seconds; what is no date is no condition.
  return Math.floor(lastModified.getTime() / 1000) * 1000 <= Date.parse(ifModifiedSince);
}

/** A problem as it goes out (RFC 9457). Never cached: most end when the reader or the database mends something. */
export function answerProblem(
  problem: Problem,
  path: string,
): { readonly status: Problem['status']; readonly headers: Headers; readonly body: string } {
  const body = JSON.stringify(toProblemBody(problem, path));
  return {
    status: problem.status,
    headers: {
      ...everywhere,
      'cache-control': 'no-store',
      ...(problem.status === 503 ? { 'retry-after': String(retryAfterSeconds) } : {}),
      ...(problem.status === 405 ? { allow: allowedMethods } : {}),
      'content-type': 'application/problem+json',
      'content-length': String(Buffer.byteLength(body)),
    },
    body,
  };
}

/** The headers of the answer to OPTIONS: which methods there are, and that any page may use them. */
export const optionsHeaders: Headers = {
  ...everywhere,
  allow: 'GET, HEAD, OPTIONS',
  'access-control-allow-methods': 'GET, HEAD, OPTIONS',
  'access-control-allow-headers': 'If-Modified-Since, If-None-Match',
  'access-control-max-age': '86400',
};

/** Everything is read only. */
const allowedMethods = 'GET, HEAD, OPTIONS';
