import type { Page } from 'playwright-core';

/** What the element with the focus is called: its label, its name for programs, or its text. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate(`(() => { const focused = document.activeElement;
    return (focused?.getAttribute('aria-label') ?? (focused?.labels?.[0] ?? focused)?.textContent ?? '').trim(); })()`);
}

/** Something to be done wherever the focus rests on the way. */
export type AtEachStop = (page: Page) => Promise<void>;

/**
 * Presses Tab until something with this name has the focus.
 *
 * @throws when it is not among the next 400 stops.
 */
export async function tabTo(page: Page, name: RegExp | string, atEachStop?: AtEachStop): Promise<void> {
  for (let step = 0; step < 400; step += 1) {
    await page.keyboard.press('Tab');
    await atEachStop?.(page);
    const found = await focusedName(page);
    if (typeof name === 'string' ? found === name : name.test(found)) return;
  }
  throw new Error(`Nothing called ${name} on ${page.url()} can be reached by the keyboard.`);
}

/** Presses a key that leads to another address, and waits for that page. */
export async function pressAndGo(page: Page, key: string): Promise<void> {
  const before = page.url();
  await page.keyboard.press(key);
  await page.waitForURL((url) => url.href !== before);
}

/**
 * What is wrong with the element that has the focus; empty is right. It has to lie within the window, with something
 * of it on top of whatever else is there (WCAG 2.2, 2.4.11), and to be marked by an outline (2.4.7).
 */
export function focusFindings(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return ['nothing has the focus'];
    const called = focused.tagName + ' ' + (focused.getAttribute('aria-label') ?? focused.textContent).trim().slice(0, 60);
    const findings = [];
    const boxes = [...focused.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
    const points = boxes.flatMap(({ left, right, top, bottom }) => [
      [(left + right) / 2, (top + bottom) / 2],
      [left + 2, top + 2], [right - 2, top + 2], [left + 2, bottom - 2], [right - 2, bottom - 2],
    ]).filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    if (points.length === 0) findings.push(called + ' is outside the window');
    else if (!points.some(([x, y]) => focused.contains(document.elementFromPoint(x, y)))) findings.push(called + ' is covered');
    const { outlineStyle, outlineWidth } = getComputedStyle(focused);
    if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) findings.push(called + ' is not marked');
    return findings;
  })()`);
}
