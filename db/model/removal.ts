/** What has become of a request for removal. */
export const removalStates = [
  /** The proof has not been found yet; it is looked for again. */
  'waiting',
  /** The proof was found and the host forgotten. */
  'confirmed',
  /** The proof was not found in time. */
  'expired',
] as const;

/** One of {@link removalStates}. */
export type RemovalState = (typeof removalStates)[number];
