import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { softwareFamilies } from '../../db/model/software-families.ts';
import { comparePath } from '../../web/params/compare-params.ts';
import { sampleLanguages } from '../../web/ui/api-reference/code-samples.ts';
import { familyRequests } from '../../web/ui/policy/requests.ts';
import { softwareName } from '../../web/ui/software-name.ts';
import { notableServers } from '../support/notable-servers.ts';
import { chromiumPath } from './chromium.ts';
import { documentWidth } from './in-page.ts';
import { provideSite } from './site-tests.ts';

/** The site with every text of its own lengthened by two fifths and in brackets: what is not, shows, and so does what does not fit. */

const site = provideSite('census', { FEDICENSUS_PSEUDO_LOCALE: '1', FEDICENSUS_SIMULATED: '1' });

const paths = [
  '',
  '/choose',
  '/choose?step=rule_topic&language=fr&language=en&sign_up=now&seed=k7',
  '/choose?language=en&seed=k7',
  '/servers',
  '/servers?view=table',
  '/servers?q=moor&rule_topic=spam&registrations=open',
  `/servers/${notableServers.largest}`,
  `/servers/${notableServers.rewritten}`,
  `/servers/${notableServers.unreadable}`,
  comparePath([notableServers.largest, notableServers.rewritten, notableServers.documents]),
  '/rules',
  '/rules?topic=spam',
  '/first-steps',
  '/growth',
  '/method',
  '/data',
  '/docs/api',
  '/crawler',
  '/health',
  '/removal',
  '/nowhere',
] as const;

/** Texts between no brackets, and those that programs read instead, each once. What servers wrote, code and moments are left out. */
const untranslated = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`(() => {
    const elsewhere = 'code, pre, bdi, body [lang], [dir="auto"], time, script, style, noscript, template';
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let depth = 0;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      // Host names beside the largest dots of the home page, of which each line holds a part.
      const isOurs = node.parentElement.closest(elsewhere + ', .dot-name') === null;
      let outside = '';
      for (const letter of node.data) {
        if (letter === '⟦') depth += 1;
        else if (letter === '⟧') depth -= 1;
        else if (depth === 0) outside += letter;
      }
      if (isOurs) found.add(outside.trim());
    }
    if (depth !== 0) found.add('brackets do not match');
    for (const name of ['aria-label', 'title', 'alt', 'placeholder'])
      for (const element of document.querySelectorAll('[' + name + ']'))
        if (element.closest(elsewhere) === null) found.add(element.getAttribute(name).replaceAll(/⟦[^]*⟧/g, ''));
    return [...found];
  })()`);

const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month)));
const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** What is no text of ours although it is a word: proper names, and what the browser's own library writes in each language. */
const sameEverywhere: readonly string[] = [
  ...[...Object.values(softwareFamilies).flat(), ...familyRequests.flatMap(({ software }) => software)].map(
    softwareName,
  ),
  ...['Pleroma', 'WordPress', 'NodeInfo'],
  ...Object.values(sampleLanguages),
  ...['NDJSON', 'CSV', 'Parquet'],
  ...['README.md', 'CITATION.cff', 'schema.json', 'datapackage.json', 'SHA256SUMS'],
  // Intl: languages, countries, months, units of sizes and durations, thousands, and the word between the last two of a list.
  ...['en', 'fr', 'de', 'es', 'ar', 'he', 'ja', 'pt', 'pt-BR', 'nl'].map(
    (tag) => languageNames.of(tag) ?? tag,
  ),
  'Germany',
  ...months.flatMap((day) =>
    (['long', 'short'] as const).map((month) => day.toLocaleDateString('en', { month, timeZone: 'UTC' })),
  ),
  ...['kB', 'MB', 'GB', 'days', 'day', 'hours', 'hour', 'minutes', 'minute', 'K', 'M', 'and'],
];

/** A text without names that are the same in every language. */
function withoutNames(text: string): string {
  const names = sameEverywhere.toSorted((left, right) => right.length - left.length);
  return names.reduce(
    (rest, name) =>
      rest.replaceAll(new RegExp(`(?<!\\p{L})${name.replaceAll(/[().*]/g, '\\$&')}(?!\\p{L})`, 'gu'), ''),
    text,
  );
}

/** Elements that hide a part of what is in them, other than by counting lines. */
const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelectorAll('body *')].flatMap((element) => {
    const { overflowX, webkitLineClamp } = getComputedStyle(element);
    const isCut = ['hidden', 'clip'].includes(overflowX) && webkitLineClamp === 'none' &&
      element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
    return isCut && element.closest('svg') === null ? [element.tagName + ' ' + element.textContent.trim().slice(0, 60)] : [];
  })`);

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  test.for(paths)('every text comes from the messages, and fits although it is long: %s', async (path) => {
    await using reader = await site().open({ width: 390, runsScripts: true });
    const { page } = reader;
    await page.goto(`${site().origin}/en${path}`);
    const texts = await untranslated(page);
    expect([path, texts.filter((text) => /\p{L}/u.test(withoutNames(text)))]).toEqual([path, []]);
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      expect([path, await documentWidth(page)]).toEqual([path, width]);
      expect([path, width, await cutOff(page)]).toEqual([path, width, []]);
    }
    expect(reader.offences).toEqual([]);
  });
});
