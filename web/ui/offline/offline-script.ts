import { formats } from '../../i18n/formats.ts';
import { cachePrefix } from '../../offline/kept-pages.ts';
import { keptMark } from '../../offline/page-text.ts';

/** Marks the notice of a copy, which is hidden until the script finds that the page is one. */
export const keptNotice = 'data-kept';

/**
 * Runs on every page, so it is a few lines and needs nothing else. Has the browser take in the service worker that keeps pages for reading
 * offline, where it knows such; or, where the site offers none, takes it and what it kept away: the worker at `/sw.js` would do the same, but a
 * copy of an older page may have registered it anew meanwhile. And on a page that a worker gave from what it had kept, shows that it is
 * a copy and of when.
 */
export function offlineScript(isOffered: boolean): string {
  return `(() => {
const register = () => navigator.serviceWorker.register('/sw.js');
const remove = async () => {
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
  for (const name of await caches.keys()) if (name.startsWith(${JSON.stringify(cachePrefix)})) await caches.delete(name);
};
// Absent on addresses that are not secure. A browser that refuses loses nothing but copies.
if ('serviceWorker' in navigator) addEventListener('load', () => { ${isOffered ? 'register' : 'remove'}().catch(() => {}); });
addEventListener('DOMContentLoaded', () => {
  const keptAt = document.querySelector('meta[name="${keptMark}"]')?.content;
  if (keptAt === undefined) return;
  const format = new Intl.DateTimeFormat(document.documentElement.lang, ${JSON.stringify(formats.dateTime.instant)});
  for (const notice of document.querySelectorAll('[${keptNotice}]')) {
    for (const time of notice.querySelectorAll('time')) {
      time.dateTime = keptAt;
      time.textContent = format.format(new Date(keptAt));
    }
    notice.hidden = false;
  }
});
})();`;
}
