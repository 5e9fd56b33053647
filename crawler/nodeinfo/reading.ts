/**
 * Where a foreign document departs from what its schema says, noted beside the value that we could still read.
 * Kept for tests and for a person who asks why a figure is missing; never a reason to drop the neighbours.
 */
export interface Note {
  /** Path in the document, dots between keys: `usage.users.total`. */
  readonly path: string;
  readonly reason: NoteReason;
}

/** Why a field was not taken as it stands. */
export type NoteReason =
  | 'missing'
  | 'wrong-type'
  | 'number-as-string'
  | 'negative'
  | 'not-an-integer'
  | 'beyond-safe-integers'
  | 'odd-key'
  | 'too-long'
  | 'too-many'
  | 'bad-language'
  | 'https-schema-name'
  | 'schema-in-type'
  | 'href-without-scheme'
  | 'odd-name'
  | 'unknown-version';

/** Notes kept of one visit at most: the first say what is wrong with the rest. */
export const maxNotes = 50;

/** A read document with its notes, or the one reason for which nothing of it can be used. */
export type Reading<Value, Refusal extends string> =
  | { readonly ok: true; readonly value: Value; readonly notes: readonly Note[] }
  | { readonly ok: false; readonly reason: Refusal };

/** A JSON object with unknown values. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Narrows to a JSON object: no array, no null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * An own property of a JSON value, or undefined. Never reaches a prototype, so `constructor` and `__proto__` in a
 * document are ordinary keys.
 */
export function own(value: unknown, key: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
