import { describe, expect, test } from 'vitest';
import { chromiumPath } from './chromium.ts';
import { provideSite } from './site-tests.ts';

const site = provideSite('census', { FEDICENSUS_SIMULATED: '1' });
const at = (path: string) => `${site().origin}${path}`;

const tables = [
  'total',
  'panel',
  'index',
  'vital',
  'survival',
  'churn',
  'concentration',
  'lorenz',
  'releases',
];

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  test('case 111: the page about growth is complete without script, and says what its CSV and the API say', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    expect((await page.goto(at('/en/growth')))?.status()).toBe(200);
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
    expect(await page.locator('main figure').count()).toBe(10);
    const read = async (path: string) => (await page.request.get(at(path))).text();
    for (const name of tables) {
      const lines = (await read(`/data/growth/${name}.csv`)).trim().split('\r\n');
      expect([name, lines.length > 1]).toEqual([name, true]);
      expect([name, await page.locator(`a[href="/data/growth/${name}.csv"]`).count()]).not.toEqual([name, 0]);
    }
    const { data: panel } = JSON.parse(await read('/api/v1/network/panel?days_back=30'));
    const newest = panel.findLast(({ partial }: { partial: boolean }) => !partial);
    expect(text).toContain(
      `from ${newest.users_active_month_then.toLocaleString('en')} to ${newest.users_active_month_now.toLocaleString('en')} active people`,
    );
    const csv = (await read('/data/growth/panel.csv'))
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    const place = csv[0]?.indexOf('users_active_month_now') ?? -1;
    expect(csv.slice(1).map((cells) => Number(cells[place]))).toEqual(
      panel.map((row: { users_active_month_now: number }) => row.users_active_month_now),
    );
    expect((await page.request.get(at('/data/growth/nothing.csv'))).status()).toBe(404);
    expect(reader.offences).toEqual([]);
  });
});
