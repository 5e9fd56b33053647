import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxTags, readLanguages } from '../../../crawler/software/languages.ts';

test.for([
  ['a text in place of a list', 'de', ['de']],
  ['several spellings of one', ['pt_br', 'pt-BR', 'PT-br'], ['pt-BR']],
  ['tags among other things', ['en', null, 5, {}, ['fr'], '', 'no tag at all', 'x'.repeat(40)], ['en']],
  ['null', null, null],
  ['nothing', undefined, null],
  ['a number', 5, null],
  ['an object', { 0: 'en' }, null],
  ['an empty list', [], null],
] as const)('case 60: %s', ([, raw, tags]) => {
  expect(readLanguages(raw)).toEqual(tags);
});

test('case 60: of 100,000 languages the first are read', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const tags = Array.from(
    { length: 100_000 },
    (_, index) => `${letters[index % 26]}${letters[((index / 26) % 26) | 0]}`,
  );
  expect(readLanguages(tags)?.length).toBeLessThanOrEqual(maxTags);
});

test('cases 60, 117: whatever is stated, the result is null or a short list of short tags', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.array(fc.string({ maxLength: 8 }))), (raw) => {
      const tags = readLanguages(raw) ?? ['en'];
      expect(new Set(tags).size).toBe(tags.length);
      for (const tag of tags) expect(tag).toMatch(/^[A-Za-z0-9-]{1,40}$/);
    }),
  );
});
