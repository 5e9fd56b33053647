import type { Param } from './param.ts';

/** Names out of a closed set, repeated for several, in the order of the set. */
export function oneOrMoreOf<const Name extends string>(
  name: string,
  allowed: readonly Name[],
  description: string,
  repeated = 'for alternatives',
): Param<readonly Name[]> {
  return {
    name,
    description,
    schema: { type: 'array', items: { type: 'string', enum: allowed } },
    isRepeatable: true,
    parse: (values) => {
      const chosen = allowed.filter((each) => values.some((value) => value.trim() === each));
      return new Set(values.map((value) => value.trim())).size === chosen.length
        ? { ok: true, value: chosen }
        : { ok: false, allowed: `one of ${allowed.join(', ')}; repeat the parameter ${repeated}` };
    },
    format: (chosen) => chosen,
  };
}

/** One name out of a closed set. */
export function oneOf<const Name extends string>(
  name: string,
  allowed: readonly Name[],
  description: string,
): Param<Name> {
  return {
    name,
    description,
    schema: { type: 'string', enum: [...allowed] },
    isRepeatable: false,
    parse: ([value = '']) => {
      const known = allowed.find((each) => each === value.trim());
      return known === undefined
        ? { ok: false, allowed: `one of ${allowed.join(', ')}` }
        : { ok: true, value: known };
    },
    format: (value) => [value],
  };
}
