import type { Param } from './param.ts';

/** A whole number between two others, both inclusive; one to try is told with them. */
export function wholeNumberParam(
  name: string,
  range: { readonly min: number; readonly max: number; readonly example: number },
  description: string,
): Param<number> {
  const { min, max, example } = range;
  return {
    name,
    description,
    schema: { type: 'integer', minimum: min, maximum: max, examples: [example] },
    isRepeatable: false,
    parse: ([value = '']) => {
      const number = /^\s*\d{1,16}\s*$/.test(value) ? Number(value) : Number.NaN;
      return number >= min && number <= max
        ? { ok: true, value: number }
        : { ok: false, allowed: `a whole number from ${min} to ${max}` };
    },
    format: (number) => [String(number)],
  };
}

/** A share, 0 to 1, with at most six digits after the point. */
export function shareParam(name: string, description: string): Param<number> {
  return {
    name,
    description,
    schema: { type: 'number', minimum: 0, maximum: 1, examples: [0.99] },
    isRepeatable: false,
    parse: ([value = '']) => {
      const share = /^\s*[01](\.\d{1,6})?\s*$/.test(value) ? Number(value) : Number.NaN;
      return share <= 1
        ? { ok: true, value: share }
        : {
            ok: false,
            allowed: 'a share from 0 to 1, such as 0.99, with at most six digits after the point',
          };
    },
    format: (share) => [String(share)],
  };
}

/** `true` or `false`. */
export function flagParam(name: string, description: string): Param<boolean> {
  return {
    name,
    description,
    schema: { type: 'boolean', examples: [true] },
    isRepeatable: false,
    parse: ([value = '']) => {
      const text = value.trim();
      return text === 'true' || text === 'false'
        ? { ok: true, value: text === 'true' }
        : { ok: false, allowed: 'true or false' };
    },
    format: (flag) => [String(flag)],
  };
}
