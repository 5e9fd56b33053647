import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { notableServers } from '../support/notable-servers.ts';
import { chromiumPath } from './chromium.ts';
import { attributesOf, documentWidth } from './in-page.ts';
import { pressAndGo, tabTo } from './keyboard.ts';
import { provideSite } from './site-tests.ts';

const site = provideSite('census');
const at = (path: string) => `${site().origin}${path}`;

const numberIn = (text: string | null): number =>
  Number(/\d+/.exec(text?.replaceAll(/(?<=\d),(?=\d)/g, '') ?? '')?.[0]);

const namesOn = (page: Page) => page.locator('main ol h3').allTextContents();

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  test('by keyboard alone and without script, from the home page to the sign-up page of a server', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en'));
    await tabTo(page, /^Choose a server$/);
    await pressAndGo(page, 'Enter');
    expect(new URL(page.url()).pathname).toBe('/en/choose');
    await tabTo(page, /^English/);
    await page.keyboard.press('Space');
    await tabTo(page, /^Continue$/);
    await pressAndGo(page, 'Enter');
    expect(await page.locator('h1').textContent()).toBe('What would you like to do there?');
    await tabTo(page, /^Write short posts/);
    await page.keyboard.press('Space');
    await tabTo(page, /^Continue$/);
    await pressAndGo(page, 'Enter');
    await tabTo(page, /^Yes, at once/);
    await page.keyboard.press('Space');
    await tabTo(page, /^Continue$/);
    await pressAndGo(page, 'Enter');
    for (const heading of ['How large should it be?', 'What should its rules speak of?']) {
      expect(await page.locator('h1').textContent()).toBe(heading);
      await tabTo(page, /^Skip$/);
      await pressAndGo(page, 'Enter');
    }
    expect(await page.getByText('Question 6 of 6').count()).toBe(1);
    await tabTo(page, /^Show servers$/);
    await pressAndGo(page, 'Enter');
    expect(await page.locator('h1').textContent()).toMatch(/^\d+ servers fit all of your answers$/);
    expect(await page.getByText('Does not fit', { exact: true }).count()).toBe(0);
    await tabTo(page, /^Create an account$/);
    const href = await page.evaluate<string>('document.activeElement.href');
    expect(new URL(href).protocol).toBe('https:');
    expect(reader.offences).toEqual([]);
    // The reader's step out of the site is the one request to anybody else; this browser refuses it.
    await page.keyboard.press('Enter');
    await expect.poll(() => reader.offences).toEqual([`request: ${href}`]);
  });

  test('on a phone in French: the language of the reader first, one question a screen, no step too wide', async () => {
    await using reader = await site().open({ width: 360, locale: 'fr-BE', runsScripts: false });
    const { page } = reader;
    await page.goto(at('/choose'));
    expect(new URL(page.url()).pathname).toBe('/fr/choose');
    expect(await page.locator('main fieldset label').first().textContent()).toMatch(/^Français/);
    expect(await page.locator('main fieldset input:checked').count()).toBe(0);
    await page.locator('main fieldset label').first().click();
    for (let question = 1; question <= 6; question += 1) {
      expect(await documentWidth(page)).toBe(360);
      expect(await page.getByText(`Question ${question} sur 6`).count()).toBe(1);
      const before = page.url();
      const way =
        question === 1
          ? page.getByRole('button', { name: 'Continuer' })
          : page.getByRole('link', { name: 'Passer', exact: true });
      await way.click();
      await page.waitForURL((url) => url.href !== before);
    }
    expect(await page.locator('h1').textContent()).toMatch(
      /^\d+ serveurs conviennent à toutes vos réponses$/,
    );
    expect(await documentWidth(page)).toBe(360);
    expect(await page.getByText('Pour qui écrit en').count()).toBe(5);
    const search = new URL(page.url()).searchParams;
    expect([...search.keys()].toSorted()).toEqual(['language', 'seed']);
    await page.getByRole('link', { name: 'Changer : Langue' }).click();
    await page.waitForURL(/change=language/);
    expect(await page.locator('main fieldset input:checked').count()).toBe(1);
    await page.getByRole('link', { name: 'Revenir aux suggestions' }).click();
    await page.getByRole('link', { name: 'Retirer : Langue' }).click();
    await page.waitForURL((url) => !url.search.includes('language'));
    expect(await page.locator('h1').textContent()).toMatch(/^\d+ serveurs au choix$/);
    expect(reader.offences).toEqual([]);
  });

  test.for(['language', 'purpose', 'sign_up', 'size', 'rule_topic', 'country'])(
    'the number beside an answer is what choosing it leaves: %s',
    async (question) => {
      await using reader = await site().open({ runsScripts: false });
      const { page } = reader;
      const others = question === 'language' ? 'size=small&size=medium' : 'language=en';
      const address = at(`/en/choose?change=${question}&${others}&seed=k7`);
      await page.goto(address);
      const options = await page
        .locator('main fieldset label')
        .filter({ has: page.locator('input') })
        .count();
      for (let option = 0; option < Math.min(options, 5); option += 1) {
        await page.goto(address);
        const label = page
          .locator('main fieldset label')
          .filter({ has: page.locator('input') })
          .nth(option);
        // The count stands there twice: as a figure, and in words for screen readers.
        const promised = numberIn(
          /, [\d,]+ servers? left$/.exec((await label.textContent()) ?? '')?.[0] ?? null,
        );
        await label.click();
        await page.getByRole('button', { name: 'Show servers' }).click();
        await page.waitForURL((url) => !url.search.includes('change='));
        const heading = await page.locator('h1').textContent();
        expect([option, heading]).toEqual([
          option,
          promised === 0
            ? 'No server fits all of your answers'
            : expect.stringMatching(new RegExp(`^${promised} servers? fits? all`)),
        ]);
      }
    },
  );

  test('whoever is sent the address sees the same servers, and another selection is another address', async () => {
    await using reader = await site().open({ runsScripts: false });
    await using friend = await site().open({ runsScripts: false, locale: 'fr' });
    await reader.page.goto(at('/en/choose?step=country&language=en'));
    await reader.page.getByRole('button', { name: 'Show servers' }).click();
    await reader.page.waitForURL(/seed=/);
    const names = await namesOn(reader.page);
    expect(names).toHaveLength(5);
    const response = await friend.page.goto(reader.page.url());
    expect(await namesOn(friend.page)).toEqual(names);
    expect(await response?.headerValue('set-cookie')).toBe(null);
    const selections = new Set([names.join()]);
    for (let again = 0; again < 4; again += 1) {
      const before = reader.page.url();
      await reader.page.getByRole('link', { name: 'Another selection' }).click();
      await reader.page.waitForURL((url) => url.href !== before);
      selections.add((await namesOn(reader.page)).join());
    }
    expect(selections.size).toBeGreaterThan(1);
  });

  test('nothing fits: which answers to leave out, with what that leaves, and the nearest servers', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en/choose?language=eo&purpose=videos&sign_up=now&country=JP&seed=k7'));
    expect(await page.locator('h1').textContent()).toBe('No server fits all of your answers');
    expect(await namesOn(page)).toHaveLength(3);
    const near = page.locator('main ol > li').first();
    expect(await near.getByText('Does not fit', { exact: true }).count()).toBeGreaterThan(0);
    const way = page.getByRole('link', { name: /^without “.*”: \d+ servers?$/ }).first();
    const promised = numberIn(/: (.*)$/.exec((await way.textContent()) ?? '')?.[1] ?? null);
    await way.click();
    await page.waitForURL((url) => !url.search.includes('language=eo'));
    expect(numberIn(await page.locator('h1').textContent())).toBe(promised);
  });

  test('what servers call themselves is shown as text', async () => {
    await using reader = await site().open();
    const { page } = reader;
    for (const [domain, answers] of [
      [notableServers.markup, 'language=en&size=medium&sign_up=wait'],
      [notableServers.long, 'language=en&size=small'],
      [notableServers.bidi, 'language=he&size=small'],
    ] as const) {
      const seed = await seedFor(page, domain, answers);
      await page.goto(at(`/en/choose?${answers}&seed=${seed}`));
      const entry = page.locator('main ol > li').filter({ hasText: domain });
      expect([domain, await entry.locator('h3 bdi').count()]).toEqual([domain, 1]);
      expect(await page.title()).toContain('Choose a server');
      expect(await page.locator('main img, main script, main b').count()).toBe(0);
      await page.setViewportSize({ width: 320, height: 800 });
      expect([domain, await documentWidth(page)]).toEqual([domain, 320]);
    }
    expect(reader.offences).toEqual([]);
  });

  test('the beginning is listed by search engines, no address with answers is; what is bad is said', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/fr/choose'));
    expect(await attributesOf(page, 'meta[name="robots"]', ['content'])).toEqual([]);
    const bad = '/fr/choose?language=not_a_tag&size=small&seed=k7';
    for (const path of [bad, '/fr/choose?step=size&seed=k7']) {
      await page.goto(at(path));
      expect(await attributesOf(page, 'meta[name="robots"]', ['content'])).toEqual([['noindex, follow']]);
      const [[canonical] = []] = await attributesOf(page, 'link[rel="canonical"]', ['href']);
      expect(new URL(String(canonical)).pathname + new URL(String(canonical)).search).toBe('/fr/choose');
    }
    await page.goto(at(bad));
    expect(await page.getByRole('status').textContent()).toContain('"language" is "not_a_tag"');
    expect(await page.getByRole('link', { name: 'Changer : Taille' }).count()).toBe(1);
  });
});

/** A seed with which a server is among the first; the API draws the same lots as the page. */
async function seedFor(page: Page, domain: string, answers: string): Promise<string> {
  for (let seed = 0; seed < 200; seed += 1) {
    const response = await page.request.get(at(`/api/v1/suggestions?${answers}&seed=${seed}`));
    if ((await response.text()).includes(`"${domain}"`)) return String(seed);
  }
  throw new Error(`${domain} is suggested with no seed.`);
}
