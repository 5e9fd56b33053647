/**
 * Ways in which the figures of a software do not mean what their names say. Each is applied, or merely told, by the
 * table in crawler/software/quirk-table.ts; an instance's row names those that held at its last visit.
 */
export const quirkNames = [
  /**
   * Does not count who is active: the zero, the one, or the number of all accounts that it states in place means
   * nothing.
   */
  'activity-not-counted',
  /** Does not count posts, or comments: the zero that it states in place means nothing. */
  'posts-not-counted',
  /** States figures that are written into the software and count nothing. */
  'fixed-figures',
  /** Keeps its figures to itself and states zeros or ones in place. */
  'hidden-figures',
  /** Accounts and posts of other servers are in its figures. */
  'counts-remote-users',
  /** Its users are accounts of another network, or websites, made visible here. */
  'counts-bridged-accounts',
  /** Its users, or its posts, are the servers that it passes posts on between. */
  'counts-servers',
  /** Its users are people who may write, not those who read. */
  'counts-authors',
  /** Its users are blogs; active are those with new or changed posts. */
  'counts-blogs',
  /**
   * Active are those who signed in within 28 (or 168) days, seen by a counter that is up to one per cent off and keeps
   * those who have left, so that they may be more than the total.
   */
  'counts-logins-roughly',
  /** Active are those who signed in anew; who stays signed in is missed. */
  'counts-new-logins',
  /** Active are those who wrote; who only reads is missed. */
  'counts-writers',
  /** Active are those who wrote or who voted for (or liked) what others wrote; who only reads is missed. */
  'counts-writers-and-voters',
  /** Active are those seen since the same day of an earlier month: 28 to 31 days in place of 30. */
  'counts-calendar-months',
  /** More are active than there are: deleted accounts, or a longer time, are in it. */
  'overcounts-activity',
  /**
   * Active are authors with posts older than the time in question, or may be: releases that count so cannot be told
   * from those that do not.
   */
  'counts-old-posts',
  /** Its posts are topics, its comments the answers. */
  'posts-are-topics',
] as const;

/** One of {@link quirkNames}. */
export type QuirkName = (typeof quirkNames)[number];
