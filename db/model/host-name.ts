import { domainToASCII, domainToUnicode } from 'node:url';
import { parse } from 'tldts';

declare const hostNameBrand: unique symbol;

/**
 * A DNS name that we may contact: lower case, punycode, at least two labels, at most 253 characters,
 * under a public suffix, no port, no trailing dot, never an IP literal. Only {@link parseHostName} makes one.
 */
export type HostName = string & { readonly [hostNameBrand]: true };

/** Why a string is no host name of ours. Counted per day, so the set is closed. */
export const hostNameRefusals = [
  'not-a-string',
  'empty',
  'too-long',
  'has-port',
  'has-user',
  'has-path',
  'ip-literal',
  'bad-idna',
  'bad-label',
  'single-label',
  'reserved-name',
  'unknown-suffix',
  'public-suffix-itself',
] as const;

/** One of {@link hostNameRefusals}. */
export type HostNameRefusal = (typeof hostNameRefusals)[number];

/** A parsed name, or the reason for its refusal. */
export type HostNameResult =
  | { readonly ok: true; readonly value: HostName }
  | { readonly ok: false; readonly reason: HostNameRefusal };

/** Names longer than this cannot be resolved (RFC 1035, section 2.3.4: 255 octets on the wire). */
const maxNameLength = 253;
/** A raw string beyond this is not worth normalising. */
const maxRawLength = 1024;
/** Lower-case letters, digits, hyphens and inner dots: needs no normalising, only checking. */
const plainName = /^[a-z0-9][a-z0-9.-]*[a-z0-9]$/;
/** Labels by the LDH rule of RFC 5890, section 2.3.1, of at most 63 octets (RFC 1035), between dots. */
const ldhName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Top-level names that never lead to a public server.
 * Sources: RFC 6761 and RFC 2606 (example, invalid, localhost, test), RFC 6762 (local), RFC 7686 (onion),
 * RFC 8375 and RFC 3172 (home.arpa, arpa), ICANN's 2024 reservation of "internal", RFC 9476 (alt), the I2P project (i2p).
 */
const reservedTopLevel: ReadonlySet<string> = new Set([
  'alt',
  'arpa',
  'example',
  'i2p',
  'internal',
  'invalid',
  'local',
  'localhost',
  'onion',
  'test',
]);

/** What tldts need not do again: its checks take longer than the look-up. */
const nameIsChecked = { validateHostname: false, extractHostname: false, detectIp: false } as const;

const refused = (reason: HostNameRefusal): HostNameResult => ({ ok: false, reason });

/**
 * Turns what somebody else wrote (a peer list entry, a seed, a URL parameter) into a host name, or says why not.
 * A scheme (`https://` or `http://`), one trailing slash, one trailing dot and capitals are forgiven, since real
 * lists hold them; a port, a user or a path is refused, since guessing would contact a server nobody named.
 * Idempotent: a parsed name parses to itself.
 *
 * @example parseHostName('HTTPS://Bücher.social/') // { ok: true, value: 'xn--bcher-kva.social' }
 */
export function parseHostName(raw: unknown): HostNameResult {
  if (typeof raw !== 'string') return refused('not-a-string');
  if (raw.length > maxRawLength) return refused('too-long');
  // Nearly every entry of a peer list is written as we would write it; the rest of this function is for the others.
  if (plainName.test(raw)) return checkAscii(raw);
  const bare = raw
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '');
  if (bare === '') return refused('empty');
  if (bare.includes('@')) return refused('has-user');
  if (/[/?#\\]/.test(bare)) return refused('has-path');
  if (bare.startsWith('[') || /^[0-9a-f:]*:[0-9a-f:.]*:/i.test(bare)) return refused('ip-literal');
  if (bare.includes(':')) return refused('has-port');
  const ascii = domainToASCII(bare);
  // The URL parser knows invalid punycode (`xn--a`), which domainToASCII lets through.
  if (ascii === '' || (ascii.includes('xn--') && !URL.canParse(`https://${ascii}/`)))
    return refused('bad-idna');
  return checkAscii(ascii.endsWith('.') ? ascii.slice(0, -1) : ascii);
}

function checkAscii(name: string): HostNameResult {
  if (name.length > maxNameLength) return refused('too-long');
  const topLevel = name.slice(name.lastIndexOf('.') + 1);
  // The URL standard reads a name whose last label is a number as an IPv4 address (0x7f.1, 2130706433).
  if (/^(\d+|0x[0-9a-f]*)$/.test(topLevel)) return refused('ip-literal');
  if (!ldhName.test(name)) return refused('bad-label');
  if (name.includes('xn--') && !name.split('.').every(isDecodable)) return refused('bad-idna');
  if (reservedTopLevel.has(topLevel)) return refused('reserved-name');
  if (topLevel === name) return refused('single-label');
  // ICANN's section only: the owner of a private suffix (`github.io`) may well run a server on it.
  const parsed = parse(name, { ...nameIsChecked, allowPrivateDomains: false });
  if (parsed.isIcann !== true) return refused('unknown-suffix');
  if (parsed.domain === null) return refused('public-suffix-itself');
  return { ok: true, value: name as HostName };
}

/** Node's parser lets invalid punycode (`xn--a`) pass unchanged; a valid A-label decodes and encodes back to itself. */
function isDecodable(each: string): boolean {
  if (!each.startsWith('xn--')) return true;
  const decoded = domainToUnicode(each);
  return decoded !== each && domainToASCII(decoded) === each;
}

/**
 * The registrable domain of a host, with private suffixes told apart: `a.masto.host` and `b.masto.host` are two
 * domains when the public suffix list names `masto.host`, and `a.example.org`, `b.example.org` are one.
 */
export function registrableDomain(host: HostName): string {
  return parse(host, { ...nameIsChecked, allowPrivateDomains: true }).domain ?? host;
}

/**
 * The domain that somebody bought, whatever they let others put below it: `a.github.io` and `b.github.io` have one. The
 * two differ where the public suffix list names a private suffix.
 */
export function apexDomain(host: HostName): string {
  return parse(host, { ...nameIsChecked, allowPrivateDomains: false }).domain ?? host;
}
