import { describe, expect, test } from 'vitest';
import { notableServers } from '../support/notable-servers.ts';
import { chromiumPath } from './chromium.ts';
import { axeFindings, documentWidth, smallTargets, visit } from './in-page.ts';
import { provideSite } from './site-tests.ts';

const site = provideSite('census', {
  FEDICENSUS_SIMULATED: '1',
  FEDICENSUS_CONTACT: 'census@brightwater.net',
});

const mainPaths = {
  home: '',
  directory: '/servers',
  server: `/servers/${notableServers.largest}`,
  method: '/method',
  crawler: '/crawler',
} as const;

const otherPaths = {
  'filtered directory': '/servers?q=moor&registrations=open&page=2',
  'empty result': '/servers?q=nobody-has-this-name',
  'directory of all kinds': '/servers?class=community&class=relay&rule_topic=spam&rule_topic=hate',
  'rewritten rules': `/servers/${notableServers.rewritten}`,
  'documents in place of rules': `/servers/${notableServers.documents}`,
  'rules that cannot be read': `/servers/${notableServers.unreadable}`,
  'unattended server': `/servers/${notableServers.unattended}`,
  'gone server': `/servers/${notableServers.gone}`,
  'quarantined server': `/servers/${notableServers.quarantined}`,
  missing: '/nowhere',
} as const;

const named = (paths: Readonly<Record<string, string>>) =>
  Object.entries(paths).map(([name, path]) => ({ name, path }));
const pages = named({ ...mainPaths, ...otherPaths });

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  describe.each(['en', 'fr'] as const)('%s', (locale) => {
    describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
      // The other pages are made of the same parts; in one language they have shown all of them.
      test.for(locale === 'en' ? pages : named(mainPaths))(
        'axe finds nothing on the page: $name',
        async ({ path }) => {
          await using reader = await site().open({ colorScheme, locale });
          await visit(reader.page, `${site().origin}/${locale}${path}`);
          expect(await axeFindings(reader.page)).toEqual([]);
          expect(reader.offences).toEqual([]);
        },
      );
    });

    test.for(pages)('nothing is wider than a screen of 320 pixels: $name', async ({ path }) => {
      await using reader = await site().open({ width: 320, locale });
      await visit(reader.page, `${site().origin}/${locale}${path}`);
      expect([path, await documentWidth(reader.page)]).toEqual([path, 320]);
    });
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

  test('every link and button is at least 24 pixels high and wide, or in running text', async () => {
    await using reader = await site().open({ width: 320 });
    for (const { path } of pages) {
      await visit(reader.page, `${site().origin}/en${path}`);
      const small = await smallTargets(reader.page);
      expect([path, small]).toEqual([path, []]);
    }
  });
});
