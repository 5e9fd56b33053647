import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  compareVersions,
  isVersionWithin,
  parseVersion,
  type VersionNumbers,
} from '../../../db/model/version.ts';

test.for([
  ['4.5.0+glitch', [4, 5, 0]],
  ['2023.12.14', [2023, 12, 14]],
  ['13.1.4-beta', [13, 1, 4]],
  ['14.0.0-rc3', [14, 0, 0]],
  ['0.19.3', [0, 19, 3]],
  ['10.6', [10, 6]],
  ['7', [7]],
  ['0.20.1+git-1a2b3c', [0, 20, 1]],
  ['10.102.699-m544', [10, 102, 699]],
  ['2.09', [2, 9]],
  ['v0.1.0-master', [0, 1, 0]],
  ['V2', [2]],
  [' 1.2 ', [1, 2]],
  ['2.7.2 (compatible; Pleroma 2.9.1)', [2, 7, 2]],
  ['1.2.', [1, 2]],
  ['1..2', [1]],
  ['-1.2', undefined],
  ['.5', undefined],
  ['', undefined],
  ['unknown version', undefined],
  ['HEAD-1a2b3c', undefined],
  ['١.٢', undefined],
] as const)('case 58: %j begins with the numbers %j', ([text, numbers]) => {
  expect(parseVersion(text)).toEqual(numbers);
});

test.for([
  ['0.9.0', '0.19.0', -1],
  ['0.19.0', '0.19.0-rc.1', 0],
  ['10.6', '10.6.0', 0],
  ['10.6', '10.6.1', -1],
  ['2.09', '2.41', -1],
  ['2023.12.14', '13.1.4', 1],
  ['4.5.0+glitch', '4.5.0', 0],
  ['9'.repeat(400), '9'.repeat(400), 0],
  ['9'.repeat(400), '1', 1],
] as const)('%s against %s is %i', ([first, second, order]) => {
  expect(compareVersions(numbersOf(first), numbersOf(second))).toBe(order);
});

const numbersOf = (text: string): VersionNumbers => parseVersion(text) ?? expect.unreachable(text);

test.for([
  ['0.18.9', { from: '0.19.0' }, false],
  ['0.19.0', { from: '0.19.0' }, true],
  ['0.19.0', { before: '0.19.0' }, false],
  ['0.18.9', { before: '0.19.0' }, true],
  ['0.8.10', { from: '0.8.0', before: '0.9.0' }, true],
  ['0.9.0', { from: '0.8.0', before: '0.9.0' }, false],
  ['0.7.9', { from: '0.8.0', before: '0.9.0' }, false],
  ['unknown version', { from: '0' }, false],
  ['unknown version', { before: '1' }, false],
  [null, { before: '1' }, false],
  ['unknown version', {}, true],
  [null, {}, true],
] as const)('%j lies in %j: %s', ([version, range, isWithin]) => {
  expect(isVersionWithin(version, range)).toBe(isWithin);
});

test('an end of a range that is no version is a mistake of ours, and said', () => {
  expect(() => isVersionWithin('1.0', { from: 'next' })).toThrow('"next"');
});

const numbers = fc
  .tuple(fc.nat(), fc.array(fc.oneof(fc.nat(3), fc.nat()), { maxLength: 4 }))
  .map(([first, rest]): VersionNumbers => [first, ...rest]);
// Few different numbers, so that equal versions and common beginnings are drawn too.
const closeNumbers = fc
  .tuple(fc.nat(1), fc.array(fc.nat(1), { maxLength: 3 }))
  .map(([first, rest]): VersionNumbers => [first, ...rest]);

test('versions are in a total order', () => {
  const sign = (first: VersionNumbers, second: VersionNumbers) => Math.sign(compareVersions(first, second));
  const any = fc.oneof(numbers, closeNumbers);
  fc.assert(
    fc.property(any, any, any, (a, b, c) => {
      expect(sign(a, a)).toBe(0);
      expect(sign(a, b) + sign(b, a)).toBe(0);
      if (sign(a, b) <= 0 && sign(b, c) <= 0) expect(sign(a, c)).toBeLessThanOrEqual(0);
      // What is equal is interchangeable.
      if (sign(a, b) === 0) expect(sign(a, c)).toBe(sign(b, c));
    }),
    { numRuns: 2_000 },
  );
});

test('a version that is written out and read again is the same', () => {
  const suffix = fc.constantFrom('', '+glitch', '-beta.2', ' (compatible)', 'rc1');
  fc.assert(
    fc.property(numbers, suffix, (version, after) => {
      expect(parseVersion(`${version.join('.')}${after}`)).toEqual(version);
    }),
  );
});

test('no text makes it throw, and each lies on one side of a release at most', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[v0-9.+-]*$/));
  fc.assert(
    fc.property(text, (version) => {
      const sides = [{ before: '4.3.0' }, { from: '4.3.0' }].filter((range) =>
        isVersionWithin(version, range),
      );
      expect(sides).toHaveLength(parseVersion(version) === undefined ? 0 : 1);
    }),
    { numRuns: 1_000 },
  );
});
