import { createHash } from 'node:crypto';

/** Where a list goes on: the values that its order is made of, of the last row given. */
export type Place = readonly (string | number | null)[];

/** No cursor of ours is longer; a longer one is not decoded. */
export const maxCursorLength = 2_000;
const checkLength = 12;

/**
 * Writes a place as an opaque cursor that only fits the query it was made for. The check is against mistakes (another
 * filter, a lost letter), not against forgers: a forged place leads nowhere that a filter would not.
 *
 * @param query whatever the place depends on: path, filter and order.
 */
export function formatCursor(place: Place, query: string): string {
  const text = JSON.stringify(place);
  return Buffer.from(`${checkOf(text, query)}${text}`).toString('base64url');
}

/** Reads a cursor; undefined when it is damaged, was made for another query, or has another number of values. */
export function parseCursor(cursor: string, query: string, size: number): Place | undefined {
  if (cursor.length > maxCursorLength || !/^[\w-]+$/.test(cursor)) return undefined;
  const decoded = Buffer.from(cursor, 'base64url').toString();
  const text = decoded.slice(checkLength);
  if (checkOf(text, query) !== decoded.slice(0, checkLength)) return undefined;
  const place: unknown = parseJson(text);
  return isPlace(place) && place.length === size ? place : undefined;
}

function checkOf(text: string, query: string): string {
  return createHash('sha256')
    .update(JSON.stringify([query, text]))
    .digest('base64url')
    .slice(0, checkLength);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPlace(value: unknown): value is Place {
  return (
    Array.isArray(value) &&
    value.every(
      (each) =>
        each === null || (typeof each === 'string' && !each.includes('\0')) || Number.isSafeInteger(each),
    )
  );
}
