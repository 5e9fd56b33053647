import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openDuck } from '../support/duckdb.ts';
import { manifestOf } from '../support/publications.ts';
import { chromiumPath } from './chromium.ts';
import { attributesOf } from './in-page.ts';
import { sitePublishedDays } from './site.ts';
import { provideSite } from './site-tests.ts';

const site = provideSite('census');
const newest = sitePublishedDays.at(-1) ?? '';

/** Where the links that a selector finds lead to. */
const linksOf = async (page: Page, selector: string) =>
  (await attributesOf(page, selector, ['href'])).map(([href]) => href ?? '');

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  test('without script, every file of the newest day can be downloaded, and is what its checksum says', async () => {
    await using reader = await site().open({ runsScripts: false });
    await reader.page.goto(`${site().origin}/en/data`);
    const { files } = await manifestOf(join(site().database.dataFolder, 'exports', newest));
    const links = await linksOf(reader.page, `a[href^="/exports/${newest}/"]`);
    expect(links.toSorted()).toEqual(files.map(({ path }) => `/exports/${newest}/${path}`).toSorted());
    const text = await reader.page.locator('main').textContent();
    for (const { path, subject, sha256 } of files) {
      const response = await fetch(`${site().origin}/exports/${newest}/${path}`);
      const bytes = Buffer.from(await response.arrayBuffer());
      expect([path, createHash('sha256').update(bytes).digest('hex')]).toEqual([path, sha256]);
      if (subject !== null) expect(text).toContain(`${sha256}  ${path}`);
    }
    expect(await reader.page.getByRole('link', { name: 'Network as Parquet,' }).count()).toBe(1);
    expect(reader.offences).toEqual([]);
  });

  test('the examples of DuckDB run as they stand, on a copy of the files', async () => {
    await using reader = await site().open({ runsScripts: false, locale: 'fr' });
    await reader.page.goto(`${site().origin}/fr/data`);
    const blocks = await reader.page.locator('#use pre').allTextContents();
    const { dataFolder } = site().database;
    using duck = await openDuck();
    const run = (sql = '') =>
      duck.ask(
        sql
          .replace(/'http:[^']+\/exports\//, `'${dataFolder}/exports/`)
          .replace("'exports/", `'${dataFolder}/exports/`)
          .replace(/;\s*$/, ''),
      );
    expect((await run(blocks[0]))[0]).toMatchObject({ software: 'mastodon' });
    expect((await run(blocks[1])).at(-1)).toMatchObject({ day: newest });
  });

  test('months and earlier days can be taken, and the address without a language leads to the page', async () => {
    await using reader = await site().open({ runsScripts: false, locale: 'fr' });
    const response = await reader.page.goto(`${site().origin}/data`);
    expect(response?.status()).toBe(200);
    expect(new URL(reader.page.url()).pathname).toBe('/fr/data');
    const months = await linksOf(reader.page, '#months a');
    expect(months).toEqual([
      '/exports/snapshots/year=2026/month=11/part-0.parquet',
      '/exports/snapshots/year=2026/month=10/part-0.parquet',
    ]);
    const days = await linksOf(reader.page, '#earlier a');
    expect(days).toEqual(['2026-11-22', '2026-11-01'].map((day) => `/exports/${day}/datapackage.json`));
    for (const path of [...months, ...days])
      expect((await fetch(`${site().origin}${path}`)).status).toBe(200);
    expect(await linksOf(reader.page, 'footer a[href="/fr/data"]')).toHaveLength(1);
  });
});
