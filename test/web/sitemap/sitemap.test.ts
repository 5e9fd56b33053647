import { XmlDocument } from 'libxml2-wasm';
import { expect, test } from 'vitest';
import { locales } from '../../../web/i18n/locales.ts';
import { listedPaths } from '../../../web/sitemap/listed-paths.ts';
import {
  formatSitemapFile,
  parseSitemapFile,
  serversPerFile,
  sitemapFiles,
} from '../../../web/sitemap/sitemap-files.ts';
import { toSitemap, toSitemapIndex } from '../../../web/sitemap/sitemap-xml.ts';
import { siteRoutes } from '../../e2e/surfaces.ts';
import { xssPayloads } from '../../support/hostile-texts.ts';

test('there is a file for the pages, and in each language one for so many servers', () => {
  expect(sitemapFiles(0)).toEqual([{ kind: 'pages' }]);
  expect(sitemapFiles(serversPerFile)).toHaveLength(1 + locales.length);
  expect(sitemapFiles(serversPerFile + 1)).toHaveLength(1 + 2 * locales.length);
});

test('the name of a file leads back to it, and other names to none', () => {
  for (const file of sitemapFiles(3 * serversPerFile))
    expect(parseSitemapFile(formatSitemapFile(file))).toEqual(file);
  for (const name of [
    '',
    'pages',
    'servers-xx-1.xml',
    'servers-en-0.xml',
    'servers-en-1.xml.gz',
    '../pages.xml',
  ])
    expect(parseSitemapFile(name)).toBeNull();
});

test('case 110: hostile addresses leave a sitemap well-formed', () => {
  const urls = xssPayloads().map((payload) => `https://census.example/?q=${payload}`);
  const alternates = Object.fromEntries(urls.map((url, index) => [`x-${index}`, url]));
  for (const text of [toSitemap(urls.map((url) => ({ url, alternates }))), toSitemapIndex(urls)]) {
    using document = XmlDocument.fromBuffer(Buffer.from(text));
    expect(document.root.namespaceUri).toBe('http://www.sitemaps.org/schemas/sitemap/0.9');
    expect(document.root.find('*').length).toBe(urls.length);
  }
});

test('every page that is always there is listed, or is one that search engines need not list', async () => {
  const notListed = ['/crawler/host', '/manifest.webmanifest', '/offline', '/style'];
  const fixed = (await siteRoutes()).flatMap((route) => {
    const [, path] = /^\/\[locale\](.*)$/.exec(route) ?? [];
    return path === undefined || path.includes('[') || path.endsWith('/request') ? [] : [path];
  });
  expect(fixed.toSorted()).toEqual([...listedPaths, ...notListed].toSorted());
});
