import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath } from './chromium.ts';
import { attributesOf } from './in-page.ts';
import { pressAndGo, tabTo } from './keyboard.ts';
import { provideSite } from './site-tests.ts';

const site = provideSite('census');
const at = (path: string) => `${site().origin}${path}`;

const numberIn = (text: string | null): number =>
  Number(/\d+/.exec(text?.replaceAll(/(?<=\d),(?=\d)/g, '') ?? '')?.[0]);

async function tabAndGo(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, name);
  await pressAndGo(page, 'Enter');
}

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  test('by keyboard and without script, from the home page to the open servers that have a rule on a topic', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en'));
    await tabAndGo(page, /^Read and search all rules$/);
    expect(new URL(page.url()).pathname).toBe('/en/rules');
    await tabAndGo(page, /^Spam and advertising$/);
    expect(await page.locator('h1').textContent()).toBe('Rules: Spam and advertising');
    const open = page.getByRole('link', { name: /with open sign-up$/ });
    const promised = numberIn(await open.textContent());
    await tabAndGo(page, /with open sign-up$/);
    expect(new URL(page.url()).search).toBe('?registrations=open&rule_topic=spam');
    expect(numberIn(await page.locator('#results').textContent())).toBe(promised);
    expect(reader.offences).toEqual([]);
  });

  test('the number beside a topic is the number of servers to which it leads', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en/rules'));
    const link = page.locator('main a[href$="rule_topic=hate"]');
    const promised = numberIn(await link.textContent());
    await link.click();
    await page.waitForURL(/rule_topic/);
    expect(numberIn(await page.locator('#results').textContent())).toBe(promised);
  });

  test('words are looked for in all rules and marked, and each text leads to where it stands', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en/rules'));
    await page.getByLabel('Words').fill('advertising work');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.waitForURL(/q=advertising/);
    const first = page.locator('main ol > li').first();
    expect(await first.textContent()).toContain('No advertising. Telling people about your own work');
    expect(new Set(await first.locator('mark').allTextContents())).toEqual(new Set(['advertising', 'work']));
    const example = first.locator('a[href$="#rules"]').first();
    const position = numberIn(await example.locator('xpath=following-sibling::span').first().textContent());
    await example.click();
    await page.waitForURL(/\/en\/servers\/.*#rules$/);
    const rule = page
      .locator('#rules ol')
      .first()
      .locator(':scope > li')
      .nth(position - 1);
    expect(await rule.textContent()).toContain('No advertising.');
  });

  test('page after page, every text stands once, and the count says how many they are', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en/rules?language=en'));
    const count = numberIn(await page.locator('#results').textContent());
    const texts: string[] = [];
    const next = page.locator('a[rel~="next"]');
    for (;;) {
      texts.push(
        ...(await page.locator('main ol > li > div:first-child > div:first-child').allTextContents()),
      );
      if ((await next.count()) === 0) break;
      const before = page.url();
      await next.click();
      await page.waitForURL((url) => url.href !== before);
    }
    expect(texts.length).toBeGreaterThan(20);
    expect(new Set(texts).size).toBe(count);
    expect(texts).toHaveLength(count);
  });

  test('what finds nothing says what to leave out; a bad address says what was not understood', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en/rules?q=zyzzyva&topic=spam'));
    const way = page.getByRole('link', { name: /^without “zyzzyva”/ });
    const promised = numberIn(/: (.*)$/.exec((await way.textContent()) ?? '')?.[1] ?? null);
    await way.click();
    await page.waitForURL((url) => url.search === '?topic=spam');
    expect(numberIn(await page.locator('#results').textContent())).toBe(promised);
    await page.goto(at('/en/rules?topic=kittens'));
    expect(await page.getByRole('status').textContent()).toContain('kittens');
  });

  test('the bare page and one a topic are listed, searches and later pages are not', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    for (const [path, canonical, isListed] of [
      ['/en/rules', '/en/rules', true],
      ['/en/rules?topic=spam', '/en/rules?topic=spam', true],
      ['/en/rules?topic=spam&topic=hate', '/en/rules', false],
      ['/en/rules?q=no', '/en/rules', false],
      ['/en/rules?after=1.00000000-0000-0000-0000-000000000000', '/en/rules', false],
    ] as const) {
      await page.goto(at(path));
      const [[href] = []] = await attributesOf(page, 'link[rel="canonical"]', ['href']);
      expect([path, href?.replace(/^https?:\/\/[^/]+/, '')]).toEqual([path, canonical]);
      expect([path, await page.locator('meta[name="robots"]').count()]).toEqual([path, isListed ? 0 : 1]);
    }
    expect(await page.title()).toContain('Rules of the fediverse');
  });
});
