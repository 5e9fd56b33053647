/** Steps that people count in, as multiples of a power of ten. */
const steps = [1, 2, 2.5, 5, 10] as const;
/** About so many spaces between lines. */
const wantedSpaces = 4;

/**
 * Values to mark on an axis from zero up to at least `highest`, in steps of 1, 2, 2.5 or 5 times a power of ten and
 * never below 1, since we count things.
 */
export function valueTicks(highest: number): readonly number[] {
  if (!(highest > 0)) return [0, 1];
  const rough = highest / wantedSpaces;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = steps.find((each) => each * power >= rough) ?? 10;
  const step = Math.max(1, factor * power);
  const whole = Number.isInteger(step) ? step : Math.ceil(step);
  const count = Math.max(1, Math.ceil(highest / whole));
  return Array.from({ length: count + 1 }, (_, index) => index * whole);
}
