import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRetryAfterSeconds, retryAfterBounds } from '../../../crawler/net/retry-after.ts';

const now = new Date('2026-11-24T12:00:00Z');
const { minSeconds, maxSeconds } = retryAfterBounds;

test.for([
  ['120', 120],
  [' 3600 ', 3600],
  ['0', minSeconds],
  ['1000000000000', maxSeconds],
  ['9'.repeat(50), maxSeconds],
  ['Tue, 24 Nov 2026 13:00:00 GMT', 3600],
  ['Tuesday, 24-Nov-26 13:00:00 GMT', 3600],
  ['Tue Nov 24 13:00:00 2026', 3600],
  ['Sun, 06 Nov 1994 08:49:37 GMT', minSeconds],
  ['Fri, 01 Jan 2100 00:00:00 GMT', maxSeconds],
] as const)('case 36: "%s" asks for %s seconds', ([value, expected]) => {
  expect(parseRetryAfterSeconds(value, now)).toBe(expected);
});

test.for([
  null,
  '',
  'soon',
  '-5',
  '1.5',
  '12 minutes',
  '2026-11-24T13:00:00Z',
  'Tue, 99 Foo 2026 13:00:00 GMT',
])('case 36: "%s" asks for nothing', (value) => {
  expect(parseRetryAfterSeconds(value, now)).toBeNull();
});

test('whatever is said, the wait is null or within its bounds', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.bigInt().map(String),
        fc.date().map((date) => date.toUTCString()),
      ),
      (value) => {
        const seconds = parseRetryAfterSeconds(value, now) ?? minSeconds;
        expect(seconds).toBeGreaterThanOrEqual(minSeconds);
        expect(seconds).toBeLessThanOrEqual(maxSeconds);
      },
    ),
  );
});
