import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitText } from '../../../web/ui/rules/split-text.ts';

test('a short text is all beginning', () => {
  expect(splitText('Be kind.', 8)).toEqual({ beginning: 'Be kind.', rest: '' });
});

test('a long text is parted between paragraphs, else lines, else sentences, else words', () => {
  const filler = 'word '.repeat(40);
  const first = (text: string) => splitText(text, 150).beginning.trimEnd();
  expect(first(`${'a'.repeat(60)}.\n\n${'b'.repeat(20)}.\n${filler}`)).toBe(`${'a'.repeat(60)}.`);
  expect(first(`${'a'.repeat(60)}.\n${'b'.repeat(20)}. ${filler}`)).toBe(`${'a'.repeat(60)}.`);
  expect(first(`${'a'.repeat(60)}. ${filler}`)).toBe(`${'a'.repeat(60)}.`);
  expect(first(filler)).toMatch(/word$/);
  expect(first(`${'規'.repeat(60)}。${'則'.repeat(90)}`)).toBe(`${'規'.repeat(60)}。`);
});

test('a heading goes with what follows it', () => {
  const { beginning, rest } = splitText(`${'word '.repeat(15)}\n\n## Pictures\n\n${'text '.repeat(40)}`, 150);
  expect(beginning.trimEnd()).toMatch(/word$/);
  expect(rest).toMatch(/^## Pictures/);
});

test('both pieces make the whole, the beginning is neither short nor long, and no character is cut', () => {
  const texts = fc
    .array(fc.constantFrom('a', ' ', '.', '\n', '👩‍👩‍👧', 'é', '規則', '。'), {
      minLength: 1,
      maxLength: 400,
    })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(texts, fc.integer({ min: 40, max: 200 }), (text, maxLength) => {
      const { beginning, rest } = splitText(text, maxLength);
      expect(beginning + rest).toBe(text);
      expect(beginning.length).toBeLessThanOrEqual(maxLength);
      if (rest !== '') expect(rest.length).toBeGreaterThanOrEqual(maxLength / 3);
      expect(beginning.isWellFormed()).toBe(true);
      if (rest !== '') expect(beginning.length).toBeGreaterThanOrEqual(maxLength / 3 - 12);
    }),
  );
});

test('a text that is one single character without end is parted all the same', () => {
  const { beginning, rest } = splitText(`a${'\u0301'.repeat(5_000)}`, 150);
  expect([beginning.length, rest.length]).toEqual([100, 4_901]);
});
