import { describe, expect, test } from 'vitest';
import { notableServers } from '../support/notable-servers.ts';
import { chromiumPath } from './chromium.ts';
import { visit } from './in-page.ts';
import { provideSite } from './site-tests.ts';

const site = provideSite('census', { FEDICENSUS_SIMULATED: '1' });
const at = (path: string) => `${site().origin}${path}`;

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  test('case 111: the home page is complete without script: totals, sentences, curve, table, links', async () => {
    await using reader = await site().open({ runsScripts: false });
    await reader.page.goto(at('/en'));
    const { page } = reader;
    expect(await page.locator('h1').textContent()).toMatch(/^[\d,]+ people on \d+ servers/);
    expect(await page.getByText('Simulated data').isVisible()).toBe(true);
    expect(await page.getByText('356,682 (October 17, 2022)').count()).toBe(1);
    expect(await page.getByText('2,624,121 (November 30, 2022)').count()).toBe(1);
    // A line a series, and the ring in which ours ends, which is a dot in a dot.
    const both = page.locator('#growth figure').last();
    expect(await both.locator('svg[role="img"] path').count()).toBe(4);
    // What happened stands open above the table.
    expect(await both.locator('ol > li').count()).toBe(9);
    await both.locator('summary').last().click();
    expect(await page.getByRole('row', { name: /^Nov 2022/ }).textContent()).toContain('2,624,121');
    expect(await both.getByRole('link', { name: 'All days as CSV' }).count()).toBe(1);
    expect(reader.offences).toEqual([]);
  });

  test('sentence, table and CSV of the growth chart say the same numbers', async () => {
    await using reader = await site().open({ runsScripts: false });
    await reader.page.goto(at('/en'));
    const sentence = (await reader.page.locator('#growth figure > p').first().textContent()) ?? '';
    const csv = await (await reader.page.request.get(at('/data/growth.csv'))).text();
    const rows = csv
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    const own = rows.filter(([source]) => source === 'fedicensus');
    const grouped = (value: string | undefined) => Number(value).toLocaleString('en');
    expect(rows.filter(([source]) => source === 'joinmastodon.org')).toHaveLength(1_083);
    expect(sentence).toContain(`from ${grouped(own[0]?.[4])} on`);
    expect(sentence).toContain(`up to ${grouped(own.at(-1)?.[4])} on November 24, 2026`);
    await reader.page.locator('#growth figure').first().locator('summary').last().click();
    const newest = await reader.page.locator('#growth tbody tr').first().textContent();
    expect(newest).toContain(grouped(own.at(-1)?.[4]));
  });

  test('scripts replace the printed curve by one that answers to the keyboard', async () => {
    await using reader = await site().open();
    await visit(reader.page, at('/en'));
    const both = reader.page.locator('#growth figure').last();
    await both.locator('.recharts-surface').first().focus();
    await reader.page.keyboard.press('ArrowRight');
    const tooltip = both.locator('.recharts-tooltip-wrapper');
    await tooltip.getByText('October 1, 2022').waitFor();
    expect(await tooltip.textContent()).toContain('470,799');
    expect(reader.offences).toEqual([]);
  });

  test('the method page says of each way of counting at which software it holds', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en/method'));
    const held = await page.locator('#quirks li').filter({ hasText: 'Holds now for' }).allTextContents();
    expect(held.length).toBeGreaterThan(0);
    for (const text of held) expect(text).toMatch(/Holds now for [^.]*\(\d[\d,]*\)/);
  });

  test('the focus can be seen', async () => {
    await using reader = await site().open();
    await reader.page.goto(at('/en'));
    for (let step = 0; step < 3; step += 1) await reader.page.keyboard.press('Tab');
    const outline = await reader.page.evaluate<string>(
      'getComputedStyle(document.activeElement).outlineWidth',
    );
    expect(outline).toBe('3px');
  });

  test('what servers write is shown as text: no markup, no script, no reordering of the page', async () => {
    await using reader = await site().open();
    const { page } = reader;
    await visit(page, at(`/en/servers/${notableServers.markup}`));
    expect(await page.locator('h1').textContent()).toBe('<script>document.title="taken"</script>');
    expect(await page.title()).not.toBe('taken');
    expect(await page.locator('main img, main b').count()).toBe(0);
    expect(await page.locator('a[href^="javascript:"], a[href^="http:"], a[href*="secret"]').count()).toBe(0);
    expect(await page.locator('#join ~ div blockquote').textContent()).toContain('<img src=x');
    expect(await page.locator('#rules ins, #rules del').allTextContents()).toEqual([
      expect.stringContaining('<b>less</b>'),
      expect.stringContaining('more'),
    ]);
    expect(await page.locator('#facts').textContent()).toContain('http://scriptmoor.net/<b>terms</b>');
    await page.goto(at(`/en/servers/${notableServers.bidi}`));
    expect(await page.locator('h1 bdi').count()).toBe(1);
    expect(await page.locator('#rules p[dir="auto"]').first().textContent()).toContain('היו אדיבים');
    await page.goto(at(`/en/servers?q=moor`));
    expect(await page.title()).not.toBe('taken');
    expect(reader.offences).toEqual([]);
  });

  test('an internationalised name is shown as people write it, with its DNS form beside it', async () => {
    await using reader = await site().open({ runsScripts: false });
    await reader.page.goto(at(`/en/servers/${encodeURIComponent('büchermoor.net')}`));
    expect(new URL(reader.page.url()).pathname).toBe(`/en/servers/${notableServers.idn}`);
    const text = await reader.page.locator('main').textContent();
    expect(text).toContain('büchermoor.net');
    expect(text).toContain(`(${notableServers.idn})`);
  });
});
