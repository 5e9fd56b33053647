import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase } from '../../db/client.ts';
import { notableServers } from '../support/notable-servers.ts';
import { runCli } from '../support/run-cli.ts';
import { chromiumPath, launchChromium, openReader, type ReaderPage } from './chromium.ts';
import { attributesOf, axeFindings, documentWidth } from './in-page.ts';
import { type Site, type SiteDatabase, startSite } from './site.ts';
import { openPreparedDatabase } from './site-tests.ts';

/** One reader for all: what the browser keeps is what these tests are about. They run in order. */
let browser: Browser;
let database: SiteDatabase;
let site: Site | null = null;
let reader: ReaderPage;
let origin = '';
const stack = new AsyncDisposableStack();

beforeAll(async () => {
  if (chromiumPath === null) return;
  database = stack.use(await openPreparedDatabase('census'));
  stack.defer(() => stopSite());
  await start();
  browser = await launchChromium();
  stack.defer(() => browser.close());
  reader = stack.use(await openReader(browser, origin, { keepsPages: true, locale: 'en' }));
});

afterAll(() => stack.disposeAsync());

/** Starts the site, and the next time at the same address. */
async function start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
  const port = origin === '' ? '0' : new URL(origin).port;
  site = await startSite(database.url, { FEDICENSUS_DATA: database.dataFolder, PORT: port, ...settings });
  origin = site.origin;
}

async function stopSite(): Promise<void> {
  await site?.[Symbol.asyncDispose]();
  site = null;
}

const at = (path: string) => `${origin}${path}`;
const markupPage = `/en/servers/${notableServers.markup}`;

/** Paths in the caches whose name ends with a word: `pages`, `build`, `texts`. */
function keptPaths(page: Page, kind: string): Promise<readonly string[]> {
  return page.evaluate(`(async () => {
    const paths = [];
    for (const name of await caches.keys())
      if (name.startsWith('fedicensus ') && name.endsWith(' ${kind}'))
        for (const { url } of await (await caches.open(name)).keys()) paths.push(url.slice(location.origin.length));
    return paths;
  })()`);
}

const untilKept = (path: string) =>
  expect.poll(() => keptPaths(reader.page, 'pages'), { timeout: 20_000 }).toContain(path);

