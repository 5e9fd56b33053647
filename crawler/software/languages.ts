/** More languages than this are not a statement; the rest is cut. */
export const maxTags = 200;
const maxTagLength = 35; // RFC 5646, section 4.4.1 recommends room for 35 characters.

/**
 * Reads a list of language tags (BCP 47) into canonical form, without doubles, in the given order. Entries that are no
 * tags are left out. A single string counts as a list of one.
 *
 * @returns null when the server did not state languages, or nothing it stated is a tag.
 */
export function readLanguages(raw: unknown): readonly string[] | null {
  const entries: readonly unknown[] = Array.isArray(raw) ? raw.slice(0, maxTags) : [raw];
  const tags = new Set<string>();
  for (const entry of entries) {
    const tag = canonicalLanguage(entry);
    if (tag !== null) tags.add(tag);
  }
  return tags.size === 0 ? null : [...tags];
}

/** One tag in canonical form (`pt_br` → `pt-BR`); null when it is none. */
export function canonicalLanguage(raw: unknown): string | null {
  if (typeof raw !== 'string' || raw.length === 0 || raw.length > maxTagLength) return null;
  try {
    return Intl.getCanonicalLocales(raw.replaceAll('_', '-'))[0] ?? null;
  } catch {
    // RangeError: not a well-formed tag, which is all that we ask.
    return null;
  }
}
