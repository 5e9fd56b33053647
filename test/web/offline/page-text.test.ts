import { expect, test } from 'vitest';
import { fillOfflinePage } from '../../../web/offline/kept-list.ts';
import { offlinePage } from '../../../web/offline/offline-page.ts';
import { buildFilesOf, markCopy, titleOf } from '../../../web/offline/page-text.ts';

const texts = {
  name: 'N',
  title: 'T',
  heading: 'H <b>',
  unreached: 'U',
  explanation: 'E & e',
  privacy: 'P',
  listHeading: 'L',
  none: 'O',
  retry: 'R',
  home: 'G',
};
const page = offlinePage({ locale: 'fr', nonce: 'abc', texts });
const keptAt = Date.parse('2026-11-28T09:05:00Z');

test('a title is read as text, whatever it says', () => {
  expect(titleOf('<head><title>A &amp; B &lt;script&gt; &quot;&#x27;</title>')).toBe('A & B <script> "\'');
  expect(titleOf('<title data-x="1">A</title><svg><title>B</title></svg>')).toBe('A');
  expect(titleOf('<p>none</p>')).toBe('');
  expect(titleOf('<title>&constructor; &amp;lt;</title>')).toBe('&constructor; &lt;');
  expect(titleOf(`<title>${'😀'.repeat(500)}</title>`)).toBe(`${'😀'.repeat(119)}…`);
  expect(titleOf(`<title>${'😀'.repeat(120)}</title>`)).toBe('😀'.repeat(120));
});

test('the files of the build that a page names are found once each, and no other address', () => {
  const html = `<script src="/_next/static/chunks/a-1.js"></script><link href="/_next/static/chunks/b~2.css">
    "/_next/static/media/c.d.woff2" /_next/static/chunks/a-1.js /_next/static/../../api/x.js /api/v1/a.js`;
  expect(buildFilesOf(html)).toEqual([
    '/_next/static/chunks/a-1.js',
    '/_next/static/chunks/b~2.css',
    '/_next/static/media/c.d.woff2',
  ]);
  const many = Array.from({ length: 500 }, (_, index) => `/_next/static/${index}.js`).join(' ');
  expect(buildFilesOf(many)).toHaveLength(80);
});

test('a copy is marked in its head, and is else as it was', () => {
  const html = '<html><head><title>A</title></head><body></head></body></html>';
  expect(markCopy(html, new Date(keptAt))).toBe(
    '<html><head><title>A</title><meta name="kept-at" content="2026-11-28T09:05:00.000Z"/></head><body></head></body></html>',
  );
});

test('the offline page needs nothing but itself, and lists nothing by itself', () => {
  expect(page).not.toMatch(/<script|<link|src=|url\(| style=/);
  expect(page).toContain('<h1>H &lt;b&gt;</h1>');
  expect(page).toContain('<ul id="kept-pages"></ul>');
  expect(page).toContain('<p id="unreached" hidden>');
});

test('it lists kept pages, the newest first, with titles as text however hostile', () => {
  const title = `</bdi><img src=x onerror="alert(1)"> $& $1 $\` '`;
  const filled = fillOfflinePage(
    page,
    [
      { url: 'https://census.net/fr/servers/a.net?x=%22%3E', title, keptAt },
      { url: 'https://census.net/en', title: '', keptAt: keptAt + 60_000 },
    ],
    { locale: 'fr', isUnreached: true },
  );
  expect(filled).not.toContain('<img');
  expect(filled).toContain("&lt;/bdi&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt; $&amp; $1 $` '</bdi>");
  expect([...filled.matchAll(/<li lang="(\w+)"><a href="([^"]*)">/g)].map(([, ...found]) => found)).toEqual([
    ['en', '/en'],
    ['fr', '/fr/servers/a.net?x=%22%3E'],
  ]);
  expect(filled).toContain('<bdi>/en</bdi>');
  expect(filled).toContain('datetime="2026-11-28T09:05:00.000Z">28 novembre 2026');
  expect(filled).toContain('<p id="unreached">');
});

test('at its own address it does not say that the site is away', () => {
  expect(fillOfflinePage(page, [], { locale: 'fr', isUnreached: false })).toBe(page);
});
