import { createHash } from 'node:crypto';

/** One rule of a server, word for word. */
export interface Rule {
  readonly text: string;
  /** The longer explanation that Mastodon 4.4 and later keep beside a rule; null when there is none. */
  readonly hint: string | null;
  /** BCP 47 tag, or null when nobody says. */
  readonly language: string | null;
  /** Translations by BCP 47 tag, as the server gives them; empty when there are none. */
  readonly translations: Readonly<Record<string, { readonly text: string; readonly hint: string | null }>>;
}

/**
 * A hash of an ordered set of rules: two sets with the same hash are the same version.
 * Everything a reader sees is part of it, so a corrected comma opens a new version.
 */
export function hashRules(rules: readonly Rule[]): string {
  const parts = rules.map((rule) => [
    rule.text,
    rule.hint,
    rule.language,
    Object.entries(rule.translations)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([language, translation]) => [language, translation.text, translation.hint]),
  ]);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
