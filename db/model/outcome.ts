/**
 * How a visit can end, each with what it says about the host. Stored under a CHECK constraint, so a new kind needs
 * a migration. `up` is the only one that yields a snapshot.
 */
export const outcomeKinds = [
  /** NodeInfo was read; the host is an instance. */
  'up',
  /** The host permanently redirects elsewhere (301, 308); the other name is queued instead. */
  'moved',
  /** robots.txt forbids NodeInfo to us (RFC 9309), an answer carries `X-Robots-Tag: noindex`, or a flag asks to be left out. */
  'robots-denied',
  /** 410 Gone on NodeInfo, a flag by which a server asks not to be counted at all, or a removal was asked for. */
  'opted-out',
  /** The name does not exist (NXDOMAIN, or neither A nor AAAA). */
  'dns-not-found',
  /** The name servers did not answer, or failed. */
  'dns-failed',
  /** The name leads to an address that is not public; nothing was sent. */
  'blocked-address',
  'connection-refused',
  'connection-lost',
  /** No route to the network or host. */
  'unreachable',
  /** It has IPv6 addresses alone, and this machine has no IPv6: our lack, which says nothing about the host. */
  'no-ipv6-route',
  'tls-failed',
  /** A request's or the visit's deadline passed. */
  'timed-out',
  /** A body or header grew beyond its limit. */
  'too-large',
  /** The peer did not speak HTTP. */
  'protocol-error',
  /** A redirect led where we do not follow: another site, plain http, too many hops. */
  'redirect-refused',
  /** 429, or 503 with Retry-After. */
  'rate-limited',
  /** robots.txt could not be read (5xx, network), which forbids a visit for now (RFC 9309, section 2.3.1.4). */
  'robots-unreachable',
  /** NodeInfo answered 4xx or 5xx (other than 404, 410, 429). */
  'http-status',
  /** The host answers, but offers no NodeInfo: 404, a web page, or a document of another kind. */
  'not-nodeinfo',
  /** NodeInfo was promised but is no JSON we can read. */
  'not-json',
  /** A failure our table does not know; its code is kept in the detail. */
  'unexpected',
] as const;

/** One of {@link outcomeKinds}. */
export type OutcomeKind = (typeof outcomeKinds)[number];

/** Ends of a visit in which nobody answered: the server is not there, or our own network is not. */
export const silentOutcomes: ReadonlySet<OutcomeKind> = new Set<OutcomeKind>([
  'dns-not-found',
  'dns-failed',
  'blocked-address',
  'connection-refused',
  'connection-lost',
  'unreachable',
  'no-ipv6-route',
  'tls-failed',
  'timed-out',
]);
