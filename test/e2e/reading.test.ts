import { describe, expect, test } from 'vitest';
import { notableServers } from '../support/census.ts';
import { chromiumPath } from './chromium.ts';
import { attributesOf, focusedText, visit } from './in-page.ts';
import { provideSite } from './site-tests.ts';

const site = provideSite('census', { FEDICENSUS_SIMULATED: '1' });
const at = (path: string) => `${site().origin}${path}`;

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  test('the home page is complete without script: totals, sentences, curve, table, links', async () => {
    await using reader = await site().open({ runsScripts: false });
    await reader.page.goto(at('/en'));
    const { page } = reader;
    expect(await page.locator('h1').textContent()).toMatch(/^[\d,]+ people on \d+ servers/);
    expect(await page.getByText('Simulated data').isVisible()).toBe(true);
    expect(await page.getByText('356,682 (October 17, 2022)').count()).toBe(1);
    expect(await page.getByText('2,624,121 (November 30, 2022)').count()).toBe(1);
    // A line a series, and the dot in which ours ends.
    const both = page.locator('#growth figure').last();
    expect(await both.locator('svg[role="img"] path').count()).toBe(3);
    await both.locator('summary').click();
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
    await reader.page.locator('#growth summary').first().click();
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

  test('a search works without script and stays in the address', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en/servers'));
    await page.getByRole('searchbox', { name: 'Name, place or interest' }).fill('bücher');
    await page.getByRole('combobox', { name: 'Sign-up' }).selectOption({ value: 'approval' });
    await page.getByRole('button', { name: 'Show servers' }).click();
    expect(new URL(page.url()).search).toBe(
      '?q=b%C3%BCcher&software=&registrations=approval&language=&sort=',
    );
    expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toBe('1 server matches');
    expect(await page.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['Büchermoor']);
    expect(await page.getByRole('searchbox').inputValue()).toBe('bücher');
  });

  test('a number beside a filter is the number of servers that it shows', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en/servers?language=fr'));
    const option = await page.locator('select[name="software"] option').nth(1).textContent();
    const [, name = '', count] = /^(.*) \((\d+)\)$/.exec(option ?? '') ?? [];
    await page.getByRole('combobox', { name: 'Software' }).selectOption({ label: `${name} (${count})` });
    await page.getByRole('button', { name: 'Show servers' }).click();
    expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toContain(
      `${count} servers match`,
    );
  });

  test('nothing found leads on: a filter can be dropped where that finds servers', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en/servers?q=nobody-has-this&registrations=open'));
    expect(await page.locator('select[name="registrations"] option:checked').textContent()).toBe(
      'Open sign-up (0)',
    );
    expect(await page.getByRole('link', { name: /^without “Open sign-up”/ }).count()).toBe(0);
    const way = page.getByRole('link', { name: /^without “nobody-has-this”: \d+ servers$/ });
    const [count = ''] = /\d+/.exec((await way.textContent()) ?? '') ?? [];
    await way.click();
    expect(new URL(page.url()).search).toBe('?registrations=open');
    expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toContain(
      `${count} servers match`,
    );
  });

  test('pages of the directory are walked by links, and every server is met once', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en/servers?software=lemmy'));
    const names: string[] = [];
    for (;;) {
      names.push(...(await attributesOf(page, 'ol h3 a', ['href'])).flat().map(String));
      const next = page.getByRole('link', { name: 'Next', exact: true });
      if ((await next.count()) === 0) break;
      await next.click();
    }
    const total = (await page.getByRole('heading', { level: 2 }).first().textContent()) ?? '';
    expect(total).toMatch(new RegExp(`^${names.length} servers match`));
    expect(new Set(names).size).toBe(names.length);
  });

  test('with the keyboard alone: past the navigation, to the search, to its result', async () => {
    await using reader = await site().open();
    const { page } = reader;
    await page.goto(at('/en/servers'));
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('commons');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=commons/);
    await page.getByRole('link', { name: 'Brightwater Commons' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/brightwater/);
    expect(await page.locator('h1').textContent()).toBe('Brightwater Commons');
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

  test('a server shows its rules in order, word for word, with hints and translations', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at(`/en/servers/${notableServers.largest}`));
    const rules = page.locator('#rules ol').first().locator(':scope > li');
    expect(await rules.count()).toBe(5);
    expect(await rules.first().textContent()).toContain(
      'Be kind. Argue with what was said, never with who said it.',
    );
    expect(await rules.first().textContent()).toContain('Insults, slurs and mockery');
    expect(await rules.first().locator('dd[lang="fr"]').textContent()).toContain('Soyez bienveillants.');
    expect(await page.getByText('1 earlier version').count()).toBe(1);
    const join = page.getByRole('link', { name: 'Create an account' });
    expect(await join.getAttribute('href')).toBe('https://brightwater-commons.net/auth/sign_up');
    expect(await join.getAttribute('rel')).toBe('noopener nofollow');
  });

  test('what a server does not state is said so, and zero stays zero', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    const activeOf = async (domain: string) => {
      await page.goto(at(`/en/servers/${domain}`));
      return page.locator('#figures dl > div').first().textContent();
    };
    expect(await activeOf(notableServers.silent)).toBe('Active within a monthnot stated');
    expect(await activeOf(notableServers.zero)).toBe('Active within a month0');
    await page.goto(at(`/en/servers/${notableServers.silent}`));
    expect(await page.getByText('There is nothing to draw').count()).toBe(1);
  });

  test.for([
    [notableServers.gone, 'This server is gone.'],
    [notableServers.failing, 'did not answer when it was last asked'],
    [notableServers.moved, 'This server has moved to brightwater-commons.net'],
    [notableServers.quarantined, 'Rule “month-above-total”'],
  ] as const)('%s says what is the matter with it', async ([domain, notice]) => {
    await using reader = await site().open({ runsScripts: false });
    await reader.page.goto(at(`/en/servers/${domain}`));
    expect(await reader.page.getByText(notice).count()).toBe(1);
  });

  test('what servers write is shown as text: no markup, no script, no reordering of the page', async () => {
    await using reader = await site().open();
    const { page } = reader;
    await visit(page, at(`/en/servers/${notableServers.markup}`));
    expect(await page.locator('h1').textContent()).toBe('<script>document.title="taken"</script>');
    expect(await page.title()).not.toBe('taken');
    expect(await page.locator('main img, main b').count()).toBe(0);
    expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
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
