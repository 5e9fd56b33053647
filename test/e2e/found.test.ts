import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, test } from 'vitest';
import { parseRobots } from '../../crawler/net/robots.ts';
import { isAllowed, type Robots } from '../../db/model/robots.ts';
import { locales } from '../../web/i18n/locales.ts';
import { notableServers } from '../support/notable-servers.ts';
import { chromiumPath } from './chromium.ts';
import { attributesOf } from './in-page.ts';
import { provideSite } from './site-tests.ts';

const site = provideSite('census');
const at = (path: string) => `${site().origin}${path}`;

/** The addresses that a sitemap, or a list of sitemaps, holds. */
async function addressesIn(address: string): Promise<readonly string[]> {
  const response = await fetch(address);
  expect([address, response.status, response.headers.get('content-type')]).toEqual([
    ...[address, 200],
    'application/xml; charset=utf-8',
  ]);
  using document = XmlDocument.fromBuffer(Buffer.from(await response.arrayBuffer()));
  const prefixes = { s: 'http://www.sitemaps.org/schemas/sitemap/0.9' };
  return document.root.find('*/s:loc', prefixes).map((node) => node.content);
}

const pathOf = (address: string) => new URL(address).pathname + new URL(address).search;

async function robots(): Promise<Robots> {
  return parseRobots(await (await fetch(at('/robots.txt'))).text(), 'anybody');
}

test('the sitemap lists every server that is there, in every language, and no other', async () => {
  const files = await addressesIn(at('/sitemap.xml'));
  expect(files).toHaveLength(1 + locales.length);
  for (const locale of locales) {
    const listed = await addressesIn(at(`/sitemaps/servers-${locale}-1.xml`));
    const csv = await (
      await fetch(at('/api/v1/instances.csv?status=up&status=failing&fields=domain'))
    ).text();
    const [, ...domains] = csv.trim().split('\r\n');
    expect(domains.length).toBeGreaterThan(30);
    expect(listed.toSorted()).toEqual(domains.map((domain) => at(`/${locale}/servers/${domain}`)).toSorted());
    expect(listed).not.toContain(at(`/${locale}/servers/${notableServers.gone}`));
  }
  expect((await fetch(at('/sitemaps/servers-en-2.xml'))).status).toBe(404);
  expect((await fetch(at('/sitemaps/nothing.xml'))).status).toBe(404);
});

test('robots may fetch every page that is listed, and none of those without number', async () => {
  const rules = await robots();
  const listed = [
    ...(await addressesIn(at('/sitemaps/pages.xml'))),
    ...(await addressesIn(at('/sitemaps/servers-fr-1.xml'))),
  ];
  expect(listed.filter((address) => !isAllowed(rules, pathOf(address)))).toEqual([]);
  expect(isAllowed(rules, '/en/servers?page=2')).toBe(true);
  for (const path of [
    '/en/servers?q=a',
    '/fr/choose?step=size',
    '/api/v1/instances',
    '/en/crawler/host?host=a.net',
  ])
    expect([path, isAllowed(rules, path)]).toEqual([path, false]);
});

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  test('every page of the sitemap is there, names itself as its own address, and may be listed', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    const pages = (await addressesIn(at('/sitemaps/pages.xml'))).filter((address) =>
      /\/en(\/|$)/.test(address),
    );
    expect(pages.length).toBeGreaterThan(8);
    for (const address of [...pages, at(`/fr/servers/${notableServers.largest}`)]) {
      const response = await page.goto(address);
      expect([address, response?.status()]).toEqual([address, 200]);
      expect([address, await attributesOf(page, 'link[rel="canonical"]', ['href'])]).toEqual([
        address,
        [[address]],
      ]);
      expect([address, await page.locator('meta[name="robots"]').count()]).toEqual([address, 0]);
      expect((await page.title()).length).toBeLessThanOrEqual(100);
      const [[description] = []] = await attributesOf(page, 'meta[name="description"]', ['content']);
      expect([address, (description?.length ?? 0) > 40]).toEqual([address, true]);
    }
  });

  test.for([
    '',
    '/choose',
    '/method',
    `/servers/${notableServers.largest}`,
    `/servers/${notableServers.bidi}`,
  ])('%s has a picture for those who share it, in each language', async (path) => {
    await using reader = await site().open({ runsScripts: false });
    for (const locale of ['en', 'fr']) {
      await reader.page.goto(at(`/${locale}${path}`));
      const [[address] = []] = await attributesOf(reader.page, 'meta[property="og:image"]', ['content']);
      const [[alt] = []] = await attributesOf(reader.page, 'meta[property="og:image:alt"]', ['content']);
      expect(alt?.length).toBeGreaterThan(20);
      const response = await fetch(address ?? '');
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
      expect((await response.bytes()).length).toBeGreaterThan(10_000);
    }
  });

  test.for([
    ['/en', 'WebSite'],
    ['/fr/growth', 'Dataset'],
    ['/en/data', 'Dataset'],
    [`/en/servers/${notableServers.markup}`, 'BreadcrumbList'],
  ] as const)('%s says that it is about a %s', async ([path, type]) => {
    await using reader = await site().open();
    await reader.page.goto(at(path));
    const text = await reader.page.locator('script[type="application/ld+json"]').textContent();
    expect(JSON.parse(text ?? '')).toMatchObject({ '@context': 'https://schema.org', '@type': type });
    expect(reader.offences).toEqual([]);
  });
});
