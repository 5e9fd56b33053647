import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../db/client.ts';
import { chromiumPath } from './chromium.ts';
import { axeFindings } from './in-page.ts';
import { provideSite } from './site-tests.ts';

const site = provideSite('empty');
const at = (path: string) => `${site().origin}${path}`;

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  // The first of all: what a page has read is kept for some seconds.
  test('a page whose numbers do not come in time is a 503 in the design of the site', async () => {
    await using reader = await site().open({ runsScripts: false });
    await using db = createDatabase(site().database.url);
    const locked = Promise.withResolvers<void>();
    const seen = Promise.withResolvers<void>();
    const lock = db.transaction().execute(async (trx) => {
      await sql`lock table instance in access exclusive mode`.execute(trx);
      locked.resolve();
      await seen.promise;
    });
    await locked.promise;
    try {
      const response = await reader.page.goto(at('/en/servers?q=never-asked-before'));
      expect(response?.status()).toBe(503);
      expect(await response?.headerValue('retry-after')).toBe('10');
      const retry = reader.page.getByRole('link', { name: 'Try again' });
      expect(await retry.getAttribute('href')).toBe('/en/servers?q=never-asked-before');
      const asked = await reader.page.goto(at('/en/choose?language=eo&seed=never'));
      expect(asked?.status()).toBe(503);
      expect(await retry.getAttribute('href')).toBe('/en/choose?language=eo&seed=never');
    } finally {
      seen.resolve();
      await lock;
    }
  });

  test('before anything has answered, the pages say that the first census is under way', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    for (const path of ['/en', '/en/servers']) {
      expect((await page.goto(at(path)))?.status()).toBe(200);
      expect([path, await page.getByText('The first census is under way.').count()]).toEqual([path, 1]);
    }
    for (const path of ['/en/choose', '/en/choose?language=fr&seed=k7']) {
      expect((await page.goto(at(path)))?.status()).toBe(200);
      expect(await page.locator('h1').textContent()).toBe('There is no server to suggest yet.');
    }
    for (const path of ['/en/rules', '/en/rules?topic=spam'])
      expect((await page.goto(at(path)))?.status()).toBe(200);
    await page.goto(at('/en/rules'));
    expect(await page.locator('main h2').allTextContents()).toEqual(['No rules have been read yet.']);
    await page.goto(at('/en'));
    expect(await page.getByText('There is nothing to draw yet').count()).toBe(1);
    expect(await page.getByText('Simulated data').count()).toBe(0);
    expect(await page.locator('main').textContent()).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  test.for(['light', 'dark'] as const)('axe finds nothing on the %s first pages', async (colorScheme) => {
    await using reader = await site().open({ colorScheme });
    for (const path of ['/en', '/fr/servers', '/fr/choose', '/en/rules']) {
      await reader.page.goto(at(path));
      expect([path, await axeFindings(reader.page)]).toEqual([path, []]);
    }
    expect(reader.offences).toEqual([]);
  });

  test('a failure of ours is a page with a way on, and tells nothing of its cause', async () => {
    await using reader = await site().open({ locale: 'fr' });
    await using db = createDatabase(site().database.url);
    await sql`alter table rule rename to rule_elsewhere`.execute(db);
    try {
      const response = await reader.page.goto(at('/fr'));
      expect(response?.status()).toBe(500);
      await reader.page
        .getByRole('heading', { name: 'Quelque chose s’est mal passé de notre côté.' })
        .waitFor();
      expect(await response?.text()).not.toContain('relation');
      expect(await axeFindings(reader.page)).toEqual([]);
    } finally {
      await sql`alter table rule_elsewhere rename to rule`.execute(db);
    }
    await reader.page.getByRole('button', { name: 'Réessayer' }).click();
    await reader.page.getByText('Le premier recensement est en cours.').waitFor();
  });

  // The last one: the database does not come back.
  test('while the database is away, every page is a calm 503 that one can try again', async () => {
    await using reader = await site().open({ locale: 'fr' });
    const { page } = reader;
    await site().database.stop();
    const response = await page.goto(at('/fr/servers'));
    expect(response?.status()).toBe(503);
    expect(await response?.headerValue('retry-after')).toBe('10');
    expect(await page.locator('h1').textContent()).toBe('Les chiffres sont hors de portée pour un instant.');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Réessayer' }).click();
    expect(new URL(page.url()).pathname).toBe('/fr/servers');
    expect((await page.request.get(at('/data/growth.csv'))).status()).toBe(503);
    expect(reader.offences).toEqual([]);
  });
});
