import { isLocale, type Locale } from '../i18n/locales.ts';

/** What a reader's device keeps of the site, for how long, and what takes it away again. Pure. */

/** Names of the site's caches begin with it, before the version that filled them. */
export const cachePrefix = 'fedicensus ';
/** Pages that are kept; the newest stay. */
export const keptPagesLimit = 40;
/** After so many days a copy is no longer shown. */
export const keptDays = 7;
/** Files of the build that are kept; a page needs about a dozen. */
export const buildFilesLimit = 200;
/** How long a page is waited for when there is a copy of it, in milliseconds. */
export const patienceMs = 4_000;
/** Longer documents are not kept, in UTF-16 units; the longest page of the site has a tenth of it. */
export const pageLengthLimit = 3_000_000;

const dayMs = 86_400_000;

/** The language of an address of a page: `/fr/servers` is French. Null: it begins with none of ours. */
export function localeOfPath(pathname: string): Locale | null {
  const [, first = ''] = pathname.split('/', 2);
  return isLocale(first) ? first : null;
}

/** Whether an address leads to a page: the home page, or below a language. */
export function isPagePath(pathname: string): boolean {
  return pathname === '/' || localeOfPath(pathname) !== null;
}

/** Whether an address is the page that stands in for pages that were not kept. */
export function isOfflinePath(pathname: string): boolean {
  return /^\/[^/]+\/offline$/.test(pathname) && localeOfPath(pathname) !== null;
}

/** Pages about the affairs of one admin, and the page about kept pages itself: never kept as pages that were read. */
const unkept = /^\/[^/]+\/(?:crawler\/host|removal|offline|manifest\.webmanifest)(?:\/|$)/;

/** Whether the page at an address may be kept at all. Downloads, feeds and the API have addresses without a language. */
export function isKeptPath(pathname: string): boolean {
  return localeOfPath(pathname) !== null && !unkept.test(pathname);
}

/** Whether an address is a file of the build: its name changes with its content. */
export function isBuildFile(pathname: string): boolean {
  return pathname.startsWith('/_next/static/');
}

/** What an answer means for the copy of its page. */
export type PageFate = 'keep' | 'delete' | 'leave';

/** What decides over a copy, as a `Response` has it. */
export interface PageAnswer {
  readonly status: number;
  /** `opaqueredirect`: it leads elsewhere, and a browser tells a worker no more. */
  readonly type: string;
  /** Whether other addresses lie between the one that was asked and this answer. */
  readonly redirected: boolean;
  readonly headers: { get(name: string): string | null };
}

/** Whether an answer of the site becomes the copy of its page, ends it, or says nothing about it, as a failure does. */
export function fateOfCopy({ status, type, redirected, headers }: PageAnswer): PageFate {
  if (type === 'opaqueredirect' || redirected || (status >= 300 && status < 400)) return 'delete';
  if (status === 404 || status === 410) return 'delete';
  const isDocument = /^text\/html\b/i.test(headers.get('content-type') ?? '');
  return status === 200 && type === 'basic' && isDocument ? 'keep' : 'leave';
}

/** A page that is kept. */
export interface KeptPage {
  /** Whole, without a fragment. */
  readonly url: string;
  /** When the site gave it, in milliseconds since 1970; NaN when that is not known. */
  readonly keptAt: number;
}

/** Whether a copy may still be shown. One from the future has no age that could be trusted. */
export function isFresh({ keptAt }: Pick<KeptPage, 'keptAt'>, now: number): boolean {
  return now >= keptAt && now - keptAt < keptDays * dayMs;
}

/** Pages that have to go: those that are too old, and all but the newest {@link keptPagesLimit}. */
export function pagesToDelete(pages: readonly KeptPage[], now: number): readonly string[] {
  const staying = pages
    .filter((page) => isFresh(page, now))
    .toSorted((a, b) => b.keptAt - a.keptAt)
    .slice(0, keptPagesLimit);
  return pages.filter((page) => !staying.includes(page)).map(({ url }) => url);
}

/**
 * Whether a kept page has to go because another is no longer there: it is the same page in whatever language, and with
 * whatever query when the gone one had none; or it leads to a server that is gone, as a list does.
 *
 * @param gone address that was answered with 404, 410 or a redirect.
 * @param page a kept page with its HTML.
 */
export function goesWith(gone: URL, page: { readonly url: URL; readonly html: string }): boolean {
  const below = belowLocale(gone);
  const isSame = belowLocale(page.url) === below && (gone.search === '' || gone.search === page.url.search);
  return isSame || (/^\/servers\/[^/]+$/.test(below) && leadsTo(page.html, below));
}

const belowLocale = ({ pathname }: URL) => pathname.replace(/^\/[^/]+/, '');

/** Whether HTML holds a path of a server that does not go on with more of a name: `/servers/a.net`, not `/servers/a.net.uk`. */
function leadsTo(html: string, path: string): boolean {
  const ends = html.split(path).slice(1);
  return ends.some((end) => !/^[\w.%-]/.test(end));
}