const notice = () => reader.page.getByRole('complementary', { name: 'A kept copy' });

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  test('the browser finds nothing wrong with the manifest of any language, and its icons are there', async () => {
    for (const locale of ['en', 'fr']) {
      await reader.page.goto(at(`/${locale}/offline`));
      await reader.page.goto(at(`/${locale}/method`));
      const [[href] = []] = await attributesOf(reader.page, 'link[rel="manifest"]', ['href']);
      expect(href).toBe(`/${locale}/manifest.webmanifest`);
      const session = await reader.page.context().newCDPSession(reader.page);
      const found = await session.send('Page.getAppManifest');
      expect([found.url, found.errors]).toEqual([at(`/${locale}/manifest.webmanifest`), []]);
      const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
      // In a private window nothing can be installed, and some browsers take the window of a test for one.
      const obstacles = installabilityErrors.map(({ errorId }) => errorId);
      expect(obstacles.filter((id) => id !== 'in-incognito')).toEqual([]);
      const answer = await reader.page.request.get(found.url);
      expect(answer.headers()['content-type']).toContain('application/manifest+json');
      const { icons, start_url, shortcuts } = (await answer.json()) as {
        readonly icons: readonly { readonly src: string; readonly type: string }[];
        readonly start_url: string;
        readonly shortcuts: readonly { readonly url: string }[];
      };
      for (const { src, type } of icons) {
        const icon = await reader.page.request.get(at(src));
        expect([src, icon.status(), icon.headers()['content-type']]).toEqual([src, 200, type]);
      }
      for (const path of [start_url, ...shortcuts.map(({ url }) => url)])
        expect([path, (await reader.page.request.get(at(path))).status()]).toEqual([path, 200]);
      const colours = await attributesOf(reader.page, 'meta[name="theme-color"]', ['media', 'content']);
      expect(colours).toEqual([
        ['(prefers-color-scheme: light)', '#e9efec'],
        ['(prefers-color-scheme: dark)', '#0d1513'],
      ]);
    }
  });

  test('a worker that comes empties what older ones kept, and keeps the page that it finds open', async () => {
    await reader.page.goto(at('/en/offline'));
    await reader.page.evaluate(`(async () => {
      await Promise.all((await navigator.serviceWorker.getRegistrations()).map((one) => one.unregister()));
      await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
      await (await caches.open('fedicensus 0 pages')).put('/en/old', new Response('old'));
      await (await caches.open('another')).put('/a', new Response('a'));
    })()`);
    await reader.page.goto(at('/en/method'));
    await untilKept('/en/method');
    const names = (await reader.page.evaluate('caches.keys()')) as readonly string[];
    expect(names).not.toContain('fedicensus 0 pages');
    expect(names).toContain('another');
    await expect.poll(() => keptPaths(reader.page, 'texts')).toEqual(['/en/offline']);
  });

  test('pages that are read are kept with the files that they need, and nothing else is', async () => {
    for (const path of ['/en', '/en/servers?q=moor', markupPage, '/fr/method']) {
      await reader.page.goto(at(path));
      await untilKept(path);
      expect(await notice().count()).toBe(0);
    }
    for (const path of [
      '/en/removal',
      `/en/removal?host=${notableServers.largest}`,
      `/en/crawler/host?host=${notableServers.largest}`,
      '/api/v1/health',
      '/en/nowhere',
    ])
      await reader.page.goto(at(path));
    await reader.page.goto(at('/en'));
    await reader.page.evaluate("fetch('/data/growth.csv').then((answer) => answer.text())");
    await expect.poll(() => keptPaths(reader.page, 'texts')).toEqual(['/en/offline', '/fr/offline']);
    const pages = await keptPaths(reader.page, 'pages');
    expect(new Set(pages)).toEqual(
      new Set(['/en', '/en/method', '/en/servers?q=moor', markupPage, '/fr/method']),
    );
    const files = await keptPaths(reader.page, 'build');
    expect(files.filter((path) => !path.startsWith('/_next/static/'))).toEqual([]);
    expect(files.some((path) => path.endsWith('.css'))).toBe(true);
    expect(files.some((path) => path.endsWith('.woff2'))).toBe(true);
    expect(reader.offences).toEqual([]);
  });

  test('while the site is away, a page that was read is there in its design, and says that it is a copy', async () => {
    await stopSite();
    const { page } = reader;
    for (const path of [markupPage, '/en/servers?q=moor', '/en']) {
      const response = await page.goto(at(path));
      expect([path, response?.status(), response?.fromServiceWorker()]).toEqual([path, 200, true]);
      // Only a script makes the notice: the kept policy still lets those of the kept page run, and no others.
      await notice().waitFor();
      const nonce = /'nonce-([^']+)'/.exec(
        (await response?.headerValue('content-security-policy')) ?? '',
      )?.[1];
      expect(await response?.text()).toContain(`nonce="${nonce}"`);
      expect(await notice().locator('time').textContent()).toMatch(/20\d\d.*\d\d:\d\d UTC$/);
      expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe(
        'rgb(233, 239, 236)',
      );
      expect(await page.locator('h1').count()).toBe(1);
    }
    await page.goto(at(markupPage));
    await notice().waitFor();
    expect(await page.title()).not.toBe('taken');
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await documentWidth(page)).toBe(320);
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(reader.offences).toEqual([]);
  });

  test('in place of a page that was not read, it says so in the language of the address and lists what was kept', async () => {
    const { page } = reader;
    const response = await page.goto(at('/fr/growth'));
    expect(response?.status()).toBe(503);
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    await page.getByText('Le site est injoignable pour le moment').waitFor();
    const hostile = page.getByRole('link', { name: '<script>document.title="taken"</script>' });
    expect(await hostile.getAttribute('href')).toBe(markupPage);
    expect(await page.locator('script, img').count()).toBe(0);
    expect(await page.locator('#kept-pages li').count()).toBe(5);
    expect(await axeFindings(page)).toEqual([]);
    expect(await documentWidth(page)).toBe(1280);
    await hostile.click();
    await page.waitForURL(at(markupPage));
    await notice().waitFor();
    await notice().getByRole('link', { name: 'All kept pages' }).click();
    await page.waitForURL(at('/en/offline'));
    expect(await page.getByText('The site cannot be reached').isVisible()).toBe(false);
    expect(await page.locator('#kept-pages li').count()).toBe(5);
    expect((await page.goto(at('/en/removal')))?.status()).toBe(503);
    expect(reader.offences).toEqual([]);
  });

  test('what the device keeps cannot be kept for longer than a week', async () => {
    await reader.page.evaluate(`(async () => {
      const name = (await caches.keys()).find((each) => each.endsWith(' pages'));
      const pages = await caches.open(name);
      const copy = await pages.match('/fr/method');
      const headers = new Headers(copy.headers);
      headers.set('x-fedicensus-kept-at', String(Date.now() - 7 * 86400000));
      await pages.put('/fr/method', new Response(await copy.text(), { headers }));
    })()`);
    expect((await reader.page.goto(at('/fr/method')))?.status()).toBe(503);
    expect(await keptPaths(reader.page, 'pages')).not.toContain('/fr/method');
  });

  test('a server that is forgotten goes from the device, and so do the lists that name it', async () => {
    await start();
    const { page } = reader;
    await page.goto(at(`/en/servers/${notableServers.largest}`));
    await untilKept(`/en/servers/${notableServers.largest}`);
    expect(await notice().count()).toBe(0);
    expect(await keptPaths(page, 'pages')).toContain('/en/servers?q=moor');
    const command = ['optout', notableServers.markup];
    const ended = await runCli(command, { DATABASE_URL: database.url, FEDICENSUS_DATA: database.dataFolder });
    expect(ended.code).toBe(0);
    await expect.poll(async () => (await page.goto(at(markupPage)))?.status()).toBe(404);
    await expect.poll(() => keptPaths(page, 'pages')).not.toContain(markupPage);
    const pages = await keptPaths(page, 'pages');
    expect(pages).not.toContain('/en/servers?q=moor');
    expect(pages).toContain(`/en/servers/${notableServers.largest}`);
    expect(reader.offences).toEqual([]);
  });

  test('a site that answers too late is stood in for by the copy', async () => {
    await stopSite();
    await start();
    await using db = createDatabase(database.url);
    const locked = Promise.withResolvers<void>();
    const seen = Promise.withResolvers<void>();
    const lock = db.transaction().execute(async (trx) => {
      await sql`lock table instance in access exclusive mode`.execute(trx);
      locked.resolve();
      await seen.promise;
    });
    await locked.promise;
    try {
      const response = await reader.page.goto(at(`/en/servers/${notableServers.largest}`));
      expect([response?.status(), response?.fromServiceWorker()]).toEqual([200, true]);
      await notice().waitFor();
    } finally {
      seen.resolve();
      await lock;
    }
  });

  test('an operator can take it all back: the worker goes, and all that it kept', async () => {
    await stopSite();
    await start({ FEDICENSUS_OFFLINE: '0' });
    const { page } = reader;
    // A page without script: nothing but the worker acts.
    await page.goto(at('/en/offline'));
    // A browser looks for a newer worker after every visit, once the one that it has is idle: this is without the wait.
    await page.evaluate('navigator.serviceWorker.ready.then((registration) => registration.update())');
    const registrations = () =>
      page.evaluate(`navigator.serviceWorker.getRegistrations().then((all) =>
        all.map(({ installing, waiting, active }) => [installing?.state, waiting?.state, active?.state]))`);
    await expect.poll(registrations).toEqual([]);
    expect(await page.evaluate('caches.keys()')).toEqual(['another']);
    // The same by a page, if a copy of an older one has brought a worker back.
    await page.evaluate(
      `caches.open('fedicensus 0 pages').then(() => navigator.serviceWorker.register('/sw.js'))`,
    );
    await page.goto(at('/en/method'));
    await expect.poll(() => page.evaluate('caches.keys()')).toEqual(['another']);
    await expect.poll(registrations).toEqual([]);
    expect(reader.offences).toEqual([]);
  });
});
