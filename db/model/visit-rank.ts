/**
 * Who is visited first when more hosts are due than can be visited at once; every living instance comes before any
 * name that we have only heard of.
 */
export const visitRanks = {
  /** Has been an instance, or was named by a person: a seed, a submission. */
  known: 0,
  /** Named by several independent servers, or by the server that it belongs to. */
  severalNamers: 1,
  /** Named by one server alone, or by several below one domain. */
  oneNamer: 2,
} as const;

/** One of {@link visitRanks}. */
export type VisitRank = (typeof visitRanks)[keyof typeof visitRanks];
