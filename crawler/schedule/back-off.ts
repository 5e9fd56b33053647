import type { OutcomeKind } from '../../db/model/outcome.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Outcomes that leave a host unread without its wish: the visit has failed. */
export type FailedOutcome = Exclude<
  OutcomeKind,
  'up' | 'moved' | 'robots-denied' | 'opted-out' | 'no-ipv6-route'
>;

/** How long to wait after failures of one kind in a row. */
export interface BackOff {
  /** After the first failure of a host that has been an instance. */
  readonly knownFirstMs: number;
  /** After the first failure of a name that has never been one. */
  readonly unknownFirstMs: number;
  /** Each further failure multiplies the wait. */
  readonly factor: number;
  /** It never grows beyond this. */
  readonly maxMs: number;
}

const weekMs = 7 * dayMs;

/** The server, or the way to it, is in trouble that often passes within hours: a restart, an overload, a broken line. */
const passing: BackOff = { knownFirstMs: 3 * hourMs, unknownFirstMs: dayMs, factor: 2, maxMs: weekMs };

/** Somebody has to put something right, which takes a working day: a certificate, a configuration. */
const untilMended: BackOff = {
  knownFirstMs: 6 * hourMs,
  unknownFirstMs: 2 * dayMs,
  factor: 2,
  maxMs: weekMs,
};

/**
 * The wait by the kind of failure. Names that never answered are asked less often: most of them are dead.
 * What a server asks for by Retry-After is waited for besides, whatever the kind.
 */
export const backOffs: Readonly<Record<FailedOutcome, BackOff>> = {
  'timed-out': passing,
  'connection-refused': passing,
  'connection-lost': passing,
  unreachable: passing,
  'dns-failed': passing,
  'rate-limited': passing,
  'robots-unreachable': passing,
  'http-status': passing,
  'tls-failed': untilMended,
  'protocol-error': untilMended,
  'too-large': untilMended,
  'redirect-refused': untilMended,
  'not-json': untilMended,
  unexpected: untilMended,
  /** A name that is not registered any more seldom comes back on the same day. */
  'dns-not-found': { knownFirstMs: 12 * hourMs, unknownFirstMs: 4 * dayMs, factor: 2, maxMs: weekMs },
  /**
   * Another kind of site, which will stay one. Before it is left alone for a week a name gets a second look on the next
   * day, for it may be a server that is being set up, or have been claimed meanwhile as the domain of a server's accounts.
   * An instance may show a maintenance page.
   */
  'not-nodeinfo': { knownFirstMs: 6 * hourMs, unknownFirstMs: dayMs, factor: 7, maxMs: weekMs },
  /** The name leads into a private network, by mistake or on purpose: there is nothing to contact. */
  'blocked-address': { knownFirstMs: weekMs, unknownFirstMs: weekMs, factor: 1, maxMs: weekMs },
};

/**
 * The wait before jitter after a failure.
 *
 * @param failures in a row, this one included; at least 1.
 * @param isKnown whether the host has been an instance.
 */
export function backOffMs(outcome: FailedOutcome, failures: number, isKnown: boolean): number {
  const { knownFirstMs, unknownFirstMs, factor, maxMs } = backOffs[outcome];
  return Math.min((isKnown ? knownFirstMs : unknownFirstMs) * factor ** (failures - 1), maxMs);
}
