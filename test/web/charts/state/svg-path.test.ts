import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  dotPathData,
  linePathData,
  type Place,
  ringPathData,
} from '../../../../web/charts/state/svg-path.ts';

const whole = fc.integer({ min: -2_000, max: 2_000 });
const places = fc.array(fc.tuple(whole, whole), { maxLength: 30 });

/** The places where a path has a corner or a dot, read as SVG has it: lower-case letters tell steps. */
function placesOf(data: string): readonly Place[] {
  const read: Place[] = [];
  let [x, y] = [0, 0];
  for (const [, command = '', numbers = ''] of data.matchAll(/([Mml])([^Mmlh]*)(?:h0)?/g)) {
    const values = (numbers.match(/-?\d+/g) ?? []).map(Number);
    for (let index = 0; index < values.length; index += 2) {
      const [first = Number.NaN, second = Number.NaN] = values.slice(index, index + 2);
      [x, y] = command === 'M' ? [first, second] : [x + first, y + second];
      read.push([x, y]);
    }
  }
  return read;
}

const withoutRepeats = (all: readonly Place[]) =>
  all.filter(([x, y], index) => index === 0 || x !== all[index - 1]?.[0] || y !== all[index - 1]?.[1]);

test('a line goes through every place in order', () => {
  fc.assert(
    fc.property(places, (all) => {
      expect(placesOf(linePathData(all))).toEqual(all.length < 2 ? [] : withoutRepeats(all));
    }),
  );
});

test('there is a dot at every place', () => {
  fc.assert(
    fc.property(places, (all) => {
      expect(placesOf(dotPathData(all))).toEqual(all);
    }),
  );
});

test('a path is told in steps and without needless spaces', () => {
  expect(
    linePathData([
      [10, 20],
      [13, 16],
      [13, 16],
      [14, 17],
    ]),
  ).toBe('M10 20l3-4 1 1');
  expect(
    linePathData([
      [5, 5],
      [5, 5],
    ]),
  ).toBe('M5 5h0');
  expect(
    dotPathData([
      [10, 20],
      [8, 25],
    ]),
  ).toBe('M10 20h0m-2 5h0');
});

test('a ring is two half circles around its place, and ends where it began', () => {
  expect(
    ringPathData(
      [
        [10, 20],
        [30, 20],
      ],
      2,
    ),
  ).toBe('M8 20a2 2 0 1 0 4 0a2 2 0 1 0 -4 0m20 0a2 2 0 1 0 4 0a2 2 0 1 0 -4 0');
});
