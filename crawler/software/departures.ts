import { isJsonObject, type Note, own } from '../nodeinfo/reading.ts';

/** What a part of a document should be; an array may have a greatest length, beyond which it is cut. */
export type Expected = 'string' | 'boolean' | 'number' | 'object' | 'array' | { readonly maxLength: number };

/** Paths of a document, dots between keys, with what stands there in an answer of the documented shape. */
export type Shape = Readonly<Record<string, Expected>>;

/**
 * Where a document departs from its documented shape in the parts that we read, so that a person who asks why
 * something is missing finds the reason. What is absent or null is no departure: most of it is optional.
 */
export function departuresFrom(shape: Shape, document: unknown): readonly Note[] {
  return Object.entries(shape).flatMap(([path, expected]): Note[] => {
    const raw = path.split('.').reduce<unknown>((value, key) => own(value, key), document);
    if (raw === undefined || raw === null) return [];
    if (!isOfKind(raw, expected)) return [{ path, reason: 'wrong-type' }];
    const isTooLong = typeof expected === 'object' && Array.isArray(raw) && raw.length > expected.maxLength;
    return isTooLong ? [{ path, reason: 'too-many' }] : [];
  });
}

/** The departures of a document as a part of what it says; nothing when there are none. */
export function notedIn(shape: Shape, document: unknown): { readonly notes?: readonly Note[] } {
  const notes = departuresFrom(shape, document);
  return notes.length === 0 ? {} : { notes };
}

function isOfKind(raw: unknown, expected: Expected): boolean {
  if (expected === 'array' || typeof expected === 'object') return Array.isArray(raw);
  return expected === 'object' ? isJsonObject(raw) : typeof raw === expected;
}
