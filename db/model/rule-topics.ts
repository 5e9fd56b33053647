/**
 * What a server's rules are about, in the order in which topics are shown. A rule may have several. A topic says that
 * a rule speaks of a matter, not what it decides: "nudity is welcome behind a warning" and "no nudity" are both of
 * `sexual-content`. Stored under a CHECK constraint, so a new topic needs a migration.
 * Definitions with examples and borders: crawler/rule-topics/README.md.
 */
export const ruleTopics = [
  /** Hate and discrimination: racism, sexism, transphobia and the like, slurs, hateful ideologies. */
  'hate',
  /** Harassment, bullying, insults, stalking, brigading, unwanted contact. */
  'harassment',
  /** Privacy and doxxing: other people's private data, consent, screenshots of private posts. */
  'privacy',
  /** Nudity, pornography and other sexual content. */
  'sexual-content',
  /** Violence, gore, threats, calls for violence, cruelty, terrorism. */
  'violence',
  /** Content or conduct that is against a law. */
  'illegal-content',
  /** Minors: protection of children, child abuse material, minimum age. */
  'minors',
  /** Spam and advertising. */
  'spam',
  /** Misinformation: false or misleading claims, conspiracy theories. */
  'misinformation',
  /** Text and pictures made by generative AI, and training on posts. */
  'generative-ai',
  /** Bots, automated posting, scraping. */
  'bots',
  /** Content warnings, sensitive media, descriptions of images (alt text). */
  'content-warnings',
  /** Copyright, plagiarism, credit. */
  'copyright',
  /** Politics and religion as a matter of posts. */
  'politics',
  /** Cryptocurrency, NFTs, tokens. */
  'cryptocurrency',
  /** Which language posts are to be in, or that it is to be set. */
  'language',
  /** What posts or members the server is for, and what is off-topic. */
  'off-topic',
  /** Impersonation, false identity, parody accounts. */
  'impersonation',
  /** Self-harm, suicide, eating disorders. */
  'self-harm',
  /** Moderation and consequences: who decides, reports, warnings, bans, appeals. */
  'moderation',
  /** None of the above. */
  'other',
] as const;

/** One of {@link ruleTopics}. */
export type RuleTopic = (typeof ruleTopics)[number];

/** A topic of a rule with the pattern by which it was found. */
export interface TopicMatch {
  readonly topic: RuleTopic;
  /** The pattern's own name in the classifier (`en.hate.racism`); stable within a version of the classifier. */
  readonly pattern: string;
}
