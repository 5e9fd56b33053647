import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase } from '../../db/client.ts';
import { cutText } from '../../db/model/text.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { directoryPageSize } from '../../web/data/directory.ts';
import {
  fillHostileCensus,
  hostileServers,
  hostileTexts,
  parsedServers,
  ruleListServers,
} from '../support/hostile-census.ts';
import { chromiumPath, launchChromium, openReader } from './chromium.ts';
import { visit } from './in-page.ts';
import { type ReadPage, readPage } from './page-structure.ts';
import { type Site, startSite } from './site.ts';
import { openPreparedDatabase } from './site-tests.ts';

/**
 * Every hostile text in every field that servers fill, on every page that shows it. Of pages that show one server, or few, each so-many-th
 * is looked at (the steps below), and with FEDICENSUS_LONG_TESTS=1 all of them (in the browser,
 * each sixth); lists are always read whole.
 */
const isLong = process.env.FEDICENSUS_LONG_TESTS === '1';
/** Without the shared data there are few enough to look at all. */
const isFew = hostileTexts.length < 100;
const step = (usual: number) => (isLong || isFew ? 1 : usual);
const everyNth = <Item>(items: readonly Item[], usual: number): readonly Item[] =>
  items.filter((_, index) => index % step(usual) === 0);

/** In milliseconds: the long test makes some ten thousand pages. */
const timeout = isLong ? 1_800_000 : 180_000;

let site: Site;
let db: CensusDatabase;
const stack = new AsyncDisposableStack();

beforeAll(async () => {
  const database = stack.use(await openPreparedDatabase('empty'));
  db = stack.use(createDatabase(database.url));
  await fillHostileCensus(db);
  site = stack.use(await startSite(database.url, { FEDICENSUS_DATA: database.dataFolder }));
});

afterAll(() => stack.disposeAsync());

const nonceIn = (policy: string | null) => /'nonce-([^']+)'/.exec(policy ?? '')?.[1] ?? 'none';

/** Asks for a page, and expects that it is made of our markup alone. */
async function look(path: string): Promise<ReadPage & { readonly path: string; readonly status: number }> {
  const url = `${site.origin}${path}`;
  const response = await fetch(url, { redirect: 'manual' });
  const nonce = nonceIn(response.headers.get('content-security-policy'));
  const page = readPage({ url, html: await response.text(), nonce });
  expect([path, page.offences]).toEqual([path, []]);
  return { ...page, path, status: response.status };
}

/** Two at a time: the site makes one while the other is read. */
async function lookAll(
  paths: readonly string[],
  check: (page: ReadPage & { readonly path: string; readonly status: number }) => void,
): Promise<void> {
  const waiting = paths.values();
  const work = async () => {
    for (const path of waiting) check(await look(path));
  };
  await Promise.all([work(), work()]);
}

/** As HTML gives it back: line ends are line feeds (HTML, preprocessing the input stream). */
const asRead = (text: string) => text.replace(/\r\n?/g, '\n');
/** As it stands in what is sent along: JSON, in which a text that begins like a reference has one sign more; long ones stand as they are. */
const asSent = (text: string) =>
  text.length < 1_024 ? JSON.stringify(text.startsWith('$') ? `$${text}` : text) : text;

const shows = (page: ReadPage, texts: readonly string[]) =>
  texts.filter((text) => !page.text.includes(asRead(text)));

/** Pages of the directory on which all of these servers stand. */
const listedPages = Math.ceil(
  (hostileServers.length + parsedServers.length + ruleListServers.length) / directoryPageSize,
);
const inEveryStatus = 'status=up&status=failing&status=gone&status=moved';
const comparePath = (domains: readonly string[]) =>
  `/en/compare?${domains.map((domain) => `server=${domain}`).join('&')}`;
const groupsOf = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

test('what a text could do to a page would be seen', () => {
  const url = 'https://census.invalid/en';
  const read = (body: string) => readPage({ url, html: `<!DOCTYPE html>${body}`, nonce: 'n' }).offences;
  for (const harmless of ['&lt;script>', '<a href="/en/servers">a</a>', '<p dir="auto">onerror=1</p>'])
    expect(read(harmless)).toEqual([]);
  for (const markup of [
    '<script>1</script>',
    '<script nonce="other" src="/_next/static/a.js"></script>',
    '<script nonce="n" src="https://evil.invalid/_next/static/a.js"></script>',
    '<script nonce="n">self.__next_f.push([1,"</script><script nonce="n">alert(1)//"])</script>',
    '<script nonce="n">self.__next_f.push([1,"a"]);alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<p onmouseover=1>',
    '<p style="color:red">',
    '<a href="javascript:alert(1)">',
    '<a href="//evil.invalid/">',
    '<a href="https://user:word@evil.invalid/">',
    '<link rel="stylesheet" href="https://evil.invalid/a.css">',
    '<form action="https://evil.invalid/">',
    '<button formaction="javascript:1">',
    '<svg><a xlink:href="javascript:1">',
    '<base href="//evil.invalid">',
    '<meta http-equiv="refresh" content="0">',
    '<iframe srcdoc="1">',
    '<template><b onclick=1></template>',
    '<math><mtext></mtext></math>',
  ])
    expect([markup, read(markup).length > 0]).toEqual([markup, true]);
});

