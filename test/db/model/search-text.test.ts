import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText, searchTextsOf } from '../../../db/model/search-text.ts';
import { hostName } from '../../support/visit-records.ts';

/** What is written, and what somebody may type to find it. */
const pairs = [
  ['Bücher', 'bucher'],
  ['BÜCHER', 'bücher'],
  ['ＭＡＳＴＯＤＯＮ', 'mastodon'],
  ['Straße', 'STRASSE'],
  ['GROẞE', 'grosse'],
  ['Łódź', 'lodz'],
  ['Smørrebrød', 'smorrebrod'],
  ['İstanbul', 'ISTANBUL'],
  ['Isparta', 'ısparta'],
  ['ﬁnd', 'find'],
  ['Tiếng Việt', 'tieng viet'],
  ['l’art', "l'art"],
  ['rendez‑vous', 'rendez-vous'],
  ['soft\u00adware', 'software'],
  ['no\u00a0break', 'no break'],
  ['two\n  lines', 'two lines'],
  // Greek: case, accents, the sigma at the end.
  ['ΟΔΟΣ', 'οδός'],
  ['Ελλάδα', 'ΕΛΛΑΔΑ'],
  ['ϊ', 'Ι'],
  // Cyrillic.
  ['Ёлка', 'елка'],
  ['ЁЛКА', 'ёлка'],
  ['Київ', 'київ'],
  // Japanese: widths, hiragana and katakana, marks of voice.
  ['サクラ', 'さくら'],
  ['ｻｸﾗ', 'さくら'],
  ['ガーデン', 'がーでん'],
  ['ｶﾞｰﾃﾞﾝ', 'ガーデン'],
  ['ヴァイオリン', 'ゔぁいおりん'],
  ['ヶ', 'ゖ'],
  ['例え。ｎｅｔ', '例え.net'],
  // Arabic: points, the stroke that lengthens, forms of alef, yeh and teh marbuta, digits; Persian letters and joiners.
  ['العَرَبِيَّة', 'العربية'],
  ['مـــرحـبا', 'مرحبا'],
  ['أهلاً', 'اهلا'],
  ['إنترنت', 'انترنت'],
  ['آداب', 'اداب'],
  ['مكتبة', 'مكتبه'],
  ['مستشفى', 'مستشفي'],
  ['فارسی', 'فارسي'],
  ['کتاب', 'كتاب'],
  ['می‌خواهم', 'ميخواهم'],
  ['١٢٣', '123'],
  ['۴۵۶', '456'],
  ['ﻣﺮﺣﺒﺎ', 'مرحبا'],
  // Hebrew points.
  ['שָׁלוֹם', 'שלום'],
] as const;

test.for(pairs)('%s and %s are found as one another', ([text, typed]) => {
  expect(foldText(text)).toBe(foldText(typed));
  expect(foldText(text)).not.toBe('');
});

test.for([
  ['Bücher', 'bucher'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['ｻｸﾗ', 'さくら'],
  ['أهلاً', 'اهلا'],
] as const)('%s is stored as %s', ([text, folded]) => {
  expect(foldText(text)).toBe(folded);
});

test.for([
  ['Москва', 'Moskva'],
  ['国', '國'],
  ['が', 'か'],
  ['각', '가'],
  ['कि', 'क'],
  ['і', 'и'],
  ['ב', 'פ'],
] as const)('%s and %s are two words', ([one, other]) => {
  expect(foldText(one)).not.toBe(foldText(other));
});

test.for(['が', '각', 'हिन्दी', 'عرب', '東京'])(
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
