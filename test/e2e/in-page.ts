import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright-core';

/**
 * Questions that are asked inside the page. Written as text: the project's own code has no browser around it, and its
 * types have none either.
 */

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Goes to a page, brings each of its drawings into view, as nothing interactive is loaded before, and waits until those
 * that become interactive, if there are any, stand in place of the printed ones.
 */
export async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  const drawings = await page.locator('figure svg[role="img"][aria-label]').count();
  if (drawings === 0) return;
  const places = page.locator('[data-interactive]');
  for (let place = 0; place < (await places.count()); place += 1) {
    await places.nth(place).scrollIntoViewIfNeeded();
    await places.nth(place).locator('.recharts-surface').first().waitFor();
  }
  await page.evaluate('scrollTo(0, 0)');
}

/** Clicks on what leads to another address, and waits until its page has come: a click alone waits for nothing. */
export async function follow(page: Page, link: Locator): Promise<void> {
  const address = page.url();
  await link.click();
  await page.waitForURL((url) => url.href !== address);
}

/** What axe finds, a line a rule; nothing is right. Folds are opened first, so that nothing hides from it. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(openFolds);
  await page.evaluate(axeSource);
  return runAxe(page, '{}');
}

/** What of axe's findings depends on the colour scheme, on a page that {@link axeFindings} has looked at. */
export function colourFindings(page: Page): Promise<readonly string[]> {
  // By name: its tag for colours would ask for 7:1, too, which is level AAA.
  return runAxe(page, "{ runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }");
}

function runAxe(page: Page, options: string): Promise<readonly string[]> {
  return page.evaluate(`axe.run(${options}).then(({ violations }) => violations.map(({ id, nodes }) =>
    id + ': ' + nodes.map(({ target, failureSummary }) => target.join(' ') + ' ' + failureSummary).join(' | ')))`);
}

const openFolds = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })";

/** Width of the document in pixels with every fold open, and with what would have to be scrolled to. */
export async function documentWidth(page: Page): Promise<number> {
  await page.evaluate(openFolds);
  return page.evaluate('document.documentElement.scrollWidth');
}

/** Width of the document in pixels when every letter is twice as large (WCAG 2.2, 1.4.4). */
export function doubleTextWidth(page: Page): Promise<number> {
  return page.evaluate(`document.documentElement.style.fontSize = '212.5%',
    document.documentElement.scrollWidth`);
}

/** Links and fields of less than 24 pixels either way, outside running text and drawings (WCAG 2.2, 2.5.8). */
export function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(`[...document.querySelectorAll('a[href], button, select, input, summary')].flatMap((element) => {
    const { width, height } = element.getBoundingClientRect();
    const isInText = getComputedStyle(element).display === 'inline';
    // What is for screen readers alone is one pixel large; what is folded away has no size.
    const isHidden = width <= 1 || height <= 1;
    return isInText || isHidden || element.closest('svg') !== null || (width >= 24 && height >= 24)
      ? []
      : [element.tagName + ' ' + element.textContent + ' ' + Math.round(width) + 'x' + Math.round(height)];
  })`);
}

/** Attributes of every element that a selector finds, in the order of the page; null where one is absent. */
export function attributesOf(
  page: Page,
  selector: string,
  names: readonly string[],
): Promise<readonly (readonly (string | null)[])[]> {
  return page.evaluate(
    `[...document.querySelectorAll(${JSON.stringify(selector)})].map((element) =>
      ${JSON.stringify(names)}.map((name) => element.getAttribute(name)))`,
  );
}

/** Has a page, which is opened after this, note what moves in it without the reader's doing (Layout Instability API). */
export async function watchLayoutShifts(page: Page): Promise<void> {
  await page.addInitScript(`
    window.layoutShifts = [];
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries())
        if (!hadRecentInput)
          layoutShifts.push(value.toFixed(4) + ' ' + sources.map(({ node }) => node && (node.outerHTML ?? node.textContent).slice(0, 80)).join(' | '));
    }).observe({ type: 'layout-shift', buffered: true });`);
}

/** What moved since the page began: how much, and what. */
export function layoutShifts(page: Page): Promise<readonly string[]> {
  return page.evaluate('window.layoutShifts');
}
