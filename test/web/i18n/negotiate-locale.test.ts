import fc from 'fast-check';
import { expect, test } from 'vitest';
import { locales } from '../../../web/i18n/locales.ts';
import { negotiateLocale } from '../../../web/i18n/negotiate-locale.ts';

test.for([
  [null, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['fr', 'fr'],
  ['fr-CA', 'fr'],
  ['FR-ca', 'fr'],
  ['sv, fr;q=0.8', 'fr'],
  ['en;q=0.5, fr;q=0.9', 'fr'],
  ['fr;q=0, en', 'en'],
  ['nl-BE,nl;q=0.9', 'nl'],
  ['PT-br', 'pt-BR'],
  ['pt', 'pt-BR'],
  ['pt-PT, en;q=0.5', 'pt-BR'],
  ['ar-EG', 'ar'],
  ['zh-Hant-TW', 'en'],
  ['fr;q=two, en;q=0.1', 'en'],
] as const)('Accept-Language %j gives %s', ([header, locale]) => {
  expect(negotiateLocale(header)).toBe(locale);
});

test('whatever a client writes gives one of our locales', () => {
  fc.assert(fc.property(fc.string(), (header) => locales.includes(negotiateLocale(header))));
});
