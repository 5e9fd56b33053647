import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loggedError } from '../../web/logged-error.ts';

test('case 108: what a failure quotes acts on no terminal and begins no line of its own', () => {
  const texts = [
    'invalid input "\u001b[2J\u001b[31mred\u0007"',
    'one\nsite ready at http://evil.invalid/',
    'carriage\rreturn, \u009b31m, \u2028, \u202eturned',
  ];
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'binary' })), (text) => {
      for (const problem of [new Error(text), text]) {
        const logged = loggedError(problem);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is what is tested.
        expect(logged).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
        for (const line of logged.trimEnd().split('\n').slice(1)) expect(line).toMatch(/^ {2}/);
      }
    }),
    // Each error looks its place up anew, which takes some time.
    { numRuns: 40 },
  );
});

test('a failure is told with the place where it happened', () => {
  expect(loggedError(new TypeError('no such thing'))).toMatch(
    /^TypeError: no such thing\n {2,}at .*logged-error\.test\.ts/,
  );
  expect(loggedError('a word')).toBe('a word\n');
});
