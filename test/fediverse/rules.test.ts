import { expect, test } from 'vitest';
import { randomFor } from './random.ts';
import { drawRules, type RuleBook, rulesAfter } from './rules.ts';
import { languages, ruleTopics } from './texts/language.ts';
import { textStock } from './texts/stock.ts';

const books = Array.from({ length: 400 }, (_, index) =>
  drawRules(randomFor('rules', index), { users: 2_000, language: 'fr', changeShare: 0.5 }),
);

function someBook(fits: (book: RuleBook) => boolean): RuleBook {
  const book = books.find(fits);
  if (book === undefined) throw new Error('No book fits.');
  return book;
}

test('every rule is in the language of its server and stands there once', () => {
  const french = new Set(Object.values(textStock.fr.rules).flatMap(({ texts }) => texts));
  for (const book of books) {
    const texts = rulesAfter(book, '4.5.0', 0).map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.filter((text) => !french.has(text))).toEqual([]);
  }
});

test('rules stay as they are until the day of their change, and then differ', () => {
  const changing = books.filter(({ change }) => change !== null);
  expect(changing.length).toBeGreaterThan(100);
  for (const book of changing) {
    const afterDays = book.change?.afterDays ?? 0;
    const on = (days: number) => rulesAfter(book, '4.5.0', days);
    expect(on(afterDays - 1)).toEqual(on(0));
    expect(on(afterDays)).not.toEqual(on(0));
    expect(on(afterDays + 500)).toEqual(on(afterDays));
    expect(on(afterDays).length).toBeGreaterThan(0);
  }
});

test('all kinds of change occur: more rules, fewer, others, another order', () => {
  const kinds = books.flatMap(({ first, change }) => {
    if (change === null) return [];
    if (change.rules.length !== first.length) return change.rules.length > first.length ? 'more' : 'fewer';
    const ids = (rules: RuleBook['first']) => rules.map(({ id }) => id).join();
    return ids(change.rules) === ids(first) ? 'others' : 'order';
  });
  expect(new Set(kinds)).toEqual(new Set(['more', 'fewer', 'others', 'order']));
});

test('hints are shown since 4.3 and translations since 4.4', () => {
  const book = someBook(({ hasHints, translatedInto, first }) => {
    return hasHints && translatedInto.length > 0 && first.length > 0;
  });
  const on = (version: string) => rulesAfter(book, version, 0)[0];
  expect(on('4.2.17')).toMatchObject({ hint: '', translations: {} });
  expect(on('4.3.8')).toMatchObject({ hint: expect.stringMatching(/./), translations: {} });
  expect(Object.keys(on('4.4.8')?.translations ?? {}).sort()).toEqual([...book.translatedInto].sort());
});

test('every language has both wordings and a hint for every topic, and no two are the same', () => {
  const all = languages.flatMap((language) =>
    ruleTopics.flatMap((topic) => {
      const { texts, hint } = textStock[language].rules[topic];
      return [...texts, hint];
    }),
  );
  expect(all.length).toBe(languages.length * ruleTopics.length * 3);
  expect(new Set(all).size).toBe(all.length);
  expect(all.filter((text) => text.trim() !== text || text === '')).toEqual([]);
});
