import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCount } from '../../../crawler/archive/read-count.ts';

test.for([
  [0, 0],
  [-0, 0],
  ['-0', 0],
  [12, 12],
  [12.0, 12],
  ['12', 12],
  [' 1549547', 1_549_547],
  ['\t12\r', 12],
  ['5677157.0', 5_677_157],
  ['12.000', 12],
  ['+12', 12],
  ['007', 7],
  ['0000000000000000000012', 12],
  ['9007199254740991', Number.MAX_SAFE_INTEGER],
] as const)('%j is %d', ([raw, count]) => {
  expect(readCount(raw)).toEqual({ count, problem: null });
});

test.for([null, undefined, '', '  '])('%j is not stated', (raw) => {
  expect(readCount(raw)).toEqual({ count: null, problem: null });
});

test.for([
  ['negative', -1],
  ['negative', '-1'],
  ['negative', -1e300],
  ['fractional', 1.5],
  ['fractional', '1.5'],
  ['fractional', '-1.5'],
  ['fractional', '0.1'],
  ['too-large', '9007199254740992'],
  ['too-large', '9007199254740993'],
  ['too-large', 2 ** 53],
  ['too-large', 1e300],
  ['too-large', '9'.repeat(1_000)],
  ['no-number', Number.NaN],
  ['no-number', Number.POSITIVE_INFINITY],
  ['no-number', 1e-7],
  ['no-number', '1e6'],
  ['no-number', '1,000'],
  ['no-number', '1.000.000'],
  ['no-number', '12 k'],
  ['no-number', '0x10'],
  ['no-number', '١٢'],
  ['no-number', '='],
  ['no-number', 'null'],
  ['no-number', true],
  ['no-number', []],
  ['no-number', [12]],
  ['no-number', { valueOf: 12 }],
] as const)('%s: %j', ([problem, raw]) => {
  expect(readCount(raw)).toEqual({ count: null, problem });
});

test('every safe integer is read as itself, however it is written', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (count) => {
      for (const raw of [count, String(count), ` ${count}`, `${count}.0`])
        expect(readCount(raw)).toEqual({ count, problem: null });
    }),
  );
});
