import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markWords } from '../../../web/ui/rules/mark-words.ts';

/** What is marked, between brackets. */
const shown = (text: string, ...words: readonly string[]) =>
  markWords(text, words)
    .map((piece) => (piece.isMarked ? `[${piece.text}]` : piece.text))
    .join('');

test.for([
  ['No spam, no Spammers.', ['spam'], 'No [spam], no Spammers.'],
  ['NO spam, no ads', ['no', 'ads'], '[NO] spam, [no] [ads]'],
  ['Ärger vermeiden', ['ärger'], '[Ärger] vermeiden'],
  ['a code of conduct', ['code-of-conduct'], 'a [code] [of] [conduct]'],
  ['人種差別は禁止です', ['差別'], '人種[差別]は禁止です'],
  ['100% human 🦆', ['🦆'], '100% human [🦆]'],
  ['what? (really) [no] {a} a|b ^$ \\', ['(', '[no]', '\\'], 'what? [(]really) [[no]] {a} a|b ^$ [\\]'],
  ['naïve cafe\u0301s', ['cafe'], 'naïve cafe\u0301s'],
  ['nothing', [], 'nothing'],
] as const)('in %j, what is found for %j', ([text, words, expected]) => {
  expect(shown(text, ...words)).toBe(expected);
});

test('whatever is looked for, the pieces make the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 8 }),
      (text, words) => {
        expect(
          markWords(text, words)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      },
    ),
  );
});

test('a text that is all matches is not parted without end', () => {
  const text = 'no '.repeat(20_000);
  const pieces = markWords(text, ['no']);
  expect(pieces.length).toBeLessThan(500);
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
});
