import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const places = [
  process.env.CHROMIUM_PATH,
  // Draws the pages alike and no windows around them, which take half of a browser's time.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser of this machine; null when there is none, and then the browser tests are skipped. */
export const chromiumPath: string | null =
  places.find((place) => place !== undefined && existsSync(place)) ?? null;

/**
 * Starts the browser, without whatever it would like to fetch for itself.
 *
 * @param extraArgs further switches of the browser.
 */
export function launchChromium(extraArgs: readonly string[] = []): Promise<Browser> {
  if (chromiumPath === null) throw new Error('There is no Chromium: set CHROMIUM_PATH.');
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...extraArgs,
    ],
  });
}

/** How a reader sees the site. */
export interface Reader {
  /** @default 'light' */
  readonly colorScheme?: 'light' | 'dark';
  /** @default 1280 */
  readonly width?: number;
  /** @default true */
  readonly runsScripts?: boolean;
  /** Preferred languages. @default 'en' */
  readonly locale?: string;
  /** Whether the browser keeps pages for reading offline, as it does for readers. @default false */
  readonly keepsPages?: boolean;
}

/** A reader's page, and what must not have happened on it. */
export interface ReaderPage extends AsyncDisposable {
  readonly page: Page;
  /** Requests to anywhere but the site, which were refused; errors of scripts; what the browser's policy blocked. */
  readonly offences: readonly string[];
}

/** Opens a page that may talk to the site at `origin` only. */
export async function openReader(browser: Browser, origin: string, reader: Reader = {}): Promise<ReaderPage> {
  const {
    colorScheme = 'light',
    width = 1280,
    runsScripts = true,
    locale = 'en',
    keepsPages = false,
  } = reader;
  const context = await browser.newContext({
    colorScheme,
    locale,
    javaScriptEnabled: runsScripts,
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
    // A copy from an earlier page must not stand in for what a test asks for.
    serviceWorkers: keepsPages ? 'allow' : 'block',
  });
  const offences: string[] = [];
  await refuseOtherSites(context, origin, offences);
  const page = await context.newPage();
  page.on('pageerror', ({ message }) => offences.push(`error: ${message}`));
  page.on('console', (message) => {
    // The browser writes a line for every 404; tests look at statuses themselves.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      offences.push(`console: ${message.text()}`);
  });
  return { page, offences, [Symbol.asyncDispose]: () => context.close() };
}

async function refuseOtherSites(context: BrowserContext, origin: string, offences: string[]): Promise<void> {
  await context.route(
    (url) => url.origin !== origin && url.protocol !== 'data:',
    (route) => {
      offences.push(`request: ${route.request().url()}`);
      return route.abort();
    },
  );
}
