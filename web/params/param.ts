import { nearestName } from './nearest-name.ts';

/** What a parameter's values mean, or which values it takes. */
export type ParamReading<Value> =
  | { readonly ok: true; readonly value: Value }
  /** `allowed` goes on after "must be": `a day in UTC, such as 2026-03-01`. */
  | { readonly ok: false; readonly allowed: string };

/** One query parameter: how it is read, how it is written, and how the API's description names it. */
export interface Param<Value> {
  readonly name: string;
  /** One sentence for people who read the API's description. */
  readonly description: string;
  /** JSON Schema (2020-12) of one value, or of the array of values when `isRepeatable`. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Whether several values of the same name are alternatives; otherwise a second one is refused. */
  readonly isRepeatable: boolean;
  /** Reads the values in the order of the URL; never called with none. */
  parse(values: readonly string[]): ParamReading<Value>;
  /** The inverse of `parse`; an empty list leaves the parameter out of the URL. */
  format(value: Value): readonly string[];
}

/** Why a part of a query string was not used. */
export interface ParamProblem {
  readonly kind: 'unknown-name' | 'bad-value';
  readonly name: string;
  /** A sentence: what is wrong and what to write instead. */
  readonly message: string;
}

/** Parameters by name. */
export type ParamTable = Readonly<Record<string, Param<unknown>>>;

/** The values that a query string gave; a parameter that is absent, empty or bad has no key. */
export type ParamValues<Table extends ParamTable> = {
  readonly [Name in keyof Table]?: Table[Name] extends Param<infer Value> ? Value : never;
};

/** Problems beyond this number say nothing new. */
const maxProblems = 10;
/** As much of a refused value as a message repeats. */
const maxShownLength = 80;

/**
 * Reads a query string against a table of parameters. Total: every string gives values and problems. A parameter
 * without text (`?q=`) counts as absent, since forms send their empty fields.
 */
export function readParams<Table extends ParamTable>(
  params: URLSearchParams,
  table: Table,
): { readonly values: ParamValues<Table>; readonly problems: readonly ParamProblem[] } {
  const values: Record<string, unknown> = {};
  const problems: ParamProblem[] = [];
  for (const name of new Set(params.keys())) {
    const param = Object.hasOwn(table, name) ? table[name] : undefined;
    if (param === undefined) {
      problems.push(unknownName(name, Object.keys(table)));
      continue;
    }
    const given = params.getAll(name).filter((value) => value.trim() !== '');
    if (given.length === 0) continue;
    const reading = readOne(param, given);
    if (reading.ok) values[name] = reading.value;
    else problems.push(badValue(name, given, reading.allowed));
  }
  return { values: values as ParamValues<Table>, problems: problems.slice(0, maxProblems) };
}

function readOne(param: Param<unknown>, given: readonly string[]): ParamReading<unknown> {
  if (!param.isRepeatable && given.length > 1) return { ok: false, allowed: 'given once' };
  // PostgreSQL refuses U+0000 in a text (22021); no parameter has a use for it.
  if (given.some((value) => value.includes('\0'))) return { ok: false, allowed: 'free of U+0000' };
  return param.parse(given);
}

function unknownName(name: string, known: readonly string[]): ParamProblem {
  const nearest = nearestName(name, known);
  const advice =
    nearest !== undefined
      ? `Did you mean "${nearest}"?`
      : known.length > 0
        ? `Known here: ${known.join(', ')}.`
        : 'This address takes no parameters.';
  return {
    kind: 'unknown-name',
    name: name.slice(0, maxShownLength),
    message: `There is no parameter ${shown(name)}. ${advice}`,
  };
}

function badValue(name: string, given: readonly string[], allowed: string): ParamProblem {
  const value = given.length === 1 ? shown(given[0] ?? '') : given.map(shown).join(', ').slice(0, 200);
  return { kind: 'bad-value', name, message: `"${name}" is ${value}, but must be ${allowed}.` };
}

/** Quoted, cut and on one line: a message may end up in a log or a terminal. */
function shown(value: string): string {
  return JSON.stringify(value.length > maxShownLength ? `${value.slice(0, maxShownLength)}…` : value);
}
