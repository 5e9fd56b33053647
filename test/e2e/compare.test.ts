import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { comparePath } from '../../web/params/compare-params.ts';
import { notableServers } from '../support/notable-servers.ts';
import { runCli } from '../support/run-cli.ts';
import { chromiumPath } from './chromium.ts';
import { documentWidth, follow } from './in-page.ts';
import { focusedName, pressAndGo, tabTo } from './keyboard.ts';
import { provideSite } from './site-tests.ts';

const site = provideSite('census');
const at = (path: string) => `${site().origin}${path}`;

const { largest, rewritten, documents, unreadable, zero, silent, gone, moved, accountDomain } =
  notableServers;

/** Header of a row and the texts of its cells, as a program reads the table. */
async function rowOf(page: Page, section: string, name: string): Promise<readonly string[]> {
  const row = page.locator(`${section} tbody tr`, {
    has: page.getByRole('rowheader', { name, exact: true }),
  });
  expect(await row.count()).toBe(1);
  return row.locator('td > div').allTextContents();
}

const columnsOf = (page: Page) => page.locator('#facts thead th').allTextContents();

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  test('by keyboard alone and without script: two servers, a third one, and one less', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en/compare'));
    await tabTo(page, /^A server$/);
    await page.keyboard.type('https://Changewell.net/about');
    await page.keyboard.press('Tab');
    expect(await focusedName(page)).toBe('And another one');
    await page.keyboard.type('@ann@orchard-of-links.net');
    await pressAndGo(page, 'Enter');
    expect(await page.locator('h1').textContent()).toBe(
      'changewell.net and orchard-of-links.net, side by side',
    );
    expect((await columnsOf(page)).slice(1)).toEqual([rewritten, documents]);
    await tabTo(page, /^Add a server$/);
    await page.keyboard.type(largest);
    await pressAndGo(page, 'Enter');
    expect((await columnsOf(page)).slice(1)).toEqual([rewritten, documents, largest]);
    await follow(page, page.getByRole('link', { name: 'Remove changewell.net' }));
    expect((await columnsOf(page)).slice(1)).toEqual([documents, largest]);
    expect(reader.offences).toEqual([]);
  });

  test('facts stand beside each other, and what is not stated is said to be not stated', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at(`/en${comparePath([largest, silent, gone])}`));
    expect(await rowOf(page, '#facts', 'Languages')).toEqual([
      'English, French, and German',
      'not stated',
      'English',
    ]);
    const joining = await rowOf(page, '#facts', 'How to join');
    expect(joining[0]).toContain('Open sign-up');
    expect(joining[1]).toBe('Sign-up not stated');
    expect(joining[2]).toContain('Nobody can join');
    expect((await rowOf(page, '#facts', 'People')).slice(0, 2)).toEqual([
      expect.stringMatching(/^[\d,]+ people active in a monthgiant$/),
      'not stated',
    ]);
    expect(await rowOf(page, '#facts', 'Host network in')).toEqual(['Germany', 'not known', 'not known']);
    expect((await rowOf(page, '#facts', 'Software'))[0]).toContain('The newest release line');
    expect((await rowOf(page, '#facts', 'State'))[2]).toMatch(/^Gone; last answered on/);
    expect((await rowOf(page, '#facts', 'For whom'))[2]).toContain('For nobody any more.');
    expect((await rowOf(page, '#facts', 'Uptime'))[0]).toContain('the last 30 days');
  });

  test('rules stand beside each other by topic, word for word, and no cell is empty for two reasons', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at(`/en${comparePath([rewritten, unreadable, zero, silent])}`));
    const privacy = await rowOf(page, '#rules', 'Privacy');
    expect(privacy[0]).toContain('No doxxing: do not post addresses');
    expect(privacy.slice(1)).toEqual([
      'Rules could not be read by us',
      'It publishes an empty list of rules',
      'Rules could not be read by us',
    ]);
    await page.goto(at(`/en${comparePath([rewritten, largest])}`));
    expect((await rowOf(page, '#rules', 'Hate and discrimination'))[0]).toBe('No rule found on this');
    const absent = await page.locator('#rules p').last().textContent();
    expect(absent).toMatch(/^No rule was found there on: .*Cryptocurrency/);
    // A document is no rule on one topic: it is named, and led to.
    await page.goto(at(`/en${comparePath([rewritten, documents])}`));
    const spam = page.locator('#rules tbody tr', { has: page.getByRole('rowheader', { name: /^Spam/ }) });
    expect(await spam.locator('td > div').last().textContent()).toContain('Sidebar');
    const whole = spam.getByRole('link', { name: 'Read it whole on the page of orchard-of-links.net' });
    expect(await whole.getAttribute('href')).toBe(`/en/servers/${documents}#rules`);
  });

  test('a name that has moved leads to the new one, a repeated one stands once, a fifth one is left out', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    const names = [moved, rewritten, accountDomain, largest, documents, zero];
    await page.goto(at(`/en${comparePath(names)}`));
    // Three of the first four names are one server.
    expect((await columnsOf(page)).slice(1)).toEqual([largest, rewritten]);
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toContain(`${moved} has moved to ${largest}, which stands here in its place.`);
    expect(text).toContain(`${accountDomain} has moved to ${largest}`);
    expect(text).toContain(`${largest} was named twice and stands here once.`);
    expect(text).toContain(`At most 4 servers are compared at a time. Left out: ${documents} and ${zero}.`);
    expect(await page.title()).toBe(`${largest} and ${rewritten}, side by side`);
  });

  test('a mistyped name finds what was meant, a part of a name too; nobody at all is 404', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    const mistyped = await page.goto(at('/en/compare?server=changwell.net'));
    expect(mistyped?.status()).toBe(404);
    expect(await page.getByRole('alert').textContent()).toBe(
      '“changwell.net” is the name of no server in this census.',
    );
    await follow(page, page.getByRole('link', { name: rewritten }));
    expect(await page.locator('h1').textContent()).toBe('Compare changewell.net with others');
    const named = await page.goto(at(`/en/compare?server=${rewritten}&server=Brightwater+Commons`));
    expect(named?.status()).toBe(200);
    expect(await page.getByRole('alert').textContent()).toBe('“Brightwater Commons” is no name of a server.');
    await follow(page, page.locator('main').getByRole('link', { name: largest }));
    expect((await columnsOf(page)).slice(1)).toEqual([rewritten, largest]);
    const nobody = await page.goto(at('/en/compare?server=nobody-knows-this.net'));
    expect(nobody?.status()).toBe(404);
    expect(await page.locator('main form').count()).toBe(1);
  });

  test('one server alone is told what to compare it with', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at(`/en/servers/${rewritten}`));
    await follow(page, page.getByRole('link', { name: 'Compare with other servers' }));
    expect(await page.locator('table').count()).toBe(0);
    await follow(page, page.getByRole('link', { name: /^Compare with this one/ }).first());
    expect((await columnsOf(page)).slice(1)).toEqual([rewritten, expect.any(String)]);
  });

  test('the servers that are suggested can be put side by side', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en/choose?language=en&seed=k7'));
    const names = await page.locator('main ol h3 + p bdi').allTextContents();
    await follow(page, page.getByRole('link', { name: 'Compare the first 4 side by side' }));
    expect((await columnsOf(page)).slice(1)).toEqual(names.slice(0, 4));
  });

  test('comparisons are without number, so search engines list the bare page alone', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    const robots = page.locator('meta[name="robots"]');
    await page.goto(at('/en/compare'));
    expect(await robots.count()).toBe(0);
    for (const path of [
      comparePath([largest, rewritten]),
      comparePath([largest]),
      '/compare?server=not+a+name',
    ]) {
      await page.goto(at(`/en${path}`));
      expect([path, await robots.getAttribute('content')]).toEqual([path, 'noindex, follow']);
    }
  });

  test('an address without a language leads to the reader’s, with its servers', async () => {
    const answer = await fetch(at(comparePath([largest, rewritten])), {
      headers: { 'accept-language': 'fr' },
      redirect: 'manual',
    });
    expect(new URL(answer.headers.get('location') ?? '', site().origin).href).toBe(
      at(`/fr${comparePath([largest, rewritten])}`),
    );
  });

  test('hostile names and texts stay texts, and fit a narrow screen', async () => {
    await using reader = await site().open({ width: 320 });
    const { page } = reader;
    const { long, markup, bidi, idn } = notableServers;
    await page.goto(at(`/en${comparePath([long, markup, bidi, idn])}`));
    expect(await documentWidth(page)).toBe(320);
    expect(await page.title()).not.toBe('taken');
    expect(await page.getByText('<script>document.title="taken"</script> and more').count()).toBeGreaterThan(
      0,
    );
    await page.goto(
      at(
        `/en/compare?${new URLSearchParams([
          ['server', '<img src=x onerror=alert(1)>'],
          ['server', 'W'.repeat(300)],
        ])}`,
      ),
    );
    expect(await documentWidth(page)).toBe(320);
    expect(reader.offences).toEqual([]);
  });

  test('on a phone each row is a block in which every cell names its server', async () => {
    await using reader = await site().open({ width: 360, runsScripts: false });
    const { page } = reader;
    await page.goto(at(`/en${comparePath([rewritten, largest])}`));
    const cell = page.locator('#rules tbody tr').first().locator('td').last();
    expect(await cell.locator('p[aria-hidden]').isVisible()).toBe(true);
    expect(await cell.locator('p[aria-hidden]').textContent()).toBe(largest);
    // It is a table all the same.
    expect(await page.getByRole('table').count()).toBe(2);
    expect(await page.getByRole('columnheader', { name: largest }).count()).toBe(2);
  });

  test('a server that asks to be forgotten is similar to nobody any more, and in no comparison', async () => {
    const { database } = site();
    const similarTo = `/en/servers/${rewritten}`;
    const [, forgotten = ''] =
      /id="similar".*?href="\/en\/servers\/([a-z0-9.-]+)"/s.exec(await (await fetch(at(similarTo))).text()) ??
      [];
    const surfaces = [
      similarTo,
      `/en${comparePath([rewritten])}`,
      `/en${comparePath([rewritten, largest])}`,
      // One letter is missing.
      `/en${comparePath([rewritten, forgotten.slice(1)])}`,
    ];
    const named = async () => {
      const texts = await Promise.all(surfaces.map(async (path) => (await fetch(at(path))).text()));
      return texts.map((text) => text.includes(forgotten));
    };
    expect(await named()).toEqual([true, true, true, true]);
    const pair = at(`/en${comparePath([rewritten, forgotten])}`);
    expect(await (await fetch(pair)).text()).toContain('side by side</h1>');
    const ended = await runCli(['optout', forgotten], {
      DATABASE_URL: database.url,
      FEDICENSUS_DATA: database.dataFolder,
    });
    expect(ended.code).toBe(0);
    await expect.poll(named, { timeout: 20_000 }).toEqual([false, false, false, false]);
    const after = await (await fetch(pair)).text();
    expect(after).toContain('is the name of no server in this census');
    expect(after).toContain('Compare changewell.net with others</h1>');
  });
});
