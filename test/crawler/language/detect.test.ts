import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detectLanguage, languageOfRules } from '../../../crawler/language/detect.ts';

const sentences = {
  en: 'The garden behind our house is full of apple trees and old roses.',
  fr: 'Le jardin derrière notre maison est plein de pommiers et de vieux rosiers.',
  de: 'Der Garten hinter unserem Haus ist voller Apfelbäume und alter Rosen.',
  es: 'El jardín detrás de nuestra casa está lleno de manzanos y rosas viejas.',
  nl: 'De tuin achter ons huis staat vol met appelbomen en oude rozen.',
  pt: 'O jardim atrás da nossa casa está cheio de macieiras e rosas antigas.',
  it: 'Il giardino dietro la nostra casa è pieno di meli e di vecchie rose.',
  ja: '家の裏の庭にはりんごの木と古いバラがたくさんあります。',
  ko: '우리 집 뒤의 정원에는 사과나무와 오래된 장미가 가득합니다.',
  pl: 'Ogród za naszym domem jest pełen jabłoni i starych róż.',
  ru: 'Сад за нашим домом полон яблонь, и мы каждую осень собираем урожай вместе с соседями.',
  zh: '我们家后面的花园里种满了苹果树和老玫瑰。',
  sv: 'Trädgården bakom vårt hus är full av äppelträd och gamla rosor.',
  el: 'Ο κήπος πίσω από το σπίτι μας είναι γεμάτος μηλιές.',
} as const;

test.for(Object.entries(sentences))('%s is told: %s', ([language, text]) => {
  expect(detectLanguage(text)).toBe(language);
});

test.for([
  '',
  ' ',
  'ok',
  'No spam',
  '12345 67890',
  '🌻🌻🌻',
  '— … !?',
  'https://garden.example/the/apple/trees',
])('%j says too little', (text) => {
  expect(detectLanguage(text)).toBeNull();
});

test.for([
  ['ja', 'やさしく'],
  ['ko', '친절하게'],
  ['th', 'สุภาพ'],
])('a script of one language tells by a single word (%s)', ([language, text]) => {
  expect(detectLanguage(text ?? '')).toBe(language);
});

test('links, addresses, hashtags and emoji are left out of account', () => {
  const noise = 'https://example.org/el/jardin/detras/de/la/casa #jardin @jardin@casa.example 🌹';
  expect(detectLanguage(`${noise} ${sentences.de} ${noise}`)).toBe('de');
});

test('the tag is canonical', () => {
  expect(
    detectLanguage('Ang hardin sa likod ng aming bahay ay puno ng mga puno ng mansanas at mga rosas.'),
  ).toBe('fil');
});

test("a rule has the language of its own text, else that of the server's rules together", () => {
  const german = 'Wer hier schreibt, achtet bitte darauf, dass niemand verletzt wird.';
  expect(languageOfRules([sentences.de, sentences.fr, 'No spam', german, german], null)).toEqual([
    'de',
    'fr',
    'de',
    'de',
    'de',
  ]);
});

test('the language that a server states counts when its rules do not tell, and only when it is one', () => {
  expect(languageOfRules(['No spam'], ['it'])).toEqual(['it']);
  expect(languageOfRules(['No spam'], ['PT-br'])).toEqual(['pt']);
  expect(languageOfRules(['No spam'], ['it', 'fr'])).toEqual([null]);
  expect(languageOfRules(['No spam'], [])).toEqual([null]);
  expect(languageOfRules(['No spam'], null)).toEqual([null]);
  expect(languageOfRules(['No spam'], ['not a tag!'])).toEqual([null]);
  expect(languageOfRules([sentences.nl], ['it'])).toEqual(['nl']);
  expect(languageOfRules([], ['it'])).toEqual([]);
});

test('any text is answered with a canonical tag or null, always the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      const language = detectLanguage(text);
      expect(language === null || new Intl.Locale(language).toString() === language).toBe(true);
      expect(detectLanguage(text)).toBe(language);
    }),
    { numRuns: 300 },
  );
});

test.for(['a', 'a ', '@', '#', '\ud83d', 'http://', '\u0301', 'x@', '性', '가'])(
  'a text of nothing but %j comes to an end',
  (part) => {
    const text = part.repeat(200_000 / part.length);
    expect(typeof (detectLanguage(text) ?? '')).toBe('string');
  },
);
