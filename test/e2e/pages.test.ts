import { describe, expect, test } from 'vitest';
import { comparePath } from '../../web/params/compare-params.ts';
import { notableServers } from '../support/notable-servers.ts';
import { removals } from '../support/removals.ts';
import { chromiumPath } from './chromium.ts';
import {
  axeFindings,
  colourFindings,
  documentWidth,
  doubleTextWidth,
  smallTargets,
  visit,
} from './in-page.ts';
import { provideSite } from './site-tests.ts';
import { siteRoutes } from './surfaces.ts';

const site = provideSite('census', {
  FEDICENSUS_SIMULATED: '1',
  FEDICENSUS_CONTACT: 'census@brightwater.net',
});

const paths = {
  home: '',
  choose: '/choose',
  suggestions: '/choose?language=fr&language=en&sign_up=wait&rule_topic=spam&seed=k7',
  directory: '/servers',
  server: `/servers/${notableServers.largest}`,
  comparison: comparePath([notableServers.largest, notableServers.rewritten, notableServers.documents]),
  method: '/method',
  crawler: '/crawler',
  'first steps': '/first-steps',
  rules: '/rules',
  growth: '/growth',
  health: '/health',
  data: '/data',
  'API reference': '/docs/api',
  'kept pages': '/offline',
  removal: '/removal',
  components: '/style',
  'question with an answer': '/choose?step=size&language=en&size=small&seed=k7',
  'question that is asked again': '/choose?change=country&country=DE&seed=k7',
  'suggestions that nothing fits':
    '/choose?language=eo&purpose=videos&sign_up=now&country=JP&young=true&seed=k7',
  'suggestions for a bad address': '/choose?language=not_a_tag&size=huge&seed=k7',
  'filtered directory': '/servers?q=moor&registrations=open&page=2',
  'empty result': '/servers?q=nobody-has-this-name',
  'directory of all kinds': '/servers?class=community&class=relay&rule_topic=spam&rule_topic=hate',
  'rules on a topic': '/rules?topic=spam',
  'rules, searched': '/rules?q=no&topic=hate&topic=harassment&language=en',
  'rules that nobody has': '/rules?q=zyzzyva&topic=spam',
  'directory as a table': '/servers?view=table&sort=-users_total&rule_topic_not=politics',
  'rewritten rules': `/servers/${notableServers.rewritten}`,
  'documents in place of rules': `/servers/${notableServers.documents}`,
  'rules that cannot be read': `/servers/${notableServers.unreadable}`,
  'unattended server': `/servers/${notableServers.unattended}`,
  'gone server': `/servers/${notableServers.gone}`,
  'quarantined server': `/servers/${notableServers.quarantined}`,
  'comparison of nobody': '/compare',
  'comparison of one': comparePath([notableServers.silent]),
  'comparison of hostile names': comparePath([
    notableServers.long,
    notableServers.markup,
    notableServers.bidi,
    notableServers.idn,
  ]),
  'comparison of what is gone': comparePath([notableServers.gone, notableServers.unreadable]),
  'comparison of a mistyped name': '/compare?server=changwell.net&server=not+a+name',
  'removal that waits': `/removal?host=${removals.waiting}`,
  'removal that expired': `/removal?host=${removals.expired}`,
  'removal that is done': `/removal?host=${removals.confirmed}`,
  'removal of what is no name': '/removal?host=not+a+name',
  'removal that was refused': '/removal?host=a.net&problem=full',
  'visits to a server': `/crawler/host?host=${notableServers.failing}`,
  'visits to a long name': `/crawler/host?host=${notableServers.long}`,
  'visits to nobody': '/crawler/host?host=nobody-knows-this.net',
  'visits to what is no name': '/crawler/host?host=127.0.0.1',
  missing: '/nowhere',
} as const;

const pages = Object.entries(paths).map(([name, path]) => ({ name, path }));

/** Addresses below a language that are no pages. */
const noPages: ReadonlySet<string> = new Set(['/[locale]/manifest.webmanifest', '/[locale]/removal/request']);

test('every page that there is, is looked at below', async () => {
  const routes = (await siteRoutes()).filter(
    (route) => /^\/\[locale\](\/|$)/.test(route) && !noPages.has(route),
  );
  const looked = pages.map(({ path }) => `/[locale]${path.replace(/\?.*/, '')}`);
  // A segment in brackets stands for any one.
  const isPage = (route: string, path: string) => {
    const segments = path.split('/');
    const pattern = route.split('/');
    return (
      pattern.length === segments.length &&
      pattern.every((each, index) => each.startsWith('[') || each === segments[index])
    );
  };
  expect(routes.filter((route) => !looked.some((path) => isPage(route, path)))).toEqual([]);
  expect(routes.length).toBeGreaterThan(15);
});

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  describe.each(['en', 'fr', 'ar'] as const)('%s', (locale) => {
    // One visit a page: loading it takes longer than looking at it in another light.
    test.for(pages)(
      '$name: axe finds nothing by day or night, and it fits 320 pixels, and 640 with text of double size',
      async ({ path }) => {
        await using reader = await site().open({ colorScheme: 'light', locale });
        const { page } = reader;
        await visit(page, `${site().origin}/${locale}${path}`);
        expect(['light', await axeFindings(page)]).toEqual(['light', []]);
        await page.emulateMedia({ colorScheme: 'dark' });
        expect(['dark', await colourFindings(page)]).toEqual(['dark', []]);
        await page.setViewportSize({ width: 320, height: 800 });
        expect([path, await documentWidth(page)]).toEqual([path, 320]);
        expect([path, await smallTargets(page)]).toEqual([path, []]);
        await page.setViewportSize({ width: 640, height: 800 });
        expect([path, await doubleTextWidth(page)]).toEqual([path, 640]);
        expect(reader.offences).toEqual([]);
      },
    );
  });

  test('the hostile server names fit a screen of 320 pixels', async () => {
    await using reader = await site().open({ width: 320 });
    for (const domain of [
      notableServers.long,
      notableServers.markup,
      notableServers.bidi,
      notableServers.idn,
    ]) {
      await visit(reader.page, `${site().origin}/en/servers/${domain}`);
      expect([domain, await documentWidth(reader.page)]).toEqual([domain, 320]);
    }
    expect(reader.offences).toEqual([]);
  });
});
