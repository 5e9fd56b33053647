import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breadcrumbs, dataset, jsonLdText, webSite } from '../../../../web/ui/found/structured-data.ts';
import { naughtyStrings, xssPayloads } from '../../../support/hostile-texts.ts';

const place = { locale: 'fr', siteUrl: 'https://census.example/' } as const;

test('the site names its search', () => {
  const thing = webSite({ ...place, description: 'Un recensement' });
  expect(JSON.parse(jsonLdText(thing))).toMatchObject({
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    url: 'https://census.example/fr',
    potentialAction: {
      target: { urlTemplate: 'https://census.example/fr/servers?q={search_term_string}' },
    },
  });
});

test('a set of data says what it spans, and nothing of time before anything was counted', () => {
  const about = { path: '/data', name: 'n', description: 'd', measured: [], downloads: [] };
  const spanning = (firstDay: string | null, lastDay: string | null) =>
    dataset({ ...place, ...about, firstDay: firstDay, lastDay: lastDay });
  expect(spanning('2026-01-01', '2026-01-31')).toHaveProperty('temporalCoverage', '2026-01-01/2026-01-31');
  expect(spanning('2026-01-01', null)).toHaveProperty('temporalCoverage', '2026-01-01/..');
  expect(spanning(null, null)).not.toHaveProperty('temporalCoverage');
});

const named = (name: string) => jsonLdText(breadcrumbs(place, [{ name, path: '/servers/a.net' }]));
const nameIn = (text: string) => JSON.parse(text).itemListElement[0].name;

test('case 90: no name ends the element that holds it, or its line, and each is read back as it was', () => {
  const names = ['</script><script>alert(1)</script>', '<!--<script>', ']]>', 'a\u2028b\u2029c', '&lt;'];
  for (const name of [...names, ...naughtyStrings(), ...xssPayloads()]) {
    expect(named(name)).not.toMatch(/[<>&\u2028\u2029]/);
    expect(nameIn(named(name))).toBe(name);
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(named(name)).not.toMatch(/[<>&\u2028\u2029]/);
      expect(nameIn(named(name))).toBe(name);
    }),
  );
});
