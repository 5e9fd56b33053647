import { BlockList, isIP } from 'node:net';

/** Addresses of this machine and of private networks (RFC 1918, RFC 4193): a proxy of the operator stands there. */
const near = new BlockList();
near.addSubnet('127.0.0.0', 8);
near.addSubnet('10.0.0.0', 8);
near.addSubnet('172.16.0.0', 12);
near.addSubnet('192.168.0.0', 16);
near.addAddress('::1', 'ipv6');
near.addSubnet('fc00::', 7, 'ipv6');

/**
 * What tells one client from another: its IPv4 address, or its IPv6 network, since one customer has a whole /64. The last
 * entry of X-Forwarded-For counts when a proxy near us has written it; what a client itself puts there stands before.
 *
 * @param peer address of the connection; undefined: it is gone.
 */
export function clientOf(peer: string | undefined, forwardedFor: string | null): string {
  const address = plain(peer ?? '');
  const last = plain(forwardedFor?.split(',').at(-1)?.trim() ?? '');
  return networkOf(isNear(address) && isIP(last) !== 0 ? last : address);
}

function isNear(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && near.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Without the prefix of an IPv4 address in IPv6 form, and without a zone. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}

function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  // The URL parser writes every spelling in one way.
  const [head = '', tail = ''] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const groups = head === '' ? [] : head.split(':');
  const missing = 8 - groups.length - (tail === '' ? 0 : tail.split(':').length);
  return [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...tail.split(':')]
    .slice(0, 4)
    .join(':');
}
