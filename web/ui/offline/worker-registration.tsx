'use client';

import { useEffect } from 'react';
import { cachePrefix } from '../../offline/kept-pages.ts';

/**
 * Has the browser take in the service worker that keeps pages for reading offline, where it knows such; or, where the
 * site offers none, takes it and what it kept away.
 */
export function WorkerRegistration({ isOffered }: { readonly isOffered: boolean }) {
  useEffect(() => {
    // Absent on addresses that are not secure.
    if (!('serviceWorker' in navigator)) return;
    const done = isOffered ? navigator.serviceWorker.register('/sw.js') : removeWorker();
    // A browser that refuses loses nothing but copies.
    done.catch(() => undefined);
  }, [isOffered]);
  return null;
}

/** The worker at `/sw.js` would do the same; a copy of an older page may have registered it anew meanwhile. */
async function removeWorker(): Promise<void> {
  for (const registration of await navigator.serviceWorker.getRegistrations())
    await registration.unregister();
  for (const name of await caches.keys()) if (name.startsWith(cachePrefix)) await caches.delete(name);
}
