import { once } from 'node:events';
import { get } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { notableServers } from '../support/notable-servers.ts';
import { chromiumPath } from './chromium.ts';
import { layoutShifts, visit, watchLayoutShifts } from './in-page.ts';
import { provideSite } from './site-tests.ts';

const site = provideSite('census', { FEDICENSUS_CONTACT: 'census@brightwater.net' });

const suggestions = '/choose?language=fr&language=en&sign_up=wait&rule_topic=spam&seed=k7';
const pages = {
  home: '',
  question: '/choose',
  suggestions,
  directory: '/servers',
  server: `/servers/${notableServers.largest}`,
  growth: '/growth',
  method: '/method',
} as const;

/** Loads a page, brings all of it into view, and weighs the scripts that came: compressed, in thousands of bytes. */
async function scriptsOf(page: Page, url: string): Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    const request = response.request();
    if (request.resourceType() !== 'script') return;
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await visit(page, url);
  await page.waitForLoadState('networkidle');
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000;
}

describe.skipIf(chromiumPath === null)('what a page weighs (skipped where no Chromium is installed)', () => {
  test.for([
    { name: 'home, with its charts', path: pages.home, most: 250 },
    { name: 'server, with its chart', path: pages.server, most: 250 },
    { name: 'question', path: pages.question, most: 160 },
    { name: 'suggestions', path: pages.suggestions, most: 160 },
    { name: 'directory', path: pages.directory, most: 160 },
    { name: 'server without a chart', path: `/servers/${notableServers.silent}`, most: 160 },
  ])('$name: at most $most KB of scripts', async ({ path, most }) => {
    await using reader = await site().open();
    expect(await scriptsOf(reader.page, `${site().origin}/en${path}`)).toBeLessThanOrEqual(most);
  });

  test.for([
    { name: 'question', path: pages.question },
    { name: 'suggestions', path: pages.suggestions },
    { name: 'directory', path: pages.directory },
    { name: 'server without a chart', path: `/servers/${notableServers.silent}` },
  ])(
    '$name: at most 100 KB of HTML, and no script of Next, which would have nothing to do',
    async ({ path }) => {
      const response = await fetch(`${site().origin}/en${path}`);
      const html = await response.text();
      expect(Buffer.byteLength(html) / 1000).toBeLessThanOrEqual(100);
      expect(html).not.toMatch(/<script[^>]* src=|__next_f/);
      expect(html).toContain('</html>');
    },
  );

  test('pages are packed on their way, for each reader as it can read them', async () => {
    const sizes = new Map<string, number>();
    for (const coding of ['identity', 'gzip', 'br']) {
      const headers = { 'accept-encoding': coding };
      const request = get(`${site().origin}/en/servers`, { headers });
      const [response] = await once(request, 'response');
      const used = response.headers['content-encoding'] ?? 'identity';
      expect([used, response.headers.vary]).toEqual([coding, expect.stringMatching(/accept-encoding/i)]);
      sizes.set(coding, (await buffer(response)).length);
    }
    const size = (coding: string) => sizes.get(coding) ?? Number.NaN;
    expect(size('gzip')).toBeLessThan(size('identity') / 3);
    expect(size('br')).toBeLessThan(size('gzip'));
  });

  test.for(Object.entries(pages))('%s: nothing moves on a phone, whatever comes late', async ([, path]) => {
    await using reader = await site().open({ width: 390 });
    await watchLayoutShifts(reader.page);
    await visit(reader.page, `${site().origin}/en${path}`);
    await reader.page.waitForLoadState('networkidle');
    expect(await layoutShifts(reader.page)).toEqual([]);
  });

  test('what does move is noticed', async () => {
    await using reader = await site().open({ width: 390 });
    await watchLayoutShifts(reader.page);
    await visit(reader.page, `${site().origin}/en/method`);
    await reader.page.evaluate("document.querySelector('main').style.paddingTop = '9rem'");
    await expect.poll(() => layoutShifts(reader.page)).not.toEqual([]);
  });
});
