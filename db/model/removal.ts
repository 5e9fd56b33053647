import type { HostName } from './host-name.ts';

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

/** Where the proof that a host is somebody's own may be published. */
export type RemovalProof = 'dns' | 'file';

/** Why the DNS holds no proof. */
export const dnsProblems = [
  /** There is no TXT record of that name. */
  'absent',
  /** There are TXT records, and none is the proof. */
  'other-value',
  /** The name servers did not answer, or failed. */
  'failed',
  /** This crawler asks no name servers (`--connect-to`). */
  'not-asked',
] as const;

/** One of {@link dnsProblems}. */
export type DnsProblem = (typeof dnsProblems)[number];

/** Why the file holds no proof. */
export const fileProblems = [
  /** 404 or 410. */
  'absent',
  /** There is a file, and no line of it is the proof. */
  'other-content',
  /** robots.txt forbids us the file. */
  'forbidden',
  /** robots.txt could not be read, which forbids everything for now. */
  'robots-unreachable',
  /** robots.txt asks for longer pauses between requests than we wait. */
  'crawl-delay',
  /** The address leads to another host. */
  'redirected',
  'too-large',
  /** Another status than 200, 404 and 410. */
  'status',
  /** No connection, no TLS, no answer in time, or no such name. */
  'unreachable',
  /** The name leads to an address that is not public; nothing was sent. */
  'blocked-address',
] as const;

/** One of {@link fileProblems}. */
export type FileProblem = (typeof fileProblems)[number];

/** The file that may hold the proof; below `/.well-known/` (RFC 8615), where only the owner of a host publishes. */
export const proofPath = '/.well-known/fedicensus.txt';

/** The name of the TXT record that may hold the proof: an underscored name, which is no host (RFC 8552). */
export function proofRecordName(host: HostName): string {
  return `_fedicensus.${host}`;
}

/** The text of the record, and the line of the file. */
export function proofText(token: string): string {
  return `fedicensus-removal=${token}`;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** When the proof is looked for, counted from the request; after the last time the request expires. */
export const removalChecksAfterMs = [
  minuteMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  12 * hourMs,
  dayMs,
  2 * dayMs,
  7 * dayMs,
] as const;

/** When the proof is looked for next; null: never, the time is over. */
export function nextRemovalCheck(requestedAt: Date, now: Date): Date | null {
  const passedMs = now.getTime() - requestedAt.getTime();
  const afterMs = removalChecksAfterMs.find((each) => each > passedMs);
  return afterMs === undefined ? null : new Date(requestedAt.getTime() + afterMs);
}
