/** Steps that people count in, as multiples of a power of ten. */
const steps = [1, 2, 2.5, 5, 10] as const;
/** About so many spaces between lines. */
const wantedSpaces = 4;

/** Which steps make sense: the least, and whether only whole ones do. */
export interface TickSteps {
  readonly least: number;
  readonly isWhole: boolean;
}

/** Things that are counted. */
export const countSteps: TickSteps = { least: 1, isWhole: true };
/** Shares from 0 to 1: down to whole per cents. */
export const shareSteps: TickSteps = { least: 0.01, isWhole: false };

/**
 * Values to mark on an axis from zero up to at least `highest`, in steps of 1, 2, 2.5 or 5 times a power of ten and
 * never below the least.
 */
export function valueTicks(highest: number, { least, isWhole }: TickSteps = countSteps): readonly number[] {
  if (!(highest > 0)) return [0, isWhole ? 1 : 100 * least];
  const rough = highest / wantedSpaces;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = steps.find((each) => each * power >= rough) ?? 10;
  const step = Math.max(least, factor * power);
  const taken = isWhole && !Number.isInteger(step) ? Math.ceil(step) : step;
  // A sum of tenths is not exact: 0.35 would be 0.35000000000000003, and need one more step.
  const count = Math.max(1, Math.ceil(Number((highest / taken).toPrecision(12))));
  return Array.from({ length: count + 1 }, (_, index) => Number((index * taken).toPrecision(12)));
}
