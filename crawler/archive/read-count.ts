/** Why something is no count. */
export type CountProblem = 'negative' | 'fractional' | 'too-large' | 'no-number';

/** A count; null when it is not stated, with the problem when what is stated is none. */
export interface ReadCount {
  readonly count: number | null;
  readonly problem: CountProblem | null;
}

const none = (problem: CountProblem | null): ReadCount => ({ count: null, problem });

/**
 * Reads a count as lists and series of others write it: a number, or its digits with blanks around them or with `.0`
 * behind them (Mastodon's statistics of 2023 say `"5677157.0"`). Null, missing and empty mean "not stated". Nothing is
 * rounded or clamped.
 *
 * @param max what is larger is `too-large`. @default the largest safe integer
 */
export function readCount(raw: unknown, max: number = Number.MAX_SAFE_INTEGER): ReadCount {
  if (raw === null || raw === undefined) return none(null);
  const text = typeof raw === 'number' ? plainDigits(raw) : typeof raw === 'string' ? raw.trim() : 'x';
  if (text === '') return none(null);
  if (!/^[+-]?\d+(\.\d+)?$/.test(text)) return none('no-number');
  if (/[1-9]/.test(text.replace(/^[^.]*\.?/, ''))) return none('fractional');
  const value = Number(text);
  if (value < 0) return none('negative');
  // Adding zero: -0 would print as "-0".
  return value <= max ? { count: value + 0, problem: null } : none('too-large');
}

/** A number without an exponent; `String` writes 1e+21. */
function plainDigits(value: number): string {
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}
