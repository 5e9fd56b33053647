import { type HostName, parseHostName, registrableDomain } from '../../db/model/host-name.ts';

/** A place that a request may go to: https, port 443, a host name of ours. */
export interface Target {
  readonly host: HostName;
  /** Path and query, percent-encoded, beginning with a slash. */
  readonly path: string;
  /** The whole address, without a fragment. */
  readonly url: string;
}

/** Why an address is none that we ask. */
export type TargetRefusal =
  | 'bad-url'
  | 'not-https'
  | 'other-port'
  | 'credentials'
  | 'bad-host'
  | 'target-too-long';

/** A target, or why it is refused. */
export type TargetResult =
  | { readonly ok: true; readonly target: Target }
  | { readonly ok: false; readonly reason: TargetRefusal };

const refused = (reason: TargetRefusal): TargetResult => ({ ok: false, reason });

/**
 * Reads a path, or an address from a `Location` header or a document, against the address that it was found at. Only
 * https on port 443 to a name of ours is a target; in particular no IP literal in any of its spellings, since the URL
 * parser has turned each into dotted or bracketed form before the name is judged.
 */
export function readTarget(reference: string, base: Target, maxTargetLength: number): TargetResult {
  if (reference.length > 4 * maxTargetLength) return refused('target-too-long');
  const url = URL.parse(reference, base.url);
  if (url === null) return refused('bad-url');
  if (url.protocol !== 'https:') return refused('not-https');
  if (url.port !== '') return refused('other-port');
  if (url.username !== '' || url.password !== '') return refused('credentials');
  const host = parseHostName(url.hostname);
  if (!host.ok) return refused('bad-host');
  const path = url.pathname + url.search;
  if (path.length > maxTargetLength) return refused('target-too-long');
  return { ok: true, target: targetAt(host.value, path) };
}

/** The target at a path of a host; the path begins with a slash and is already percent-encoded. */
export function targetAt(host: HostName, path: string): Target {
  return { host, path, url: `https://${host}${path}` };
}

/** Whether two hosts are one site: the same registrable domain, private suffixes told apart. */
export function isSameSite(one: HostName, other: HostName): boolean {
  return one === other || registrableDomain(one) === registrableDomain(other);
}
