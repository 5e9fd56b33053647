import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  abridged,
  maxComparedLength,
  type TextPart,
  wordDifference,
} from '../../../web/ui/rules/word-difference.ts';

const joined = (parts: readonly TextPart[], kinds: readonly TextPart['kind'][]) =>
  parts.flatMap(({ kind, text }) => (kinds.includes(kind) ? [text] : [])).join('');
const shown = (parts: readonly TextPart[] | null) => parts?.map(({ kind, text }) => [kind, text]);

test('a replaced phrase is one removal and one addition, blanks in between included', () => {
  expect(shown(wordDifference('No spam at all.', 'No unlabelled advertising at all.'))).toEqual([
    ['same', 'No '],
    ['removed', 'spam'],
    ['added', 'unlabelled advertising'],
    ['same', ' at all.'],
  ]);
  expect(shown(wordDifference('be very kind here', 'be rather nice here'))).toEqual([
    ['same', 'be '],
    ['removed', 'very kind'],
    ['added', 'rather nice'],
    ['same', ' here'],
  ]);
});

test('words are found where no blanks stand between them', () => {
  const parts = wordDifference('宣伝はしないでください。', '宣伝と勧誘はしないでください。') ?? [];
  expect(joined(parts, ['removed'])).toBe('');
  expect(joined(parts, ['added'])).toBe('と勧誘');
});

test('what is the same and removed is the old text, what is the same and added the new one', () => {
  const texts = fc
    .array(fc.constantFrom('be', ' ', 'kind', '.', '\n', 'é', '規則', '👩‍👩‍👧', '\u202e', '<b>'))
    .map((all) => all.join(''));
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const parts = wordDifference(before, after) ?? [];
      expect(joined(parts, ['same', 'removed'])).toBe(before);
      expect(joined(parts, ['same', 'added'])).toBe(after);
      expect(parts.every(({ text }) => text !== '')).toBe(true);
    }),
  );
});

test('texts that are too long, or share too little, are not compared', () => {
  const long = 'word '.repeat(maxComparedLength / 5 + 1);
  expect(wordDifference(long, 'short')).toBeNull();
  const one = Array.from({ length: 400 }, (_, index) => `a${index}`).join(' ');
  const other = Array.from({ length: 400 }, (_, index) => `b${index}`).join(' ');
  expect(wordDifference(one, other)).toBeNull();
});

test('of a long text, what stands around the change is left, in whole words', () => {
  const filler = 'nothing of this changes at all '.repeat(30);
  const parts = abridged(wordDifference(`${filler}old ${filler}`, `${filler}new ${filler}`) ?? []);
  expect(parts.map(({ kind }) => kind)).toEqual(['left-out', 'same', 'removed', 'added', 'same', 'left-out']);
  expect(parts.every(({ text }) => text.length <= 120)).toBe(true);
  expect(filler.endsWith(parts[1]?.text ?? '?')).toBe(true);
  expect(`${filler} `.startsWith((parts[4]?.text ?? '?').trimStart())).toBe(true);
});

test('leaving out nothing worth it leaves the parts as they are', () => {
  const parts = wordDifference('Be kind to each other.', 'Be kind to all others.') ?? [];
  expect(abridged(parts)).toEqual(parts);
});
