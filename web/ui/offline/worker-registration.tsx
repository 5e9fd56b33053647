'use client';

import { useEffect } from 'react';

/** Has the browser take in the service worker that keeps pages for reading offline, where it knows such. */
export function WorkerRegistration() {
  useEffect(() => {
    // Absent on addresses that are not secure. A browser that refuses loses nothing but copies.
    if ('serviceWorker' in navigator) navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  }, []);
  return null;
}