test('cases 89, 90, 91, 92: a page of a server shows what it says as text, sends it along as text, has no picture of it, and links to no script', {
  timeout,
}, async () => {
  const sample = everyNth(hostileServers, 9);
  let withScripts = 0;
  const textOf = new Map(sample.map(({ domain, text }) => [`/en/servers/${domain}`, text]));
  await lookAll([...textOf.keys()], (page) => {
    const text = textOf.get(page.path) ?? '';
    expect([page.path, page.status]).toEqual([page.path, 200]);
    const inFields = [
      text,
      `javascript:${text}`,
      `data:text/html,${text}`,
      `Be kind to others here, ${text}, `,
    ];
    // Long ones are folded after their beginning, and of two wordings only what changed is shown.
    if (text.length < 300) expect([page.path, shows(page, inFields)]).toEqual([page.path, []]);
    expect(page.title).toBe(asRead(`${text} · rules and figures`));
    // A page without a chart sends nothing along.
    if (page.sentAlong !== '') {
      expect([page.path, page.sentAlong.includes(asSent(text))]).toEqual([page.path, true]);
      withScripts += 1;
    }
    for (const link of page.links) expect(link).not.toMatch(/^\s*(?:javascript|data|vbscript):/i);
  });
  expect(withScripts).toBeGreaterThan(0);
});

test('case 89: what our parsers leave of such texts is text, too', { timeout }, async () => {
  const sample = everyNth(parsedServers, 37).map(({ domain }) => `/en/servers/${domain}`);
  await lookAll(sample, (page) => expect([page.path, page.status]).toEqual([page.path, 200]));
});

test('case 89: lists of rules that are nothing but such texts, and how each has changed', {
  timeout,
}, async () => {
  for (const { domain, texts } of ruleListServers) {
    const page = await look(`/en/servers/${domain}`);
    const short = texts.filter((text) => text.length < 300);
    expect([page.path, shows(page, short)]).toEqual([page.path, []]);
  }
});

test('case 89: the directory shows all of these servers, as cards and as a table', { timeout }, async () => {
  const pages = Array.from({ length: listedPages }, (_, index) => index + 1);
  const path = (page: number, view: string) =>
    `/en/servers?${inEveryStatus}&sort=domain&page=${page}${view === 'cards' ? '' : `&view=${view}`}`;
  const found = new Set<string>();
  await lookAll(
    pages.map((page) => path(page, 'cards')),
    ({ text, status, links }) => {
      expect(status).toBe(200);
      for (const link of links)
        for (const [, index] of link.matchAll(/\/servers\/p(\d+)\.hostile\.social$/g)) {
          const said = hostileTexts[Number(index)] ?? '';
          expect(text).toContain(asRead(cutText(said, 80)));
          found.add(said);
        }
    },
  );
  expect(hostileTexts.filter((text) => !found.has(text))).toEqual([]);
  await lookAll(
    everyNth(pages, 4).map((page) => path(page, 'table')),
    ({ status }) => expect(status).toBe(200),
  );
});

test('case 89: the search over all rules shows each of these texts', { timeout }, async () => {
  const { rows } = await sql<{ text: string; servers: number }>`
    select text, count(distinct host_id)::integer as servers from rule join host using (host_id)
    where valid_to is null and status in ('up', 'failing') group by text order by servers desc`.execute(db);
  const short = rows.filter(({ text }) => text.length < 300);
  // Most stand with several servers each, and come first; of those that stand with one, the long test walks on to the end.
  const expected = (isLong ? short : short.filter(({ servers }) => servers > 1)).map(({ text }) => text);
  expect(expected.length).toBeGreaterThan(hostileTexts.length * 0.8);
  const waiting = new Set(expected);
  let path: string | undefined = '/en/rules';
  for (let pages = 0; path !== undefined && waiting.size > 0 && pages < rows.length / 20 + 1; pages += 1) {
    const page = await look(path);
    for (const text of waiting) if (page.text.includes(asRead(text))) waiting.delete(text);
    path = page.links.findLast((link) => /^\/en\/rules\?(?:.*&)?after=/.test(link));
  }
  expect([...waiting]).toEqual([]);
});

test('case 89: comparisons, visits and suggestions', { timeout }, async () => {
  const four = everyNth(groupsOf(hostileServers, 4), 9).map((group) =>
    comparePath(group.map(({ domain }) => domain)),
  );
  const failed = hostileServers.filter(({ fate }) => ['failing', 'gone', 'moved'].includes(fate));
  const visits = everyNth(failed, 12).map(({ domain }) => `/en/crawler/host?host=${domain}`);
  const choices = Array.from({ length: 6 }, (_, index) => `/en/choose?size=tiny&seed=k${index + 1}`);
  await lookAll([...four, ...visits, ...choices], (page) =>
    expect([page.path, page.status]).toEqual([page.path, 200]),
  );
});

