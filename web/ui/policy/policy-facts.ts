/**
 * The numbers of the policy page. The crawler keeps them and the README repeats them: a test compares the three, so that
 * none of them promises what another does not do.
 */
export const policyFacts = {
  /** Requests of one visit at most, robots.txt and redirects included. */
  requests: 8,
  /** Of those, documents of the software's own API about the server. */
  documents: 4,
  visitEarliestHours: 20,
  visitLatestHours: 24,
  /** After a failure, of a server that has been up. */
  firstPauseHours: 3,
  longestPauseDays: 7,
  goneAfterDays: 14,
  gonePauseDays: 30,
  bodyMebibytes: 1,
  redirects: 3,
  /** Pauses between requests that are waited for, as robots.txt asks for them. */
  crawlDelaySeconds: 10,
  /** Longest pause that Retry-After can ask for. */
  retryAfterDays: 7,
  /** How often a peer list is read, at most. */
  peersEveryDays: 6.5,
} as const;
