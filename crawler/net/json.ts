/** Bounds on a JSON text, checked before it is parsed. */
export interface JsonLimits {
  /** Objects and arrays within each other. */
  readonly maxDepth: number;
  /** Values in arrays and objects, all levels together. */
  readonly maxItems: number;
  /** Keys in objects, all levels together. Dearer than items: objects with many different keys become hash tables. */
  readonly maxKeys: number;
}

/** Bounds used unless stated otherwise. A peer list of a very large server holds some 100,000 names. */
export const defaultJsonLimits: JsonLimits = { maxDepth: 64, maxItems: 400_000, maxKeys: 50_000 };

/** Why a text was not taken. */
export type JsonRefusal =
  | 'bad-encoding'
  | 'too-deep'
  | 'too-many-items'
  /** It ends within a text, a list or an object: the connection was closed half way, and that was no error of HTTP's. */
  | 'cut-off'
  | 'bad-json';

/** A parsed value, or why there is none. */
export type JsonResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: JsonRefusal };

/**
 * Parses a JSON text (RFC 8259) in UTF-8; a byte order mark is forgiven. Never throws.
 * The result has no shape yet. Keys such as `__proto__` are own properties of it, as `JSON.parse` makes them: read with
 * `Object.hasOwn`, copy with spread, never with `Object.assign`.
 */
export function parseJson(bytes: Uint8Array, limits: Partial<JsonLimits> = {}): JsonResult {
  const shape = measure(bytes, { ...defaultJsonLimits, ...limits });
  if (shape !== 'whole' && shape !== 'cut-off') return { ok: false, reason: shape };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, reason: 'bad-encoding' };
  }
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, reason: shape === 'cut-off' ? 'cut-off' : 'bad-json' };
  }
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * Counts brackets, commas and colons outside of strings. Every byte of a multi-byte UTF-8 character is above 0x7f, so
 * bytes will do. For what is no JSON the counts mean nothing, and the parser says so afterwards.
 */
function measure(
  bytes: Uint8Array,
  { maxDepth, maxItems, maxKeys }: JsonLimits,
): 'too-deep' | 'too-many-items' | 'cut-off' | 'whole' {
  let depth = 0;
  let items = 0;
  let keys = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    switch (bytes[index]) {
      case quote:
        index = endOfString(bytes, index + 1);
        if (index >= bytes.length) return 'cut-off';
        break;
      case openBracket:
      case openBrace:
        depth += 1;
        items += 1;
        if (depth > maxDepth) return 'too-deep';
        break;
      case closeBracket:
      case closeBrace:
        depth -= 1;
        break;
      case comma:
        items += 1;
        break;
      case colon:
        keys += 1;
        break;
      default:
    }
    if (items > maxItems || keys > maxKeys) return 'too-many-items';
  }
  return depth > 0 ? 'cut-off' : 'whole';
}

function endOfString(bytes: Uint8Array, start: number): number {
  let index = start;
  while (index < bytes.length && bytes[index] !== quote) index += bytes[index] === backslash ? 2 : 1;
  return index;
}
