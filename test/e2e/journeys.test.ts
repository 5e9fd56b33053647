import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { comparePath } from '../../web/params/compare-params.ts';
import { notableServers } from '../support/notable-servers.ts';
import { jsonFeedSchema } from '../web/feeds/read-feeds.ts';
import { chromiumPath } from './chromium.ts';
import { attributesOf, documentWidth, follow } from './in-page.ts';
import { provideSite } from './site-tests.ts';
import { countTold, type SiteTexts, siteTexts } from './site-texts.ts';

/**
 * What people come for, from the beginning to the end, as readers of three languages, one of them written from right to left,
 * with and without script. The texts are those of the language's own messages.
 */

const site = provideSite('census');
const at = (path: string) => `${site().origin}${path}`;

const { handmade, labelled, handmadeFrench, rewritten, largest } = notableServers;

const link = (page: Page, name: string, within = 'body') =>
  page.locator(within).getByRole('link', { name, exact: true }).first();

const heading = async (page: Page, selector = 'h1') =>
  (await page.locator(selector).first().textContent()) ?? '';

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  describe.each(['en', 'fr', 'ar'] as const)('%s', (locale) => {
    describe.each([true, false])('script: %s', (runsScripts) => {
      /** A journey of its own reader, after which nothing was asked of anybody else, and the language stayed. */
      const journey = (
        name: string,
        width: number,
        walk: (page: Page, t: SiteTexts) => Promise<void>,
      ): void => {
        test(name, async () => {
          await using reader = await site().open({ locale, runsScripts, width });
          await walk(reader.page, await siteTexts(locale));
          expect(await attributesOf(reader.page, 'html', ['lang', 'dir'])).toEqual([
            [locale, locale === 'ar' ? 'rtl' : 'ltr'],
          ]);
          expect(reader.offences).toEqual([]);
        });
      };

      journey(
        'from nothing to a server: questions, suggestions, its rules, the way in',
        390,
        async (page, t) => {
          await page.goto(at('/'));
          expect(new URL(page.url()).pathname).toBe(`/${locale}`);
          await follow(page, link(page, t('home.choose')));
          const first = page.locator('fieldset input').first();
          expect(await first.getAttribute('value')).toBe(locale);
          await first.check();
          await follow(page, page.getByRole('button', { name: t('choose.continue') }));
          expect(await heading(page)).toBe(t('choose.questions.purposes.ask'));
          await follow(page, link(page, t('choose.skip')));
          await page.getByRole('radio', { name: t('choose.signUp.now.option') }).check();
          await follow(page, page.getByRole('button', { name: t('choose.continue') }));
          for (const question of ['sizes', 'ruleTopics']) {
            expect(await heading(page)).toBe(t(`choose.questions.${question}.ask`));
            await follow(page, link(page, t('choose.skip')));
          }
          expect(await documentWidth(page)).toBe(390);
          const left = countTold(t, 'choose.soFar.fitting', await heading(page, '#so-far'));
          await follow(page, page.getByRole('button', { name: t('choose.finish') }));
          expect(left).toBeGreaterThan(0);
          expect(await heading(page)).toBe(t('choose.results.fitting', { count: left ?? 0 }));
          const suggestion = page.locator('main ol > li').first();
          const domain = (await suggestion.locator('h3 + p bdi').first().textContent()) ?? '';
          await follow(page, suggestion.getByRole('link', { name: t('choose.suggestion.page') }));
          expect(new URL(page.url()).pathname).toBe(`/${locale}/servers/${domain}`);
          expect(await documentWidth(page)).toBe(390);
          expect(await heading(page, '#rules h2')).toBe(t('rules.heading'));
          const join = page.getByRole('region', { name: t('server.join.heading') });
          const way = join.getByRole('link');
          expect(await way.textContent()).toBe(t.markup('server.join.ways.open', { server: () => domain }));
          const href = new URL((await way.getAttribute('href')) ?? '');
          expect([href.protocol, href.hostname]).toEqual(['https:', domain]);
          expect(await way.getAttribute('rel')).toBe('noopener nofollow');
        },
      );

      journey(
        'open servers that forbid generative AI: a topic, its rules, its servers, one of them',
        1280,
        async (page, t) => {
          const topic = t('topics.names.generative-ai');
          await page.goto(at(`/${locale}`));
          await follow(page, link(page, t('site.nav.rules'), 'header'));
          await follow(page, link(page, topic, 'main'));
          expect(await heading(page)).toBe(t('rulesPage.topicHeading', { topic }));
          // The topic is what a rule speaks of; what it decides, one reads.
          expect(await page.getByText(t('rulesPage.topicServers.note')).count()).toBe(1);
          const texts = (await page.locator('main ol > li').allTextContents()).join('\n');
          expect(texts).toContain('No pictures, texts or voices made by generative AI.');
          expect(texts).toContain('Say so when a picture was made by generative AI.');
          expect(texts).toContain('Pas d’images ni de textes produits par une IA générative.');
          const open = page.locator('main a[href*="registrations=open"]');
          const promised = countTold(t, 'rulesPage.topicServers.open', await open.textContent());
          await follow(page, open);
          const domains = await page.locator('main ol > li h3 + p bdi').allTextContents();
          expect(domains).toHaveLength(promised ?? -1);
          expect(domains).toEqual(expect.arrayContaining([handmade, labelled]));
          expect(domains).not.toContain(handmadeFrench);
          expect(await heading(page, '#results')).toBe(t('directory.results', { count: domains.length }));
          await follow(page, page.locator(`main h3 a[href$="/${handmade}"]`));
          const rule = page.locator('#rules ol').first().locator(':scope > li').nth(1);
          expect(await rule.textContent()).toContain('No pictures, texts or voices made by generative AI.');
          expect(await rule.getByRole('link', { name: topic }).count()).toBe(1);
          expect(await page.getByText(t('registrations.open'), { exact: true }).first().isVisible()).toBe(
            true,
          );
        },
      );

      journey(
        'comparing: a similar server, a third by its name, rules by topic, one less',
        1280,
        async (page, t) => {
          await page.goto(at(`/${locale}`));
          await follow(page, link(page, t('site.nav.servers'), 'header'));
          await page.getByRole('searchbox').fill(rewritten);
          await page.getByRole('searchbox').press('Enter');
          await page.waitForURL(/[?&]q=/);
          await follow(page, page.locator(`main h3 a[href$="/${rewritten}"]`));
          const similar = page.locator('#similar li', { has: page.locator('h3') }).first();
          const domain = (await similar.locator('h3 a').getAttribute('href'))?.split('/').at(-1) ?? '';
          await follow(page, similar.getByRole('link', { name: t('server.similar.compare') }));
          const columns = async () =>
            (await page.locator('#facts thead th bdi').allTextContents()).toString();
          expect(await columns()).toBe([rewritten, domain].toString());
          await page.getByLabel(t('compare.add'), { exact: true }).fill(largest);
          await follow(page, page.getByRole('button', { name: t('compare.submitAdd'), exact: true }));
          expect(await columns()).toBe([rewritten, domain, largest].toString());
          const spam = page.locator('#rules tbody tr', {
            has: page.getByRole('rowheader', { name: t('topics.names.spam'), exact: true }),
          });
          const cells = await spam.locator('td > div').allTextContents();
          expect(cells).toHaveLength(3);
          expect(cells[0]).toContain('No spam, no advertising and no automated posting');
          expect(cells[2]).toContain(
            'No advertising. Telling people about your own work is not advertising.',
          );
          await follow(page, link(page, t('compare.removeOne', { server: domain })));
          expect(await columns()).toBe([rewritten, largest].toString());
          expect(new URL(page.url()).search).toBe(comparePath([rewritten, largest]).replace('/compare', ''));
        },
      );

      journey(
        'what changed in rules: when, and which words, from the page and from its feed',
        390,
        async (page, t) => {
          await page.goto(at(`/${locale}/servers/${rewritten}`));
          const rules = page.locator('#rules');
          expect(await rules.getByRole('heading', { name: t('rules.changes.heading') }).count()).toBe(1);
          const days = await attributesOf(page, '#rules h4 time', ['datetime']);
          expect(days.map(([day]) => day?.slice(0, 10))).toEqual(['2026-11-10', '2026-10-23', '2026-10-10']);
          const written = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
          expect(await heading(page, '#rules h4')).toBe(written.format(new Date('2026-11-10')));
          const changeOf = (kind: string) =>
            rules.locator('ul > li', {
              has: page.getByText(t(`rules.changes.kinds.${kind}`), { exact: true }),
            });
          const reworded = changeOf('reworded').first();
          const words = (text: string | null) => text?.trim().replaceAll(/\s+/g, ' ');
          expect(words(await reworded.locator('ins').first().textContent())).toBe(
            words(`${t('rules.changes.addedWords')} without a clear label`),
          );
          expect(await reworded.locator('p[lang="en"]').count()).toBe(1);
          expect(await changeOf('removed').first().textContent()).toContain('Posts are in English.');
          expect(await documentWidth(page)).toBe(390);
          const [[feed, title] = []] = await attributesOf(page, 'link[type="application/feed+json"]', [
            'href',
            'title',
          ]);
          expect(title).toBe(t('feeds.ofServer', { domain: rewritten }));
          const { items } = jsonFeedSchema.parse(await (await page.request.get(feed ?? '')).json());
          expect(items[0]?.date_published?.slice(0, 10)).toBe('2026-11-10');
          // Feeds are in English, and lead to pages that are.
          const entry = await page.request.get(items[0]?.url ?? '');
          expect([entry.status(), new URL(entry.url()).pathname]).toEqual([200, `/en/servers/${rewritten}`]);
        },
      );
    });
  });
});
