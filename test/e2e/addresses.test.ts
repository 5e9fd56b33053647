import { describe, expect, test } from 'vitest';
import { locales } from '../../web/i18n/locales.ts';
import { notableServers } from '../support/notable-servers.ts';
import { chromiumPath } from './chromium.ts';
import { attributesOf, follow } from './in-page.ts';
import { provideSite } from './site-tests.ts';

const site = provideSite('census');
const at = (path: string) => `${site().origin}${path}`;

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  test.for([
    '/en/nowhere',
    '/en/servers/nobody-knows-this.net',
    '/en/servers/%00',
    '/fr/a/b/c',
    '/sv',
    '/en/servers/..%2f',
    '/en/offline-and-more',
  ])('%s is a real 404 in the design of the site', async (path) => {
    await using reader = await site().open({ runsScripts: false });
    const response = await reader.page.goto(at(path));
    expect(response?.status()).toBe(404);
    expect(await reader.page.getByRole('searchbox').count()).toBe(1);
    expect(
      await reader.page
        .getByText(/^(This is not in the census|Ceci n’est pas dans le recensement)\.$/)
        .count(),
    ).toBe(1);
  });

  test('a name that is no server, and has moved to one, leads there', async () => {
    await using reader = await site().open({ runsScripts: false });
    const response = await reader.page.goto(at(`/fr/servers/${notableServers.accountDomain}`));
    expect(response?.status()).toBe(200);
    expect(new URL(reader.page.url()).pathname).toBe(`/fr/servers/${notableServers.largest}`);
  });

  test('only addresses without a language are negotiated, and the switch keeps the page', async () => {
    await using reader = await site().open({ locale: 'fr-BE', runsScripts: false });
    const { page } = reader;
    await page.goto(at('/'));
    expect(new URL(page.url()).pathname).toBe('/fr');
    await page.goto(at('/crawler'));
    expect(new URL(page.url()).pathname).toBe('/fr/crawler');
    await page.goto(at('/first-steps'));
    expect(new URL(page.url()).pathname).toBe('/fr/first-steps');
    await page.goto(at('/en/servers?q=fen&page=2'));
    expect(new URL(page.url()).pathname).toBe('/en/servers');
    await page.getByRole('button', { name: 'Language: English' }).click();
    await follow(page, page.getByRole('link', { name: 'Français' }));
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/fr/servers?q=fen&page=2');
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
  });

  test('every page names itself in the other languages, and they name it back', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    for (const path of [
      '',
      '/servers',
      '/rules?topic=spam',
      `/servers/${notableServers.largest}`,
      '/method',
      '/crawler',
      '/removal',
      '/health',
      '/crawler/host',
    ]) {
      for (const locale of ['en', 'fr']) {
        await page.goto(at(`/${locale}${path}`));
        const links = await attributesOf(page, 'link[rel="alternate"][hreflang]', ['hreflang', 'href']);
        expect(Object.fromEntries(links)).toEqual({
          ...Object.fromEntries(locales.map((each) => [each, at(`/${each}${path}`)])),
          'x-default': at(path === '' ? '/' : `/en${path}`).replace(/(?<!\/)\/$/, ''),
        });
      }
    }
  });

  test('pages obey a policy of their own, with a new nonce each', async () => {
    await using reader = await site().open({ runsScripts: false });
    const nonces = [];
    for (const path of ['/en', '/en/servers', '/en/nowhere']) {
      const response = await reader.page.goto(at(path));
      const policy = (await response?.headerValue('content-security-policy')) ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
      nonces.push(/'nonce-([^']+)'/.exec(policy)?.[1]);
    }
    expect(new Set(nonces).size).toBe(3);
    expect(nonces).not.toContain(undefined);
  });
});
