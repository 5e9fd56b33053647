import { describe, expect, test } from 'vitest';
import { feedNames } from '../../web/feeds/feed.ts';
import { notableServers } from '../support/notable-servers.ts';
import { jsonFeedSchema, readAtom } from '../web/feeds/read-feeds.ts';
import { chromiumPath } from './chromium.ts';
import { attributesOf, follow } from './in-page.ts';
import { provideSite } from './site-tests.ts';

const site = provideSite('census', { FEDICENSUS_SIMULATED: '1' });
const at = (path: string) => `${site().origin}${path}`;

const feedsOfPages = {
  '': ['new-servers', 'closed-servers'],
  '/servers': ['new-servers', 'closed-servers'],
  '/method': ['method-changes'],
  '/data': feedNames,
  [`/servers/${notableServers.rewritten}`]: [`servers/${notableServers.rewritten}/rules`],
  '/growth': [],
} as const;

async function expectFeed(address: string): Promise<void> {
  const response = await fetch(address);
  expect([address, response.status, response.headers.get('x-frame-options')]).toEqual([address, 200, 'DENY']);
  const text = await response.text();
  const title = address.endsWith('.atom')
    ? readAtom(text).title
    : jsonFeedSchema.parse(JSON.parse(text)).title;
  expect(title).toContain('simulated data');
}

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  test('pages name the feeds that concern them, in the language of the reader, and they are there', async () => {
    await using reader = await site().open({ runsScripts: false });
    for (const locale of ['en', 'fr'])
      for (const [path, names] of Object.entries(feedsOfPages)) {
        await reader.page.goto(at(`/${locale}${path}`));
        const links = await attributesOf(reader.page, 'link[rel="alternate"][type]', ['type', 'href']);
        expect([path, links.toSorted()]).toEqual([
          path,
          [
            ...names.map((name) => ['application/atom+xml', at(`/feeds/${name}.atom`)]),
            ...names.map((name) => ['application/feed+json', at(`/feeds/${name}.json`)]),
          ].toSorted(),
        ]);
        if (locale === 'en') for (const [, href = ''] of links) await expectFeed(href ?? '');
      }
    await reader.page.goto(at('/fr/method'));
    const [[title] = []] = await attributesOf(reader.page, 'link[rel="alternate"][type]', ['title']);
    expect(title).toBe('Changements de méthode');
  });

  test('the footer leads to the list of feeds, and each of its links to a feed', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en'));
    await follow(page, page.getByRole('contentinfo').getByRole('link', { name: 'Feeds' }));
    expect(page.url()).toBe(at('/en/data#feeds'));
    const links = await attributesOf(page, '#feeds a', ['href']);
    expect(links.flat()).toEqual(feedNames.flatMap((name) => [`/feeds/${name}.atom`, `/feeds/${name}.json`]));
    for (const [href] of links) await expectFeed(at(href ?? ''));
  });

  test('the feed of a server tells the changes that its page shows', async () => {
    const response = await fetch(at(`/feeds/servers/${notableServers.rewritten}/rules.atom`));
    const { entries } = readAtom(await response.text());
    expect(entries.length).toBeGreaterThan(0);
    expect(entries[0]?.url).toBe(at(`/en/servers/${notableServers.rewritten}#rules`));
    await using reader = await site().open({ runsScripts: false });
    await reader.page.goto(entries[0]?.url ?? '');
    const times = await attributesOf(reader.page, '#rules h4 time', ['datetime']);
    expect(times.flat()).toEqual(expect.arrayContaining(entries.map(({ updated }) => updated)));
  });
});
