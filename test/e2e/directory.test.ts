import { describe, expect, test } from 'vitest';
import { chromiumPath } from './chromium.ts';
import { attributesOf, documentWidth, follow } from './in-page.ts';
import { focusedName } from './keyboard.ts';
import { provideSite } from './site-tests.ts';

const site = provideSite('census', { FEDICENSUS_SIMULATED: '1' });
const at = (path: string) => `${site().origin}${path}`;

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  test('a search works without script and stays in the address', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en/servers'));
    await page.getByRole('searchbox', { name: 'Name, place or interest' }).fill('bücher');
    await page.getByRole('checkbox', { name: /^By application/ }).check();
    await follow(page, page.getByRole('button', { name: 'Show servers' }));
    expect(new URL(page.url()).search).toBe(
      '?q=b%C3%BCcher&registrations=approval&language=&software=&rule_topic=&rule_topic_not=&age_min_days=&uptime_min=&country=&sort=',
    );
    expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toBe('1 server matches');
    expect(await page.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['Büchermoor']);
    expect(await page.getByRole('searchbox').inputValue()).toBe('bücher');
  });

  test('a number beside a choice is the number of servers that the list shows with it, in every field', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    const fields = {
      '/en/servers': [
        'registrations',
        'language',
        'software',
        'rule_topic',
        'rule_topic_not',
        'country',
        'class',
      ],
      '/en/servers?language=en&registrations=open&rule_topic=spam': [
        'registrations',
        'size',
        'rule_topic',
        'age_min_days',
        'uptime_min',
      ],
    };
    for (const [address, names] of Object.entries(fields)) {
      for (const name of names) {
        await page.goto(at(address));
        const option = page.locator(`select[name="${name}"] option`).last();
        const isList = (await option.count()) > 0;
        const choice = isList ? option : page.locator(`label:has([name="${name}"]:not(:checked))`).last();
        const [, count = 'no'] = /\((\d+)\)$/.exec((await choice.textContent()) ?? '') ?? [];
        if (isList)
          await page
            .locator(`select[name="${name}"]`)
            .selectOption({ value: (await option.getAttribute('value')) ?? '' });
        else await choice.click();
        await follow(page, page.getByRole('button', { name: 'Show servers' }));
        const heading = await page.getByRole('heading', { level: 2 }).first().textContent();
        expect([address, name, heading]).toEqual([
          address,
          name,
          expect.stringMatching(`^${count} servers? match`),
        ]);
      }
    }
    await page.goto(at('/en/servers'));
    for (const link of await page
      .getByRole('navigation', { name: 'Narrow the list' })
      .getByRole('link')
      .all()) {
      const [, count] = /\((\d+)\)$/.exec((await link.textContent()) ?? '') ?? [];
      const target = await page.request.get(at((await link.getAttribute('href')) ?? ''));
      expect(await target.text()).toContain(`${count} servers match`);
    }
  });

  test('a form sent as it stands keeps the whole address, also what it has no field for', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    const whole =
      'q=a&software=mastodon&software=lemmy&family=mastodon&family=lemmy&version_min=0.1&version_max=99&registrations=open' +
      '&registrations=approval&language=en-GB&country=ZZ&status=up&status=failing&rule_topic=spam&rule_topic=hate' +
      '&rule_topic_not=politics&class=community&class=personal&size=tiny&size=small&users_active_min=1&users_active_max=9999' +
      '&users_total_min=1&users_total_max=99999&active_within_days=3650&age_min_days=2&uptime_min=0.123&quarantined=false' +
      '&sort=latency_ms&seed=k7&view=table';
    const sorted = (address: string) =>
      [...new URL(address).searchParams]
        .filter(([, value]) => value !== '')
        .map(String)
        .toSorted();
    await page.goto(at(`/en/servers?${whole}`));
    for (const button of ['Search', 'Show servers']) {
      // Above a table, as on a phone, the filters are folded.
      if (button !== 'Search') await page.getByText(/^Filters, \d+ chosen$/).click();
      await follow(page, page.getByRole('button', { name: button }));
      expect(sorted(page.url())).toEqual(sorted(at(`/en/servers?${whole}`)));
      await page.goto(at(`/en/servers?${whole}`));
    }
    // Each value of each filter can be taken out by a link that says so.
    const chips = page.getByRole('link', { name: /^Remove: / });
    expect(await chips.count()).toBe(28);
    await follow(page, page.getByRole('link', { name: 'Remove: rule on “Spam and advertising”' }));
    expect(sorted(page.url())).toEqual(sorted(at(`/en/servers?${whole.replace('&rule_topic=spam', '')}`)));
    await follow(page, page.getByRole('link', { name: 'Remove all' }));
    expect(new URL(page.url()).search).toBe('?sort=latency_ms&seed=k7&view=table');
  });

  test('who has searched begins to read at the number of results, which the title says too', async () => {
    await using reader = await site().open();
    const { page } = reader;
    await page.goto(at('/en/servers'));
    expect(await page.title()).toBe('Servers');
    await page.getByRole('searchbox').fill('moor');
    await page.getByRole('checkbox', { name: /^Open sign-up/ }).check();
    await page.getByRole('searchbox').press('Enter');
    await page.waitForURL(/q=moor/);
    const heading = page.getByRole('heading', { level: 2 }).first();
    const count = /^\d+/.exec((await heading.textContent()) ?? '')?.[0];
    expect(await page.title()).toBe(`${count} servers match: moor, Open sign-up`);
    expect(new URL(page.url()).hash).toBe('#results');
    await page.keyboard.press('Tab');
    expect(await page.evaluate("document.activeElement?.getAttribute('aria-label')")).toBe('Remove: moor');
    await page.goto(at('/fr/servers?page=2'));
    expect(await page.title()).toMatch(/^Serveurs, page 2 sur \d+$/);
    expect(await attributesOf(page, 'meta[name="robots"]', ['content'])).toEqual([['noindex, follow']]);
    expect(reader.offences).toEqual([]);
  });

  test('the list begins by lot, and its order can be kept by an address that every page of it has', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    const names = async () => (await attributesOf(page, 'main ol h3 a', ['href'])).flat();
    await page.goto(at('/en/servers'));
    const today = await names();
    expect(await page.getByText('Drawn by lot, in a new order each day').count()).toBe(1);
    await follow(page, page.getByRole('link', { name: 'Address of this order, to share' }));
    expect(new URL(page.url()).search).toMatch(/^\?seed=20\d\d-\d\d-\d\d$/);
    expect(await names()).toEqual(today);
    await page.goto(at('/en/servers?seed=k7'));
    expect(await names()).not.toEqual(today);
    await follow(page, page.getByRole('link', { name: 'Next', exact: true }));
    expect(new URL(page.url()).search).toBe('?seed=k7&page=2');
    await page.goto(at('/en/servers'));
    await follow(page, page.getByRole('link', { name: 'Next', exact: true }));
    expect(new URL(page.url()).search).toMatch(/^\?seed=20\d\d-\d\d-\d\d&page=2$/);
    await page.getByRole('combobox', { name: 'Order' }).selectOption({ label: 'Most rules' });
    await follow(page, page.getByRole('button', { name: 'Order', exact: true }));
    expect(new URL(page.url()).searchParams.get('sort')).toBe('-rules_count');
    expect(new URL(page.url()).searchParams.has('page')).toBe(false);
  });

  test('case 111: without script, the table has the same servers as the entries, and its headings order them', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en/servers?language=fr&seed=k7'));
    const entries = (await attributesOf(page, 'main ol h3 a', ['href'])).flat();
    await follow(page, page.getByRole('link', { name: 'Table', exact: true }));
    expect((await attributesOf(page, 'tbody th a', ['href'])).flat()).toEqual(entries);
    expect(await page.locator('th[aria-sort]').count()).toBe(0);
    await follow(page, page.getByRole('link', { name: 'Accounts' }));
    expect(await page.locator('th[aria-sort="descending"]').textContent()).toBe('Accounts');
    const accounts = async () => {
      const texts = await page.locator('tbody tr td:nth-child(3)').allTextContents();
      return texts.filter((text) => /^\d/.test(text)).map((text) => Number(text.replaceAll(',', '')));
    };
    const most = await accounts();
    expect(most.length).toBeGreaterThan(10);
    expect(most).toEqual(most.toSorted((left, right) => right - left));
    await follow(page, page.getByRole('link', { name: 'Accounts' }));
    expect(await page.locator('th[aria-sort="ascending"]').textContent()).toBe('Accounts');
    const fewest = await accounts();
    expect(fewest).toEqual(fewest.toSorted((left, right) => left - right));
    expect(new URL(page.url()).searchParams.get('view')).toBe('table');
  });

  test('a phone shows the results without the filters, which open beneath the search', async () => {
    await using reader = await site().open({ runsScripts: false, width: 320 });
    const { page } = reader;
    await page.goto(at('/en/servers?registrations=open&size=small'));
    expect(await page.getByRole('combobox', { name: 'Language' }).isVisible()).toBe(false);
    await page.getByText('Filters, 2 chosen').click();
    expect(await page.getByRole('combobox', { name: 'Language' }).isVisible()).toBe(true);
    expect(await documentWidth(page)).toBe(320);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(at('/en/servers'));
    expect(await page.getByRole('combobox', { name: 'Language' }).isVisible()).toBe(true);
    expect(await page.getByText('Filters', { exact: true }).isVisible()).toBe(false);
  });

  test('a page of the directory is at most 100 KB of HTML, in both views and languages', async () => {
    for (const path of [
      '/en/servers',
      '/fr/servers',
      '/en/servers?view=table',
      '/fr/servers?view=table&q=moor',
    ]) {
      const bytes = (await (await fetch(at(path))).arrayBuffer()).byteLength;
      expect([path, bytes < 100_000]).toEqual([path, true]);
    }
  });

  test('nothing moves while a page of the directory loads', async () => {
    for (const width of [390, 1280]) {
      await using reader = await site().open({ width });
      for (const path of ['/en/servers', '/fr/servers?view=table&sort=-users_total']) {
        await reader.page.goto(at(path), { waitUntil: 'networkidle' });
        const shifts = await reader.page.evaluate(`new Promise((resolve) => {
          const seen = [];
          new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ value }) => value)))
            .observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(seen)));
        })`);
        expect([width, path, shifts]).toEqual([width, path, []]);
      }
    }
  });

  test('servers that are ticked are compared, without script, and the button stays in sight meanwhile', async () => {
    await using reader = await site().open({ runsScripts: false, width: 390 });
    const { page } = reader;
    await page.goto(at('/en/servers?sort=-users_total'));
    const boxes = page.getByRole('checkbox', { name: /^Compare / });
    expect(await boxes.count()).toBe(24);
    await boxes.nth(0).check();
    await boxes.nth(3).check();
    const button = page.getByRole('button', { name: 'Compare the chosen servers' });
    const bottom = async () => {
      const box = await button.boundingBox();
      return (box?.y ?? Number.NaN) + (box?.height ?? 0);
    };
    await expect.poll(bottom).toBeLessThanOrEqual(900);
    const domains = await page.locator('.cards > li h3 + p bdi').allTextContents();
    await button.click();
    await page.waitForURL(/\/en\/compare/);
    expect(new URL(page.url()).searchParams.getAll('server')).toEqual([domains[0], domains[3]]);
    expect(await page.getByRole('columnheader', { name: domains[3] ?? '' }).count()).toBeGreaterThan(0);
  });

  test('relays and bridges are shown to those who ask for them', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en/servers?q=passing'));
    expect(await page.getByText('No server matches').count()).toBe(1);
    await follow(page, page.getByRole('link', { name: /^Also show relays and bridges/ }));
    expect(await page.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['Passing Moor Relay']);
    expect(await page.locator('main ol').textContent()).toContain('no members');
    // The form keeps all kinds; the way back is a link.
    await follow(page, page.getByRole('button', { name: 'Show servers' }));
    expect(await page.getByRole('heading', { level: 3 }).count()).toBe(1);
    await follow(page, page.getByRole('link', { name: 'Hide relays and bridges' }));
    expect(await page.getByText('No server matches').count()).toBe(1);
  });

  test('nothing found leads on: a filter can be dropped where that finds servers', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en/servers?q=nobody-has-this&registrations=open'));
    expect(await page.locator('label:has([name="registrations"]:checked)').textContent()).toBe(
      'Open sign-up (0)',
    );
    expect(await page.title()).toBe('No server matches: nobody-has-this, Open sign-up');
    expect(await page.getByRole('link', { name: /^without “Open sign-up”/ }).count()).toBe(0);
    expect(
      await page.locator('main').getByRole('link', { name: 'Not sure? Answer six questions' }).count(),
    ).toBe(2);
    const way = page.getByRole('link', { name: /^without “nobody-has-this”: \d+ servers$/ });
    const [count = ''] = /\d+/.exec((await way.textContent()) ?? '') ?? [];
    await follow(page, way);
    expect(new URL(page.url()).search).toBe('?registrations=open');
    expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toContain(
      `${count} servers match`,
    );
    await page.goto(at('/en/servers?registrations=open&page=999'));
    await follow(page, page.getByRole('link', { name: 'To the last page' }));
    expect(await page.getByRole('heading', { level: 3 }).count()).toBeGreaterThan(0);
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
      await follow(page, next);
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
    expect(await focusedName(page)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focusedName(page)).toBe('Not sure? Answer six questions');
    await page.keyboard.press('Tab');
    await page.keyboard.type('commons');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=commons/);
    await page.getByRole('link', { name: 'Brightwater Commons' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/brightwater/);
    expect(await page.locator('h1').textContent()).toBe('Brightwater Commons');
  });
});
