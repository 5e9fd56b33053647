import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { chromiumPath, launchChromium, openReader, type Reader, type ReaderPage } from './chromium.ts';
import { openSiteDatabase, type Site, type SiteContent, type SiteDatabase, startSite } from './site.ts';

/** What the browser tests of one file share. */
export interface SiteFixture {
  readonly origin: string;
  readonly database: SiteDatabase;
  open(reader?: Reader): Promise<ReaderPage>;
}

/** Opens a database of a file's own, with content that was made once a run. */
export function openPreparedDatabase(content: SiteContent): Promise<SiteDatabase> {
  return openSiteDatabase({ copyOf: inject('siteFolders')[content] });
}

/**
 * Opens a database, starts site and browser before the tests of a file, and stops them after. Without a browser nothing
 * is started.
 */
export function provideSite(
  content: SiteContent,
  settings: Readonly<Record<string, string>> = {},
): () => SiteFixture {
  let fixture: SiteFixture | null = null;
  const stack = new AsyncDisposableStack();

  beforeAll(async () => {
    if (chromiumPath === null) return;
    const database = stack.use(await openPreparedDatabase(content));
    const site: Site = stack.use(
      await startSite(database.url, { FEDICENSUS_DATA: database.dataFolder, ...settings }),
    );
    const browser: Browser = await launchChromium();
    stack.defer(() => browser.close());
    fixture = {
      origin: site.origin,
      database,
      open: (reader) => openReader(browser, site.origin, reader),
    };
  });

  afterAll(() => stack.disposeAsync());

  return () => {
    if (fixture === null) throw new Error('The site has not been started.');
    return fixture;
  };
}
