import { fillOfflinePage } from '../kept-list.ts';
import {
  isBuildFile,
  isKeptPath,
  isOfflinePath,
  isPagePath,
  localeOfPath,
  patienceMs,
} from '../kept-pages.ts';
import { openKeptStore } from './kept-store.ts';

/**
 * The site's service worker (Service Workers, W3C), at `/sw.js`: keeps pages that were read, for when the site cannot be
 * reached. The site comes first always; a copy is shown when it does not answer, or not in time.
 *
 * Not made with Workbox: its strategies would serve, but here a 404 must take copies away, copies must say that they are
 * copies, and the page for pages that were not kept must list those that were; that is most of this code, and what would be left for Workbox
 * is larger than all of it.
 */
declare const self: ServiceWorkerGlobalScope;
/** Put in by the build (`web/offline/build-worker.ts`). */
declare const WORKER_VERSION: string;

const store = openKeptStore(WORKER_VERSION, () => Date.now());

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (isBuildFile(url.pathname))
    event.respondWith(store.buildFile(url.pathname, (storing) => event.waitUntil(storing)));
  else if (request.mode === 'navigate' && isPagePath(url.pathname)) event.respondWith(answerPage(event, url));
});

/** Empties what older versions kept, and keeps the pages that were opened before there was a worker to see it. */
async function takeOver(): Promise<void> {
  await store.deleteOthers();
  await store.prune();
  await self.clients.claim();
  for (const client of await self.clients.matchAll({ type: 'window' })) {
    const url = new URL(client.url);
    const answer = isKeptPath(url.pathname) ? await fetch(url).catch(() => null) : null;
    if (answer !== null) await store.take(url, answer);
  }
}

async function answerPage(event: FetchEvent, url: URL): Promise<Response> {
  const asked = fetch(event.request);
  // Before anybody reads the answer, and even when it comes too late to be shown.
  event.waitUntil(asked.then((answer) => store.take(url, answer.clone())).catch(() => undefined));
  const copy = await store.find(url);
  const answer = await firstOf(asked, copy === undefined ? null : patienceMs);
  if (answer !== null)
    return isOfflinePath(url.pathname) && answer.status === 200 ? filled(answer, url, false) : answer;
  return copy ?? standIn(url);
}

/** An answer, or null when it fails or takes longer than one can wait. */
async function firstOf(asked: Promise<Response>, waitMs: number | null): Promise<Response | null> {
  const answered = asked.catch(() => null);
  if (waitMs === null) return answered;
  return Promise.race([answered, new Promise<null>((resolve) => setTimeout(() => resolve(null), waitMs))]);
}

/** In place of a page that could not be had: the offline page in its language, with the status that is true. */
async function standIn(url: URL): Promise<Response> {
  const page = await store.offlinePage(localeOfPath(url.pathname));
  // As if there were no worker: the browser says it in its own words.
  if (page === undefined) return Response.error();
  return filled(page.response, new URL(`/${page.locale}/offline`, url), !isOfflinePath(url.pathname));
}

async function filled(answer: Response, url: URL, isUnreached: boolean): Promise<Response> {
  const locale = localeOfPath(url.pathname);
  if (locale === null) return answer;
  const headers = new Headers(answer.headers);
  headers.delete('content-encoding');
  headers.delete('content-length');
  const html = fillOfflinePage(await answer.text(), await store.listed(), { locale, isUnreached });
  return new Response(html, { status: isUnreached ? 503 : 200, headers });
}
