import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRange } from '../../../web/exports/byte-range.ts';

const part = (first: number, last: number) => ({ kind: 'part', first, last });
const whole = { kind: 'whole' };
const none = { kind: 'unsatisfiable' };

test.for([
  ['bytes=0-9', part(0, 9)],
  ['bytes=90-', part(90, 99)],
  ['bytes=-4', part(96, 99)],
  ['bytes=-400', part(0, 99)],
  ['bytes=95-400', part(95, 99)],
  ['BYTES=0-0', part(0, 0)],
  ['bytes=100-', none],
  ['bytes=100-200', none],
  ['bytes=-0', none],
  // Several at once, another unit, nonsense: no range, and the whole is sent.
  ['bytes=0-1,5-6', whole],
  ['lines=0-1', whole],
  ['bytes=9-2', whole],
  ['bytes=-', whole],
  ['bytes=1.5-2', whole],
  ['bytes=99999999999999999999-', whole],
  ['', whole],
  [undefined, whole],
] as const)('of 100 bytes, %s is %j', ([header, range]) => {
  expect(readRange(header, 100)).toEqual(range);
});

test('a part always lies within the file, whatever is asked for', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.option(fc.nat()), fc.nat(1_000), (noise, from, to, size) => {
      for (const header of [noise, `bytes=${from}-${to ?? ''}`, `bytes=-${from}`]) {
        const range = readRange(header, size);
        if (range.kind !== 'part') continue;
        expect(range.first).toBeGreaterThanOrEqual(0);
        expect(range.last).toBeLessThan(size);
        expect(range.first).toBeLessThanOrEqual(range.last);
      }
    }),
  );
});
