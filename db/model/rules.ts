import { createHash } from 'node:crypto';

/**
 * Documents that stand for rules where a software has no list of them: `sidebar` (Lemmy, PieFed), `legal-information`
 * (Lemmy), `code-of-conduct`, `terms`, `moderation` (PeerTube and others). Stored under a CHECK constraint.
 */
export const ruleDocuments = [
  'sidebar',
  'legal-information',
  'code-of-conduct',
  'terms',
  'moderation',
] as const;

/** One of {@link ruleDocuments}. */
export type RuleDocument = (typeof ruleDocuments)[number];

/** Translations of a rule by BCP 47 tag, as the server gives them. */
export type RuleTranslations = Readonly<
  Record<string, { readonly text: string; readonly hint: string | null }>
>;

/** One rule of a server, word for word. */
export interface Rule {
  readonly text: string;
  /** The longer explanation that Mastodon 4.3 and later keep beside a rule; null when there is none. */
  readonly hint: string | null;
  /** BCP 47 tag as the server states it; null when it does not, which is the rule. */
  readonly language: string | null;
  /** Empty when there are none. */
  readonly translations: RuleTranslations;
  /** Which document the text is; null for one rule of a list. */
  readonly document: RuleDocument | null;
}

/** Everything of a rule that a reader sees; its language may be our own guess and is not part of it. */
type Words = Omit<Rule, 'language'>;

/**
 * What tells one rule of a server from another, wherever they stand in the order: a corrected comma, a changed hint or
 * a new translation makes another rule. Two rules with the same key are the same.
 */
export function ruleKey({ text, hint, translations, document }: Words): string {
  const translated = Object.entries(translations)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([language, translation]) => [language, translation.text, translation.hint]);
  return JSON.stringify([text, hint, translated, document]);
}

/** A hash of an ordered set of rules: two sets with the same hash are the same version. */
export function hashRules(rules: readonly Words[]): string {
  const hash = createHash('sha256');
  for (const rule of rules) hash.update(ruleKey(rule)).update('\n');
  return hash.digest('hex');
}
