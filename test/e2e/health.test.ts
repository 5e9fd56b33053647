import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../db/client.ts';
import { outcomeKinds } from '../../db/model/outcome.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { addHosts } from '../../db/writes/add-hosts.ts';
import { recordVisits } from '../../db/writes/record-visits.ts';
import { failedVisit, visitOf } from '../support/visit-records.ts';
import { chromiumPath } from './chromium.ts';
import { axeFindings, documentWidth, follow, smallTargets } from './in-page.ts';
import { startSite } from './site.ts';
import { provideSite } from './site-tests.ts';

const site = provideSite('empty');
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

/** Makes all visits of the census as old as these hours, and due as long after them as a living server is. */
async function visitedBefore(db: CensusDatabase, hours: number): Promise<void> {
  const visitedAt = hoursAgo(hours);
  const nextVisitAt = new Date(visitedAt.getTime() + 22 * 3_600_000);
  await db.deleteFrom('visit').execute();
  const visits = [
    visitOf('one.social', visitedAt.toISOString(), { nextVisitAt }),
    visitOf('two.social', visitedAt.toISOString(), { nextVisitAt }),
    failedVisit('away.social', visitedAt.toISOString(), {
      outcome: 'dns-not-found',
      status: 'silent',
      nextVisitAt,
    }),
  ];
  const hosts = visits.map(({ host }) => host);
  await addHosts(db, hosts, { source: 'seed', at: visitedAt });
  await db.transaction().execute((trx) => recordVisits(trx, visits));
}

/** The leads of pages, asked of a site that has nothing in its cache. */
async function freshLeads(page: Page, ...paths: readonly string[]): Promise<readonly string[]> {
  await using fresh = await startSite(site().database.url);
  const leads: string[] = [];
  for (const path of paths) {
    const answer = await page.request.get(`${fresh.origin}${path}`);
    expect(answer.status()).toBe(200);
    await page.setContent(await answer.text());
    leads.push((await page.locator('h1 + p').textContent()) ?? '');
  }
  return leads;
}

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  test('before the first visit the page says so, and the footer leads to it', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(`${site().origin}/en`);
    await follow(page, page.getByRole('link', { name: 'Health of the census' }));
    expect(new URL(page.url()).pathname).toBe('/en/health');
    expect(await page.locator('h1 + p').textContent()).toBe(
      'Nothing has been visited yet: the first census has not begun.',
    );
    expect(await page.getByText('None in the last 30 days.').count()).toBe(1);
    expect(await page.locator('main').textContent()).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  test('each state of the crawl is said in one sentence', async () => {
    await using reader = await site().open({ runsScripts: false });
    await using db = createDatabase(site().database.url);
    const { page } = reader;
    await visitedBefore(db, 40);
    expect(await freshLeads(page, '/en/health', '/fr/health')).toEqual([
      expect.stringMatching(/^The crawl has stopped: no server has been visited for 40\shours/),
      expect.stringMatching(/^Le robot est arrêté\s: .* depuis 40\sheures/),
    ]);
    await db
      .insertInto('own_outage')
      .values({ began_at: hoursAgo(0.2), failures: 40 })
      .execute();
    expect(await freshLeads(page, '/en/health')).toEqual([
      expect.stringMatching(/^Our own network has failed\./),
    ]);
    await db.deleteFrom('own_outage').execute();
    await visitedBefore(db, 7);
    expect(await freshLeads(page, '/en/health')).toEqual([
      expect.stringMatching(/^The crawl rests: the last visit was 7 hours.* ago/),
    ]);
    await visitedBefore(db, 1);
    expect(await freshLeads(page, '/en/health')).toEqual(['The crawl is running and keeps up.']);
  });

  test('without script, figures, outcomes and outages are there, and the API says the same', async () => {
    await using reader = await site().open({ runsScripts: false });
    await using db = createDatabase(site().database.url);
    const { page } = reader;
    await visitedBefore(db, 0.5);
    const [began, ended] = [hoursAgo(30), hoursAgo(28.5)];
    await db.insertInto('own_outage').values({ began_at: began, ended_at: ended, failures: 1_234 }).execute();
    await using fresh = await startSite(site().database.url);
    await page.route(`${site().origin}/**`, (route) =>
      route.continue({ url: route.request().url().replace(site().origin, fresh.origin) }),
    );
    await page.goto(`${site().origin}/en/health`);
    expect(await page.locator('#now dd').first().textContent()).toBe('100%');
    const cells = await page.locator('#outcomes tbody tr').allTextContents();
    expect(cells).toEqual([
      expect.stringMatching(/^Answered[02]2$/),
      expect.stringMatching(/^The server stated its figures\./),
      expect.stringMatching(/^No such name[01]1$/),
      expect.stringMatching(/^The name does not exist/),
    ]);
    // What did not occur is explained too.
    await page.locator('#outcomes summary').click();
    expect(await page.locator('#outcomes details li').count()).toBe(outcomeKinds.length - 2);
    expect(await page.locator('#outages tbody tr').allTextContents()).toEqual([
      expect.stringMatching(/UTC1 hour 30 minutes1,234$/),
    ]);
    const api = await (await page.request.get(`${fresh.origin}/api/v1/health`)).json();
    expect(api).toMatchObject({
      status: 'ok',
      crawl: 'running',
      living_instances: 2,
      living_visited_24h: 2,
      outcomes_24h: { up: 2, 'dns-not-found': 1 },
      own_outages: [{ began_at: began.toISOString(), ended_at: ended.toISOString(), failures: 1_234 }],
    });
  });

  test.for(['light', 'dark'] as const)(
    'axe finds nothing by %s with outages, and it fits a phone',
    async (colorScheme) => {
      await using reader = await site().open({ colorScheme, locale: 'fr' });
      const { page } = reader;
      await page.goto(`${site().origin}/fr/health`);
      expect(await axeFindings(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 800 });
      expect(await documentWidth(page)).toBe(320);
      expect(await smallTargets(page)).toEqual([]);
      expect(reader.offences).toEqual([]);
    },
  );
});
