import fc from 'fast-check';
import { expect, test } from 'vitest';
import { languageAttribute, languageName } from '../../../web/i18n/language-name.ts';

test('a language is named in the language of the reader', () => {
  expect(languageName('pt-BR', 'en')).toBe('Brazilian Portuguese');
  expect(languageName('ja', 'fr')).toBe('japonais');
});

test.for(['cz_cs', 'klingon!', 'xx', ''])('a tag that nobody knows is shown as it is: %j', (tag) => {
  expect(languageName(tag, 'en')).toBe(tag);
});

test('only a well-formed tag becomes a lang attribute', () => {
  expect(languageAttribute('PT-br')).toBe('pt-BR');
  expect(languageAttribute('cz_cs')).toBeUndefined();
  expect(languageAttribute(null)).toBeUndefined();
});

test('no tag that a server may write makes a page fail', () => {
  fc.assert(
    fc.property(fc.string(), (tag) => {
      expect(typeof languageName(tag, 'en')).toBe('string');
      languageAttribute(tag);
    }),
  );
});
