import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownHostName } from '../../../db/model/shown-host-name.ts';

test.for([
  'bücher.social',
  'garçon.fr',
  'łódź.pl',
  'ışık.com.tr',
  'târgoviște.ro',
  'hànội.vn',
  'пример.рф',
  'москва.com',
  'сор.ru',
  'президент.su',
  'ελλάδα.gr',
  'παράδειγμα.ελ',
  '食狮.com.cn',
  '日本語とカナ.jp',
  'ラーメンabc.jp',
  '한국어.kr',
  'שלום.co.il',
  'مثال.com',
  'उदाहरण.com',
  'தமிழ்.com',
  'ไทย.com',
])('case 12: %s, which nobody mistakes, is shown in its own letters', (name) => {
  const punycode = domainToASCII(name);
  expect(punycode).toMatch(/xn--/);
  expect(shownHostName(punycode)).toBe(name);
});

test.for([
  ['аррӏе.com', 'Cyrillic letters that look Latin'],
  ['раура1.com', 'the same with a digit'],
  ['www.аррӏе.com', 'the same below a plain label'],
  ['pаypal.com', 'one Cyrillic letter among Latin ones'],
  ['goοgle.com', 'one Greek letter among Latin ones'],
  ['νουο.com', 'Greek letters that look Latin'],
  ['ոսօ.com', 'Armenian letters that look Latin'],
  ['mastodоn.social', 'one Cyrillic letter among Latin ones'],
  ['ɡithub.io', 'a Latin letter of phonetic script'],
  ['mıcrosoft.com', 'a dotless i outside of Turkey'],
  ['москваλ.com', 'Cyrillic with Greek'],
  ['i❤.ws', 'a symbol'],
  ['ᎪᏴ.com', 'a script that is no longer of everyday use'],
  ['q\u0323uay.com', 'a mark on a Latin letter'],
] as const)('case 12: %s (%s) is shown as punycode', ([name]) => {
  const punycode = domainToASCII(name);
  expect(punycode).toMatch(/xn--/);
  expect(shownHostName(punycode)).toBe(punycode);
});

test('case 12: a name without international letters, or with none behind its punycode, is shown as it is', () => {
  for (const name of ['mastodon.social', 'a.b.example.org', 'xn--a.social'])
    expect(shownHostName(name)).toBe(name);
});

test('case 12: what is shown is the name or its own Unicode, and never plain ASCII of another name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (label) => {
      const punycode = domainToASCII(`${label}.com`);
      const shown = shownHostName(punycode);
      expect(domainToASCII(shown)).toBe(punycode);
    }),
    { numRuns: 2_000 },
  );
});
