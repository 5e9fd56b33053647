import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText, searchTextsOf } from '../../../db/model/search-text.ts';
import { hostName } from '../../support/visit-records.ts';

test.for([
  ['Bücher', 'bucher'],
  ['ＭＡＳＴＯＤＯＮ', 'mastodon'],
  ['Straße', 'strasse'],
  ['STRASSE', 'strasse'],
  ['Łódź', 'lodz'],
  ['Smørrebrød', 'smorrebrod'],
  ['İstanbul', 'istanbul'],
  ['ﬁnd', 'find'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['Ёлка', 'елка'],
  ['no\u00a0break', 'no break'],
] as const)('%s is found as %s', ([text, folded]) => {
  expect(foldText(text)).toBe(folded);
});

test.for(['が', '각', 'हिन्दी', 'العربية', '東京'])(
  '%s keeps the marks without which it would be another word',
  (text) => {
    expect(foldText(text)).toBe(text);
  },
);

test('a syllable of Korean is not found in another that begins as it does', () => {
  expect(foldText('각')).not.toContain(foldText('가'));
});

test('composed and decomposed letters are the same, and folding again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')));
      expect(foldText(foldText(text))).toBe(foldText(text));
    }),
  );
});

test('what is searched holds the host name in both forms, the name and the description', () => {
  const texts = searchTextsOf({
    domain: hostName('xn--bchermoor-q9a.net'),
    name: 'Lesen Über Alles',
    description: 'Für alle',
  });
  expect(texts.sort_name).toBe('lesen uber alles');
  expect(texts.search_text.split('\u0001')).toEqual([
    'xn--bchermoor-q9a.net',
    'buchermoor.net',
    'lesen uber alles',
    'fur alle',
  ]);
});

test('texts whose letters fold to many each are cut, and no name is no text', () => {
  const long = '\ufdfa'.repeat(5_000);
  const { sort_name, search_text } = searchTextsOf({
    domain: hostName('a.example.org'),
    name: long,
    description: long,
  });
  expect([sort_name?.length, search_text.length]).toEqual([100, 20_000]);
  expect(
    searchTextsOf({ domain: hostName('a.example.org'), name: null, description: null }).sort_name,
  ).toBeNull();
});
