import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  fateOfCopy,
  goesWith,
  isBuildFile,
  isFresh,
  isKeptPath,
  isOfflinePath,
  isPagePath,
  keptDays,
  keptPagesLimit,
  localeOfPath,
  pagesToDelete,
} from '../../../web/offline/kept-pages.ts';

const now = Date.parse('2026-11-29T12:00:00Z');
const dayMs = 86_400_000;
const answer = (
  status: number,
  contentType = 'text/html; charset=utf-8',
  type = 'basic',
  redirected = false,
) => fateOfCopy({ status, type, redirected, headers: new Headers({ 'content-type': contentType }) });

test.for(['/en', '/fr', '/en/servers', '/fr/servers/a.net', '/en/crawler', '/en/docs/api', '/en/removals'])(
  '%s is a page that may be kept',
  (path) => {
    expect([isPagePath(path), isKeptPath(path)]).toEqual([true, true]);
  },
);

test.for([
  '/en/crawler/host',
  '/fr/removal',
  '/en/removal/request',
  '/en/offline',
  '/fr/manifest.webmanifest',
  '/api/v1/instances',
  '/data/growth.csv',
  '/exports/2026-11-28/instances.csv',
  '/feeds/new-servers.atom',
  '/sw.js',
  '/',
  '/sv/servers',
  '/_next/static/chunks/a.js',
  '//evil.net/en',
])('%s is never kept as a page', (path) => {
  expect(isKeptPath(path)).toBe(false);
});

test('downloads, feeds and the API are none of the worker’s business', () => {
  for (const path of [
    '/api/v1/instances',
    '/data/growth.csv',
    '/exports/a',
    '/feeds/a.atom',
    '/sw.js',
    '/icon.svg',
  ])
    expect([path, isPagePath(path), isBuildFile(path)]).toEqual([path, false, false]);
  expect(isPagePath('/')).toBe(true);
  expect(isOfflinePath('/fr/offline')).toBe(true);
  expect(isOfflinePath('/sv/offline')).toBe(false);
  expect(localeOfPath('/fr/servers')).toBe('fr');
  expect(localeOfPath('/constructor')).toBeNull();
});

test('only a whole HTML document of the site itself becomes a copy', () => {
  expect(answer(200)).toBe('keep');
  expect(answer(200, 'text/csv')).toBe('leave');
  expect(answer(200, 'text/html', 'opaque')).toBe('leave');
  expect(answer(200, 'text/html', 'cors')).toBe('leave');
  expect(answer(206)).toBe('leave');
});

test('what is gone, or leads elsewhere, ends its copy; a failure does not', () => {
  for (const status of [404, 410, 301, 307, 308])
    expect([status, answer(status)]).toEqual([status, 'delete']);
  expect(answer(0, '', 'opaqueredirect')).toBe('delete');
  expect(answer(200, 'text/html', 'basic', true)).toBe('delete');
  for (const status of [500, 502, 503, 429]) expect([status, answer(status)]).toEqual([status, 'leave']);
});

test('a copy is shown for seven days, and not when its age cannot be known', () => {
  expect(isFresh({ keptAt: now }, now)).toBe(true);
  expect(isFresh({ keptAt: now - keptDays * dayMs + 1 }, now)).toBe(true);
  expect(isFresh({ keptAt: now - keptDays * dayMs }, now)).toBe(false);
  expect(isFresh({ keptAt: now + 1 }, now)).toBe(false);
  expect(isFresh({ keptAt: Number.NaN }, now)).toBe(false);
});

test('the newest pages stay, at most forty, none of them too old', () => {
  const ages = fc.array(fc.oneof(fc.integer({ min: -1000, max: 10 * dayMs }), fc.constant(Number.NaN)), {
    maxLength: 120,
  });
  fc.assert(
    fc.property(ages, (all) => {
      const pages = all.map((age, index) => ({ url: `https://a.net/en/${index}`, keptAt: now - age }));
      const gone = new Set(pagesToDelete(pages, now));
      const staying = pages.filter(({ url }) => !gone.has(url));
      const fresh = pages.filter((page) => isFresh(page, now));
      expect(staying.length).toBe(Math.min(fresh.length, keptPagesLimit));
      expect(staying.every((page) => isFresh(page, now))).toBe(true);
      const oldest = Math.min(...staying.map(({ keptAt }) => keptAt));
      for (const page of fresh) if (gone.has(page.url)) expect(page.keptAt).toBeLessThanOrEqual(oldest);
    }),
  );
});

const gone = new URL('https://census.net/en/servers/a.net');
const pageAt = (path: string, html = '') => ({ url: new URL(path, gone), html });

test('a server that is gone goes in every language, and with the lists that lead to it', () => {
  expect(goesWith(gone, pageAt('/en/servers/a.net'))).toBe(true);
  expect(goesWith(gone, pageAt('/fr/servers/a.net?from=2026-01-01'))).toBe(true);
  expect(goesWith(gone, pageAt('/fr/servers', '<a href="/fr/servers/a.net">A</a>'))).toBe(true);
  expect(goesWith(gone, pageAt('/fr/servers', '<a href="/fr/servers/a.net.uk">A</a>'))).toBe(false);
  expect(goesWith(gone, pageAt('/fr/servers', '/servers/a.net.uk /servers/a.net?x'))).toBe(true);
  expect(goesWith(gone, pageAt('/en/servers/b.net', 'a.net'))).toBe(false);
});

test('a list whose page is gone goes alone', () => {
  const list = new URL('https://census.net/en/servers?page=9');
  expect(goesWith(list, pageAt('/en/servers?page=9'))).toBe(true);
  expect(goesWith(list, pageAt('/en/servers'))).toBe(false);
  expect(goesWith(list, pageAt('/en', '<a href="/en/servers?page=9">'))).toBe(false);
});
