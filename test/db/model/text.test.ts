import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanLine, cleanText, cutText } from '../../../db/model/text.ts';

test.for([
  ['  plain ', 'plain'],
  ['two\r\nlines\rthree', 'two\nlines\nthree'],
  ['nul\u0000 and bell\u0007', 'nul and bell'],
  ['lone \ud800 surrogate', 'lone \ufffd surrogate'],
  ['\u202egnp.exe', 'gnp.exe'],
  ['\ufeffmark', 'mark'],
  ['tab\tstays', 'tab\tstays'],
  ['\u2067isolated\u2069 stays', '\u2067isolated\u2069 stays'],
] as const)('case 59: %j becomes %j', ([raw, clean]) => {
  expect(cleanText(raw, 100)).toBe(clean);
});

test('a text of nothing readable is null', () => {
  expect(cleanText(' \u0000\u202e\n ', 100)).toBeNull();
});

test('a line has no line breaks', () => {
  expect(cleanLine('a\nb \t c', 100)).toBe('a b c');
});

test('case 59: a cut never splits a grapheme', () => {
  const family = '👨‍👩‍👧‍👦';
  expect(cutText(family.repeat(3), family.length + 3)).toBe(`${family}…`);
});

test('case 59: cleaned texts are well-formed, within their bound, and stay the same when cleaned again', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.integer({ min: 2, max: 100 }),
      (raw, max) => {
        const clean = cleanText(raw, max);
        if (clean === null) return;
        expect(clean.isWellFormed()).toBe(true);
        expect(clean.length).toBeLessThanOrEqual(max);
        expect(clean).not.toContain('\u0000');
        expect(cleanText(clean, max)).toBe(clean);
      },
    ),
  );
});

test('case 59: ten megabytes of combining marks are cut without being read to the end', () => {
  expect(cleanText(`a${'\u0301'.repeat(10_000_000)}`, 200)?.length).toBeLessThanOrEqual(200);
});
