import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { locales } from '../../web/i18n/locales.ts';
import { comparePath } from '../../web/params/compare-params.ts';
import { notableServers } from '../support/notable-servers.ts';
import { removals } from '../support/removals.ts';
import { chromiumPath, launchChromium, openReader } from './chromium.ts';
import { visit } from './in-page.ts';
import { buildSite, openSiteDatabase, type Site, startSite } from './site.ts';

/**
 * Pictures of every page, as readers see it: `npm run screenshots` writes them to `screenshots/`, `npm run screenshots -- removal`
 * those whose name begins with one of the words given; `--locale ja --locale de` in these languages in place of English, French and
 * Arabic, and `--scheme light` in one scheme. The data are the invented census of the browser tests.
 */

const folder = join(import.meta.dirname, '../../screenshots');

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    locale: { type: 'string', multiple: true, default: ['en', 'fr', 'ar'] },
    scheme: { type: 'string', multiple: true, default: ['light', 'dark'] },
  },
});
const isWanted = (name: string) => wanted.length === 0 || wanted.some((word) => name.startsWith(word));

const widths = { phone: 390, desktop: 1280 } as const;
const schemes = (['light', 'dark'] as const).filter((scheme) => options.scheme.includes(scheme));
const chosenLocales = locales.filter((locale) => options.locale.includes(locale));

const censusPages = {
  home: '',
  choose: '/choose',
  'choose-purpose': '/choose?step=purpose&language=fr&seed=k7',
  'choose-topics': '/choose?step=rule_topic&language=fr&language=en&sign_up=now&seed=k7',
  'choose-change': '/choose?change=size&language=en&size=small&seed=k7',
  'choose-suggestions': '/choose?language=fr&language=en&purpose=short-posts&size=small&size=medium&seed=k7',
  'choose-near': '/choose?language=fr&sign_up=now&rule_topic=spam&rule_topic=privacy&seed=k7',
  'choose-nothing-fits': '/choose?language=eo&purpose=videos&sign_up=now&country=JP&seed=k7',
  'choose-hostile': '/choose?language=he&size=small&seed=k7',
  directory: '/servers',
  'directory-empty': '/servers?q=nobody-has-this-name&registrations=open',
  'first-steps': '/first-steps',
  rules: '/rules',
  'rules-topic': '/rules?topic=generative-ai',
  'rules-search': '/rules?q=no&topic=hate&topic=harassment',
  'rules-empty': '/rules?q=zyzzyva&topic=spam&language=fr',
  server: `/servers/${notableServers.largest}`,
  'server-rewritten': `/servers/${notableServers.rewritten}`,
  'server-documents': `/servers/${notableServers.documents}`,
  'server-unreadable': `/servers/${notableServers.unreadable}`,
  'server-unattended': `/servers/${notableServers.unattended}`,
  'server-relay': `/servers/${notableServers.relay}`,
  'directory-narrowed':
    '/servers?q=moor&rule_topic=spam&rule_topic_not=hate&registrations=open&registrations=approval',
  'directory-table': '/servers?view=table&sort=-users_total',
  'server-hostile': `/servers/${notableServers.long}`,
  'server-gone': `/servers/${notableServers.gone}`,
  'server-quarantined': `/servers/${notableServers.quarantined}`,
  compare: '/compare',
  'compare-one': comparePath([notableServers.rewritten]),
  'compare-two': comparePath([notableServers.largest, notableServers.rewritten]),
  'compare-four': comparePath([
    notableServers.rewritten,
    notableServers.unreadable,
    notableServers.zero,
    notableServers.documents,
  ]),
  'compare-hostile': comparePath([
    notableServers.long,
    notableServers.markup,
    notableServers.bidi,
    notableServers.idn,
  ]),
  'compare-unknown': '/compare?server=changwell.net&server=Brightwater+Commons&server=movedholm.net',
  method: '/method',
  crawler: '/crawler',
  style: '/style',
  growth: '/growth',
  health: '/health',
  data: '/data',
  'api-reference': '/docs/api',
  'crawler-host': `/crawler/host?host=${notableServers.failing}`,
  'crawler-host-long': `/crawler/host?host=${notableServers.long}`,
  'crawler-host-unknown': '/crawler/host?host=nobody-knows-this.net',
  offline: '/offline',
  removal: '/removal',
  'removal-waiting': `/removal?host=${removals.waiting}`,
  'removal-expired': `/removal?host=${removals.expired}`,
  'removal-done': `/removal?host=${removals.confirmed}`,
  'removal-bad': '/removal?host=not+a+name',
  404: '/nowhere',
} as const;

const emptyPages = {
  'first-home': '',
  'first-choose': '/choose',
  'first-directory': '/servers',
  'first-rules': '/rules',
  'first-growth': '/growth',
  'first-health': '/health',
  'first-data': '/data',
} as const;

if (chosenLocales.length === 0 || schemes.length === 0) {
  process.stderr.write(`Locales are ${locales.join(', ')}; schemes are light and dark.\n`);
  process.exitCode = 2;
} else if (chromiumPath === null) {
  process.stderr.write('There is no Chromium on this machine: install one, or set CHROMIUM_PATH.\n');
  process.exitCode = 1;
} else {
  await takeAll();
}

async function takeAll(): Promise<void> {
  await mkdir(folder, { recursive: true });
  await buildSite();
  const browser = await launchChromium();
  try {
    for (const [content, pages] of [
      ['census', censusPages],
      ['empty', emptyPages],
    ] as const) {
      const chosen = Object.entries(pages).filter(([name]) => isWanted(name));
      if (chosen.length === 0) continue;
      await using database = await openSiteDatabase(content);
      await using site = await startSite(database.url, {
        FEDICENSUS_DATA: database.dataFolder,
        FEDICENSUS_SIMULATED: '1',
        FEDICENSUS_CONTACT: 'census@brightwater-commons.net',
      });
      for (const [name, path] of chosen) await take(browser, site, { name, path });
    }
  } finally {
    await browser.close();
  }
}

async function take(
  browser: Browser,
  site: Site,
  { name, path }: { readonly name: string; readonly path: string },
): Promise<void> {
  for (const [size, width] of Object.entries(widths)) {
    for (const colorScheme of schemes) {
      for (const locale of chosenLocales) {
        await using reader = await openReader(browser, site.origin, { width, colorScheme, locale });
        await visit(reader.page, `${site.origin}/${locale}${path}`);
        const file = `${name}-${size}-${colorScheme}-${locale}.png`;
        await reader.page.screenshot({ path: join(folder, file), fullPage: true });
        process.stdout.write(`screenshots/${file}\n`);
      }
    }
  }
}
