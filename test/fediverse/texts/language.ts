/** The languages that the simulated servers are written in; BCP 47. */
export const languages = ['en', 'de', 'fr', 'es', 'ja'] as const;

/** One of {@link languages}. */
export type Language = (typeof languages)[number];

/** What server rules are about. */
export const ruleTopics = [
  'hate',
  'harassment',
  'illegal',
  'spam',
  'sensitive',
  'kindness',
  'privacy',
  'bots',
  'ai',
  'misinformation',
  'impersonation',
  'advertising',
  'alt-text',
  'violence',
  'minors',
  'language',
] as const;

/** One of {@link ruleTopics}. */
export type RuleTopic = (typeof ruleTopics)[number];

/** A rule in one language: several wordings, and the explanation that newer servers put beside it. */
export interface RuleWording {
  readonly texts: readonly [string, string];
  readonly hint: string;
}

/** What a language's servers say. All sentences are the project's own. */
export interface LanguageStock {
  readonly rules: Readonly<Record<RuleTopic, RuleWording>>;
  /** Titles; `{name}` stands for the server's own name. */
  readonly titles: readonly string[];
  /** Descriptions of communities; `{name}` and `{theme}` are filled in. */
  readonly descriptions: readonly string[];
  /** Descriptions of servers for a handful of people. */
  readonly smallDescriptions: readonly string[];
  readonly themes: readonly string[];
}
