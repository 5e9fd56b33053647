import { expect, test } from 'vitest';
import { readCount } from '../../../crawler/nodeinfo/count.ts';

test.for([
  [undefined, null, 'absent', null],
  [null, null, 'absent', null],
  [0, 0, 'reported', null],
  [-0, 0, 'reported', null],
  [12, 12, 'reported', null],
  ['12', 12, 'reported', 'number-as-string'],
  [' 12 ', 12, 'reported', 'number-as-string'],
  [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 'reported', null],
  [-15_000_000, null, 'invalid', 'negative'],
  ['-1', null, 'invalid', 'negative'],
  [1.5, null, 'invalid', 'not-an-integer'],
  [2 ** 53, null, 'invalid', 'beyond-safe-integers'],
  [1e300, null, 'invalid', 'beyond-safe-integers'],
  [Number.POSITIVE_INFINITY, null, 'invalid', 'not-an-integer'],
  ['9223372036854775808', null, 'invalid', 'wrong-type'],
  ['1e3', null, 'invalid', 'wrong-type'],
  ['', null, 'invalid', 'wrong-type'],
  [true, null, 'invalid', 'wrong-type'],
  [[3], null, 'invalid', 'wrong-type'],
  [{}, null, 'invalid', 'wrong-type'],
  [2 ** 31, 2 ** 31, 'reported', null],
  [1e21, null, 'invalid', 'beyond-safe-integers'],
  [JSON.parse('1e400'), null, 'invalid', 'not-an-integer'],
  [JSON.parse('9223372036854775808'), null, 'invalid', 'beyond-safe-integers'],
  ['NaN', null, 'invalid', 'wrong-type'],
  ['9'.repeat(1_000_000), null, 'invalid', 'wrong-type'],
] as const)('case 56: %j is %j, %s (%s)', ([raw, value, provenance, note]) => {
  expect(readCount(raw)).toEqual({ figure: { value, provenance }, note });
});
