/** What one request may cost us. Every limit holds whatever the other side does. */
export interface HttpLimits {
  /**
   * Wall clock for a session with one host: robots.txt, the NodeInfo pair, up to five documents more, and the pauses that
   * the host asks for in between.
   */
  readonly visitTimeoutMs: number;
  /**
   * Wall clock for one `get`, from the call to the last byte: name resolution, connecting and every redirect
   * included. Idle timers are not enough, since a byte now and then, or an endless row of 1xx answers, resets them.
   */
  readonly requestTimeoutMs: number;
  /** Name resolution, TCP and TLS handshake together. */
  readonly connectTimeoutMs: number;
  /** Time given to one address before the next is tried, when a name has several. */
  readonly addressAttemptMs: number;
  /** Addresses of one name that are tried at most. */
  readonly maxAddresses: number;
  /** Names and values of the headers of one answer together. */
  readonly maxHeaderBytes: number;
  /** Headers of one answer; tiny ones take more memory than their octets. */
  readonly maxHeaders: number;
  /** Interim (1xx) answers before the final one. */
  readonly maxInterimAnswers: number;
  /** Body after decompression, unless the request states its own. */
  readonly maxBodyBytes: number;
  /** Redirects followed by one `get`, unless the request states its own. */
  readonly maxRedirects: number;
  /** Path and query of a request. */
  readonly maxTargetLength: number;
  /** How long an unused connection is kept for the next request of the same visit. */
  readonly keepAliveMs: number;
}

/** Limits used unless stated otherwise. */
export const defaultHttpLimits: HttpLimits = {
  visitTimeoutMs: 120_000,
  requestTimeoutMs: 15_000,
  connectTimeoutMs: 8_000,
  addressAttemptMs: 1_000,
  maxAddresses: 4,
  maxHeaderBytes: 32 * 1024,
  maxHeaders: 256,
  maxInterimAnswers: 16,
  maxBodyBytes: 1024 * 1024,
  maxRedirects: 3,
  maxTargetLength: 2048,
  keepAliveMs: 15_000,
};
