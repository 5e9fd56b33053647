import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { notableServers } from '../support/notable-servers.ts';
import { chromiumPath } from './chromium.ts';
import { focusedName, focusFindings, pressAndGo, tabTo } from './keyboard.ts';
import { provideSite } from './site-tests.ts';

/** The journeys of `journeys.test.ts` without a pointer. At every stop on the way the focus has to be seen. */

const site = provideSite('census', { FEDICENSUS_SIMULATED: '1' });
const at = (path: string) => `${site().origin}${path}`;

const { handmade, rewritten, largest } = notableServers;

/** Tab until something is reached, and look at every stop before it. */
const go = (page: Page, name: RegExp | string) =>
  tabTo(page, name, async () => {
    const path = new URL(page.url()).pathname;
    expect([path, await focusFindings(page)]).toEqual([path, []]);
  });

async function goAndPress(page: Page, name: RegExp | string, key = 'Enter'): Promise<void> {
  await go(page, name);
  await pressAndGo(page, key);
}

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  // A phone with a keyboard has the least room for what has the focus.
  test.for([390, 1280])('%i pixels: from nothing to a server, its rules and the way in', async (width) => {
    await using reader = await site().open({ width });
    const { page } = reader;
    await page.goto(at('/'));
    await goAndPress(page, 'Choose a server');
    await go(page, /^English/);
    await page.keyboard.press('Space');
    await goAndPress(page, 'Continue');
    await goAndPress(page, 'Skip');
    await go(page, /^Yes, at once/);
    await page.keyboard.press('ArrowDown');
    expect(await focusedName(page)).toMatch(/^I can wait/);
    await page.keyboard.press('ArrowUp');
    expect(await page.locator('main fieldset input:checked').getAttribute('value')).toBe('now');
    await goAndPress(page, 'Continue');
    await goAndPress(page, 'Skip');
    await goAndPress(page, 'Skip');
    await goAndPress(page, 'Show servers');
    expect(await page.locator('h1').textContent()).toMatch(/^\d+ servers fit all of your answers$/);
    await goAndPress(page, /^More about it/);
    await go(page, /^Create an account at .*: open to anybody, at once$/);
    // From there on through the whole page, to its end.
    await go(page, 'API reference');
    expect(reader.offences).toEqual([]);
  });

  test('open servers that have a rule on generative AI, and what the rule says', async () => {
    await using reader = await site().open();
    const { page } = reader;
    await page.goto(at('/en'));
    await goAndPress(page, 'Rules');
    await goAndPress(page, 'Generative AI');
    await goAndPress(page, /with open sign-up$/);
    await goAndPress(page, 'Handmade Holt');
    expect(new URL(page.url()).pathname).toBe(`/en/servers/${handmade}`);
    await go(page, 'Generative AI');
    expect(await page.locator('#rules li:focus-within').first().textContent()).toContain(
      'No pictures, texts',
    );
    expect(reader.offences).toEqual([]);
  });

  test('comparing a server with a similar one and a third, then one less', async () => {
    await using reader = await site().open();
    const { page } = reader;
    await page.goto(at('/en'));
    await goAndPress(page, 'Servers');
    await go(page, /^Name, place or interest/);
    await page.keyboard.type(rewritten);
    await pressAndGo(page, 'Enter');
    await goAndPress(page, 'Changewell');
    await goAndPress(page, /^Compare the two/);
    await go(page, 'Add a server');
    await page.keyboard.type(largest);
    await pressAndGo(page, 'Enter');
    const columns = page.locator('#facts thead th bdi');
    expect(await columns.count()).toBe(3);
    await goAndPress(page, `Remove ${rewritten}`);
    expect(await columns.count()).toBe(2);
    expect(await columns.allTextContents()).not.toContain(rewritten);
    expect(reader.offences).toEqual([]);
  });

  test('what changed in rules, and the earlier versions in a fold', async () => {
    await using reader = await site().open();
    const { page } = reader;
    await page.goto(at(`/en/servers/${rewritten}`));
    await go(page, '2 earlier versions, in full');
    const earlier = page.getByText('Posts are in English.').last();
    expect(await earlier.isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    expect(await earlier.isVisible()).toBe(true);
    await page.keyboard.press('Space');
    expect(await earlier.isVisible()).toBe(false);
    expect(reader.offences).toEqual([]);
  });

  test.for([true, false])(
    'the menu of languages opens, is walked and closes; script: %s',
    async (runsScripts) => {
      await using reader = await site().open({ runsScripts });
      const { page } = reader;
      await page.goto(at('/en/rules?topic=spam'));
      const menu = page.locator('#languages');
      await go(page, 'Language: English');
      expect(await menu.isVisible()).toBe(false);
      await page.keyboard.press('Enter');
      expect(await menu.isVisible()).toBe(true);
      await go(page, 'Français');
      await page.keyboard.press('Escape');
      expect(await menu.isVisible()).toBe(false);
      expect(await focusedName(page)).toBe('Language: English');
      await page.keyboard.press('Space');
      await goAndPress(page, 'العربية');
      expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/ar/rules?topic=spam');
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    },
  );

  test('the first stop skips to the content, and the next one is in it', async () => {
    await using reader = await site().open({ width: 320 });
    const { page } = reader;
    await page.goto(at('/en/servers'));
    await go(page, 'Skip to the content');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#content$/);
    await page.keyboard.press('Tab');
    expect(await focusFindings(page)).toEqual([]);
    expect(await page.locator('main :focus').count()).toBe(1);
  });

  test('a focus that is covered, outside the window or not marked is found', async () => {
    await using reader = await site().open();
    const { page } = reader;
    await page.goto(at('/en/compare'));
    await tabTo(page, 'A server');
    for (const [rule, finding] of [
      ['#compare-first { outline: none !important }', 'is not marked'],
      ['body::after { content: ""; position: fixed; inset: 0; z-index: 99 }', 'is covered'],
      ['#compare-first { position: fixed; top: -90px }', 'is outside the window'],
    ]) {
      await page.evaluate(`(() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(${JSON.stringify(rule)});
        document.adoptedStyleSheets = [sheet]; })()`);
      expect(await focusFindings(page)).toEqual([expect.stringContaining(finding ?? '')]);
    }
  });
});
