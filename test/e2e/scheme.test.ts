import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { colours } from '../../web/ui/style/tokens.ts';
import { notableServers } from '../support/notable-servers.ts';
import { chromiumPath } from './chromium.ts';
import { axeFindings, documentWidth, doubleTextWidth, smallTargets } from './in-page.ts';
import { provideSite } from './site-tests.ts';

const site = provideSite('census');
const at = (path: string) => `${site().origin}${path}`;

const rgb = (hex: string) =>
  `rgb(${[1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16)).join(', ')})`;
const light = rgb(colours.ground.light);
const dark = rgb(colours.ground.dark);

const groundOf = (page: Page, selector: string) =>
  page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).backgroundColor`);
const ground = (page: Page) => groundOf(page, 'html');

/** Says in the page which ground it had when its body began to be read: before anything of it could be drawn. */
const watchFirstGround = `new MutationObserver((_, observer) => {
  if (document.body === null) return;
  globalThis.firstScheme = document.documentElement.dataset.scheme ?? 'none';
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });`;

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  test('who chooses dark on a light system has it on every page from its first moment, and can go back', async () => {
    await using reader = await site().open({ colorScheme: 'light' });
    const { page } = reader;
    await page.addInitScript(watchFirstGround);
    await page.goto(at('/en/method'));
    expect(await ground(page)).toBe(light);
    await page.getByRole('radio', { name: 'as my system' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('radio', { name: 'dark' }).isChecked()).toBe(true);
    expect(await ground(page)).toBe(dark);
    await page.goto(at('/fr/crawler'));
    expect(await page.evaluate('globalThis.firstScheme')).toBe('dark');
    expect(await ground(page)).toBe(dark);
    expect(await page.getByRole('radio', { name: 'sombre' }).isChecked()).toBe(true);
    expect(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')).toBe('dark');
    await page.getByRole('radio', { name: 'comme mon système' }).check();
    expect(await ground(page)).toBe(light);
    await page.reload();
    expect(await ground(page)).toBe(light);
    expect(await page.evaluate('globalThis.firstScheme')).toBe('none');
    expect(await page.context().cookies()).toEqual([]);
    expect(reader.offences).toEqual([]);
  });

  test('who chooses light on a dark system has it, in every window that is open', async () => {
    await using reader = await site().open({ colorScheme: 'dark' });
    const { page } = reader;
    await page.goto(at('/en/crawler'));
    expect(await ground(page)).toBe(dark);
    const other = await page.context().newPage();
    await other.goto(at('/en/method'));
    await other.getByRole('radio', { name: 'light', exact: true }).check();
    expect(await ground(other)).toBe(light);
    await expect.poll(() => ground(page)).toBe(light);
    expect(reader.offences).toEqual([]);
  });

  test.for([
    ['light', light],
    ['dark', dark],
  ] as const)(
    'without script, the scheme is that of a %s system, and no choice is offered',
    async ([colorScheme, colour]) => {
      await using reader = await site().open({ colorScheme, runsScripts: false });
      await reader.page.goto(at('/en/method'));
      expect(await ground(reader.page)).toBe(colour);
      expect(await reader.page.locator('[data-choice="scheme"]').isVisible()).toBe(false);
    },
  );

  test.for(['light', 'dark'] as const)(
    'the page of tokens and components, which shows both schemes at once, is sound on a %s system, and is not listed',
    async (colorScheme) => {
      await using reader = await site().open({ colorScheme });
      const { page } = reader;
      await page.goto(at('/en/style'));
      expect(await axeFindings(page)).toEqual([]);
      expect(await page.locator('meta[name="robots"]').getAttribute('content')).toContain('noindex');
      for (const [scheme, colour] of [
        ['light', light],
        ['dark', dark],
      ] as const)
        expect([scheme, await groundOf(page, `div[data-scheme="${scheme}"]`)]).toEqual([scheme, colour]);
      await page.setViewportSize({ width: 320, height: 800 });
      expect(await documentWidth(page)).toBe(320);
      expect(await smallTargets(page)).toEqual([]);
      await page.setViewportSize({ width: 640, height: 800 });
      expect(await doubleTextWidth(page)).toBe(640);
      expect(reader.offences).toEqual([]);
    },
  );

  test('on paper, pages are black on white, without navigation, with folds open and the addresses of outbound links', async () => {
    await using reader = await site().open({ colorScheme: 'dark' });
    const { page } = reader;
    await page.goto(at('/en/first-steps'));
    await page.getByRole('radio', { name: 'dark' }).check();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await ground(page)).toBe('rgb(255, 255, 255)');
    expect(await page.evaluate('getComputedStyle(document.documentElement).color')).toBe('rgb(0, 0, 0)');
    expect(await page.locator('header nav').first().isVisible()).toBe(false);
    expect(await page.locator('body > footer').isVisible()).toBe(false);
    const after = await page.evaluate<string>(
      `getComputedStyle(document.querySelector('a[href="https://joinmastodon.org/covenant"]'), '::after').content`,
    );
    expect(after).toContain('https://joinmastodon.org/covenant');
    await page.goto(at(`/en/servers/${notableServers.rewritten}`));
    const fold = page.locator('#rules details:not([open])').first();
    await page.emulateMedia({ media: 'screen' });
    expect(await fold.locator(':scope > :not(summary)').first().isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await fold.locator(':scope > :not(summary)').first().isVisible()).toBe(true);
  });
});
