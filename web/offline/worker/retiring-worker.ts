import { deleteEverything } from './kept-store.ts';

/**
 * Takes the site's service worker away: given out at `/sw.js` in place of it when `FEDICENSUS_OFFLINE` is 0. A browser looks
 * for a newer worker after it has opened a page, once the one that it has is idle, so a device is rid of the old one
 * soon after its next visit.
 */
declare const self: ServiceWorkerGlobalScope;

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener('activate', (event) =>
  event.waitUntil(deleteEverything().then(() => self.registration.unregister())),
);