test('case 89: what an address says is text on the page, too', { timeout }, async () => {
  const paths = everyNth(hostileTexts, 37).flatMap((text) => {
    const value = encodeURIComponent(text.slice(0, 500).toWellFormed());
    return [
      ...[`/en/servers?q=${value}&software=${value}&sort=${value}`, `/en/rules?q=${value}&topic=${value}`],
      ...[`/en/compare?server=${value}`, `/en/crawler/host?host=${value}`, `/en/removal?host=${value}`],
      ...[`/en/choose?language=${value}&seed=${value}`, `/en/${value}`, `/en/servers/${value}`],
    ];
  });
  await lookAll(paths, (page) => expect([page.path, page.status < 500]).toEqual([page.path, true]));
});

test('case 89: every other page, in a language that runs the other way, too', { timeout }, async () => {
  const pages = [
    '',
    '/growth',
    '/health',
    '/method',
    '/data',
    '/docs/api',
    '/style',
    '/first-steps',
    '/crawler',
  ];
  const localised = ['en', 'ar'].flatMap((locale) => pages.map((page) => `/${locale}${page}`));
  await lookAll([...localised, `/ar/servers/${hostileServers[40 % hostileServers.length]?.domain}`], (page) =>
    expect([page.path, page.status]).toEqual([page.path, 200]),
  );
});

test('case 108: none of all this is a failure, or a line of the log', () => {
  expect(site.log()).toBe('');
});

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
    stack.defer(() => browser.close());
  });

  /** Opens a page that tells of dialogs and of breaches of the policy, too. */
  async function openWary() {
    const reader = await openReader(browser, site.origin);
    const breaches: string[] = [];
    reader.page.on('dialog', (dialog) => {
      breaches.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    reader.page.on('popup', (popup) => breaches.push(`popup: ${popup.url()}`));
    await reader.page.exposeFunction('tellBreach', (breach: string) => void breaches.push(breach));
    await reader.page.addInitScript(`addEventListener('securitypolicyviolation', (event) =>
      tellBreach('policy: ' + event.violatedDirective + ' ' + event.blockedURI))`);
    return { ...reader, breaches, [Symbol.asyncDispose]: () => reader[Symbol.asyncDispose]() };
  }

  /** Opens folds, and does to every element what readers do: point at it, click on it, give it the focus. */
  const touchAll = (page: Page) =>
    page.evaluate(`(() => {
      document.querySelectorAll('details').forEach((fold) => { fold.open = true; });
      addEventListener('click', (event) => event.preventDefault());
      for (const element of document.querySelectorAll('main *'))
        for (const kind of ['mouseover', 'mouseenter', 'focus', 'click', 'error', 'load', 'toggle'])
          element.dispatchEvent(new Event(kind, { bubbles: kind !== 'error', cancelable: true }));
    })()`);

  const one = (index: number) => hostileServers[index % hostileServers.length]?.domain ?? '';
  const every = isLong ? 6 : Math.ceil(hostileServers.length / 7);
  const samples = hostileServers
    .filter((_, index) => index % every === 0)
    .map(({ domain }) => `/en/servers/${domain}`);

  test.for([
    '/en',
    '/en/growth',
    ...[0.01, 0.4, 0.9]
      .map((share) => Math.ceil(listedPages * share))
      .map((page) => `/en/servers?${inEveryStatus}&sort=domain&page=${page}`),
    `/en/servers?${inEveryStatus}&sort=domain&view=table&page=${listedPages}`,
    ...['/en/rules', `/en/rules?q=${encodeURIComponent('<script>alert(1)</script>')}`],
    ...everyNth(ruleListServers, 2).map(({ domain }) => `/en/servers/${domain}`),
    ...[0, 4, 300].map((first) => comparePath([0, 1, 2, 3].map((next) => one(first + next)))),
    ...['/en/choose?size=tiny&seed=k1', `/en/crawler/host?host=${one(4)}`],
    ...samples,
  ])('case 89: no script of a text runs on %s, and nothing is asked of anybody else', async (path) => {
    await using reader = await openWary();
    const { page } = reader;
    await visit(page, `${site.origin}${path}`);
    const { title } = await look(path);
    await touchAll(page);
    await sleep(100);
    expect(page.url()).toBe(new URL(path, site.origin).href);
    // What a window is called lacks some signs; a script would write into this element, too.
    expect(await page.locator('head > title').first().textContent()).toBe(title);
    expect(reader.breaches).toEqual([]);
    expect(reader.offences).toEqual([]);
  });

  test('what a script of a text would do would be noticed', async () => {
    await using reader = await openWary();
    const { page } = reader;
    await visit(page, `${site.origin}/en/method`);
    await page.evaluate(`document.querySelector('main').innerHTML =
      '<img src="https://evil.invalid/a.png"><p onclick="document.title=1">a</p><a href="javascript:1">b</a>'`);
    await touchAll(page);
    await expect.poll(() => reader.breaches).toContainEqual(expect.stringMatching(/^policy: script-src/));
    expect(reader.breaches).toContainEqual('policy: img-src https://evil.invalid/a.png');
    expect(reader.offences.length).toBeGreaterThan(0);
  });
});
