import type { Locale } from '../../i18n/locales.ts';
import type { ListedPage } from '../kept-list.ts';
import {
  buildFilesLimit,
  cachePrefix,
  fateOfCopy,
  goesWith,
  isFresh,
  isKeptPath,
  type KeptPage,
  localeOfPath,
  pageLengthLimit,
  pagesToDelete,
} from '../kept-pages.ts';
import { buildFilesOf, markCopy, titleOf } from '../page-text.ts';

/** Header of a copy: when it was kept, in milliseconds since 1970. */
const keptAtHeader = 'x-fedicensus-kept-at';
/** They describe how the answer travelled, or to whom else it may be given; a copy does neither. */
const headersOfTransport = ['content-encoding', 'content-length', 'transfer-encoding', 'vary'];

/**
 * The caches of one version of the worker: pages, files of the build, offline pages by language.
 *
 * @param version changes with the sources of the site.
 * @param now milliseconds since 1970.
 */
export function openKeptStore(version: string, now: () => number) {
  const names = {
    pages: `${cachePrefix}${version} pages`,
    build: `${cachePrefix}${version} build`,
    texts: `${cachePrefix}${version} texts`,
  };

  /** What an answer of the site means for the copy of its page. Never fails: a full device keeps nothing. */
  async function take(url: URL, answer: Response): Promise<void> {
    try {
      const fate = fateOfCopy(answer);
      if (fate === 'delete') await deleteWith(url);
      if (fate === 'keep' && isKeptPath(url.pathname)) await keep(url, answer);
    } catch {
      // Space that the browser does not give, or a connection that ended early.
    }
  }

  async function keep(url: URL, answer: Response): Promise<void> {
    const keptAt = now();
    const html = await answer.text();
    if (html.length > pageLengthLimit) return;
    const pages = await caches.open(names.pages);
    await pages.put(keyOf(url), copyOf(answer, markCopy(html, new Date(keptAt)), keptAt));
    await prune();
    await keepBuildFiles(buildFilesOf(html));
    const locale = localeOfPath(url.pathname);
    if (locale !== null) await keepOfflinePage(locale);
  }

  async function keepOfflinePage(locale: Locale): Promise<void> {
    const texts = await caches.open(names.texts);
    const path = offlinePathOf(locale);
    if ((await texts.match(path)) !== undefined) return;
    const answer = await fetch(path);
    if (fateOfCopy(answer) === 'keep') await texts.put(path, copyOf(answer, await answer.text(), now()));
  }

  async function keepBuildFiles(paths: readonly string[]): Promise<void> {
    const stored: Promise<unknown>[] = [];
    for (const path of paths) await buildFile(path, (storing) => stored.push(storing));
    await Promise.all(stored);
  }

  /**
   * A file of the build: the kept one, or the site's, which is then kept.
   *
   * @param waitUntil told of what goes on after the file has been given; it does not fail.
   */
  async function buildFile(path: string, waitUntil: (storing: Promise<unknown>) => void): Promise<Response> {
    const build = await caches.open(names.build);
    const kept = await build.match(path);
    if (kept !== undefined) return kept;
    const answer = await fetch(path);
    if (answer.status === 200 && answer.type === 'basic') {
      const storing = build.put(path, answer.clone()).then(() => pruneBuild(build));
      waitUntil(storing.catch(() => undefined));
    }
    return answer;
  }

  /** The copy of a page, or undefined. */
  async function find(url: URL): Promise<Response | undefined> {
    const pages = await caches.open(names.pages);
    const copy = await pages.match(keyOf(url));
    return copy !== undefined && isFresh({ keptAt: keptAtOf(copy) }, now()) ? copy : undefined;
  }

  /** Deletes a page that is gone, and what shows that it was there. */
  async function deleteWith(gone: URL): Promise<void> {
    const pages = await caches.open(names.pages);
    for (const { url } of await list(pages)) {
      const copy = await pages.match(url);
      if (copy !== undefined && goesWith(gone, { url: new URL(url), html: await copy.text() }))
        await pages.delete(url);
    }
  }

  /** Deletes what is too old or too much. */
  async function prune(): Promise<void> {
    const pages = await caches.open(names.pages);
    for (const url of pagesToDelete(await list(pages), now())) await pages.delete(url);
  }

  /** Kept pages with their titles. */
  async function listed(): Promise<readonly ListedPage[]> {
    await prune();
    const pages = await caches.open(names.pages);
    const kept = await list(pages);
    return Promise.all(
      kept.map(async (page) => ({
        ...page,
        title: titleOf((await (await pages.match(page.url))?.text()) ?? ''),
      })),
    );
  }

  /** The offline page in a language, or in any that is kept; undefined: none is. */
  async function offlinePage(
    locale: Locale | null,
  ): Promise<{ response: Response; locale: Locale } | undefined> {
    const texts = await caches.open(names.texts);
    const wanted = locale === null ? undefined : await texts.match(offlinePathOf(locale));
    if (wanted !== undefined && locale !== null) return { response: wanted, locale };
    for (const { url } of (await texts.keys()).toReversed()) {
      const response = await texts.match(url);
      const found = localeOfPath(new URL(url).pathname);
      if (response !== undefined && found !== null) return { response, locale: found };
    }
    return;
  }

  /** Deletes the caches of other versions. */
  async function deleteOthers(): Promise<void> {
    const own: readonly string[] = Object.values(names);
    for (const name of await caches.keys())
      if (name.startsWith(cachePrefix) && !own.includes(name)) await caches.delete(name);
  }

  return { take, buildFile, find, listed, offlinePage, prune, deleteOthers };
}

/** Deletes all that the site has kept on this device. */
export async function deleteEverything(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(cachePrefix)) await caches.delete(name);
}

const offlinePathOf = (locale: Locale) => `/${locale}/offline`;

const keyOf = ({ origin, pathname, search }: URL) => `${origin}${pathname}${search}`;

const keptAtOf = ({ headers }: Response) => Number.parseInt(headers.get(keptAtHeader) ?? '', 10);

async function list(pages: Cache): Promise<readonly KeptPage[]> {
  const kept = await Promise.all(
    (await pages.keys()).map(async ({ url }) => ({ url, copy: await pages.match(url) })),
  );
  return kept.map(({ url, copy }) => ({ url, keptAt: copy === undefined ? Number.NaN : keptAtOf(copy) }));
}

async function pruneBuild(build: Cache): Promise<void> {
  // A cache lists what was put first before what was put later.
  const files = await build.keys();
  for (const file of files.slice(0, Math.max(0, files.length - buildFilesLimit))) await build.delete(file);
}

/** An answer with another body. Its Content Security Policy comes along: it names the nonce that stands in the HTML. */
function copyOf(answer: Response, html: string, keptAt: number): Response {
  const headers = new Headers(answer.headers);
  for (const name of headersOfTransport) headers.delete(name);
  headers.set(keptAtHeader, String(keptAt));
  return new Response(html, { headers });
}
