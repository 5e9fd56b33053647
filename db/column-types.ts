import pg from 'pg';

/**
 * How values of PostgreSQL become ours, where pg's own way loses something: `bigint` and `numeric` would be strings,
 * and `date` a `Date` at local midnight, which is another day elsewhere. OIDs are those of `pg_type.dat`.
 */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  // int8, numeric, date
  20: parseNumber,
  1700: parseNumber,
  1082: (text) => text,
  // and arrays of them
  1016: (text) => parseArray(text, parseNumber),
  1231: (text) => parseArray(text, parseNumber),
  1182: (text) => parseArray(text, (item) => item),
};

/** The parsers of one pool, in the shape of pg's `types`; never set for the whole process, which pg-boss shares. */
export const getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  (format === 'binary' ? undefined : parsers[oid]) ??
  pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser;

/**
 * @throws RangeError when a whole number is beyond ±(2^53 − 1), where a JavaScript number would be another one.
 */
function parseNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) ? !Number.isSafeInteger(value) : !Number.isFinite(value))
    throw new RangeError(`The database holds the number ${text}, which JavaScript cannot hold exactly.`);
  return value;
}

const textArrayOid = 1009;

function parseArray<Item>(text: string, parseItem: (text: string) => Item): readonly (Item | null)[] {
  const parseTexts = pg.types.getTypeParser(textArrayOid as never) as (text: string) => (string | null)[];
  return parseTexts(text).map((item) => (item === null ? null : parseItem(item)));
}
