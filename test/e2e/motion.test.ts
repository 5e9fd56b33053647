import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { comparePath } from '../../web/params/compare-params.ts';
import { notableServers } from '../support/notable-servers.ts';
import { chromiumPath } from './chromium.ts';
import { visit } from './in-page.ts';
import { provideSite } from './site-tests.ts';

const site = provideSite('census');

const paths = [
  '',
  '/choose',
  '/choose?language=en&seed=k7',
  '/servers',
  '/servers?view=table',
  `/servers/${notableServers.largest}`,
  comparePath([notableServers.largest, notableServers.rewritten]),
  '/rules',
  '/rules?topic=spam',
  '/growth',
  '/method',
  '/health',
] as const;

/** Elements that would move for longer than a hundredth of a second, by transition or animation; their own before and after, too. */
const movable = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelectorAll('*')].flatMap((element) => [null, '::before', '::after'].flatMap((part) => {
    const { transitionDuration, animationDuration, animationName, scrollBehavior } = getComputedStyle(element, part);
    const longest = (times) => Math.max(...times.split(',').map((time) => parseFloat(time) * (/[^m]s$/.test(time.trim()) ? 1 : 0.001)));
    const moves = longest(transitionDuration) > 0.01 || (animationName !== 'none' && longest(animationDuration) > 0.01) ||
      scrollBehavior === 'smooth';
    return moves ? [element.tagName + '.' + element.getAttribute('class') + (part ?? '')] : [];
  }))`);

/** What moves at this moment without anybody having touched anything, and how often scripts drew in half a second. */
const moving = (page: Page): Promise<{ readonly animations: number; readonly frames: number }> =>
  page.evaluate(`new Promise((resolve) => {
    const ask = window.requestAnimationFrame;
    let frames = 0;
    window.requestAnimationFrame = (callback) => { frames += 1; return ask.call(window, callback); };
    setTimeout(() => resolve({ animations: document.getAnimations().length, frames }), 500);
  })`);

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  test('who asks for less motion gets none, and for nobody does anything move by itself', async () => {
    await using reader = await site().open();
    const { page } = reader;
    for (const path of paths) {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await visit(page, `${site().origin}/en${path}`);
      expect([path, await movable(page)]).toEqual([path, []]);
      expect([path, await moving(page)]).toEqual([path, { animations: 0, frames: 0 }]);
      await page.emulateMedia({ reducedMotion: 'no-preference' });
      expect([path, await moving(page)]).toEqual([path, { animations: 0, frames: 0 }]);
    }
    expect(reader.offences).toEqual([]);
  });

  test('who does not ask for less sees colours of links fade, which shows that the test above looks', async () => {
    await using reader = await site().open();
    const { page } = reader;
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await visit(page, `${site().origin}/en`);
    expect((await movable(page)).length).toBeGreaterThan(0);
  });

  test('the tooltip of a curve appears where it belongs and does not glide there', async () => {
    await using reader = await site().open();
    const { page } = reader;
    await visit(page, `${site().origin}/en/growth`);
    await page.locator('.recharts-surface').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('.recharts-tooltip-wrapper').first().waitFor();
    expect(await movable(page)).toEqual([]);
    expect((await moving(page)).animations).toBe(0);
  });
});
