import type { RuleTopic } from '../../../db/model/rule-topics.ts';

/** A topic that patterns look for; `other` is what remains when none fires. */
export type SpokenTopic = Exclude<RuleTopic, 'other'>;

/**
 * The patterns of one language: topic, then a name, then an expression that is searched in a folded text (see
 * `fold.ts`): Latin letters carry no accents there and any white space is one space. So patterns in Latin letters are
 * plain ASCII, and `\b` means what it says. Expressions are case-insensitive (`i`) where they do not say why not.
 */
export type PatternTable = { readonly [topic in SpokenTopic]?: Readonly<Record<string, RegExp>> };

/** One file of patterns. */
export interface PatternLanguage {
  /** First part of the names of its patterns: a BCP 47 tag, or `any` for words that are the same in many languages. */
  readonly prefix: string;
  /** Characters without which a text cannot hold any of the patterns. */
  readonly script: RegExp;
  /** Searched in every text of that script, whatever language it is said to be in. */
  readonly patterns: PatternTable;
  /** Words that mean something else in another language: searched only in a text said to be in `prefix`. */
  readonly falseFriends?: PatternTable;
}

/** Scripts by which a file of patterns is skipped, for speed. */
export const scripts = {
  latin: /[a-z]/iu,
  cyrillic: /\p{Script=Cyrillic}/u,
  chineseOrJapanese: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  hangul: /\p{Script=Hangul}/u,
} as const;
