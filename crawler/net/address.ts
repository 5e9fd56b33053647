import { BlockList, isIP } from 'node:net';

/** A range of addresses that never belongs to a public server, and where that is written. */
export interface AddressRange {
  readonly family: 'ipv4' | 'ipv6';
  /** First and last address, both included. */
  readonly block: readonly [first: string, last: string];
  readonly purpose: string;
  readonly source: string;
}

const v4 = (first: string, last: string, purpose: string, source: string): AddressRange => ({
  family: 'ipv4',
  block: [first, last],
  purpose,
  source,
});
const v6 = (first: string, last: string, purpose: string, source: string): AddressRange => ({
  family: 'ipv6',
  block: [first, last.replace('…', ':ffff:ffff:ffff:ffff')],
  purpose,
  source,
});

/**
 * Every range that we refuse to connect to. IPv6 is refused outside of 2000::/3, the only block that IANA has handed
 * out for global unicast; with that go all forms that carry an IPv4 address in a low block (compatible, translated,
 * NAT64; for mapped ones see {@link isPublicAddress}). Tunnels inside 2000::/3 (Teredo, 6to4) are refused whole: which
 * machine they end at is written in the address by whoever published it.
 */
export const nonPublicRanges: readonly AddressRange[] = [
  v4('0.0.0.0', '0.255.255.255', 'this network', 'RFC 791'),
  v4('10.0.0.0', '10.255.255.255', 'private use', 'RFC 1918'),
  v4('100.64.0.0', '100.127.255.255', 'carrier-grade NAT', 'RFC 6598'),
  v4('127.0.0.0', '127.255.255.255', 'loopback', 'RFC 1122'),
  v4('169.254.0.0', '169.254.255.255', 'link local, cloud metadata', 'RFC 3927'),
  v4('172.16.0.0', '172.31.255.255', 'private use', 'RFC 1918'),
  v4('192.0.0.0', '192.0.0.255', 'IETF protocol assignments', 'RFC 6890'),
  v4('192.0.2.0', '192.0.2.255', 'documentation', 'RFC 5737'),
  v4('192.31.196.0', '192.31.196.255', 'AS112', 'RFC 7535'),
  v4('192.52.193.0', '192.52.193.255', 'AMT relays', 'RFC 7450'),
  v4('192.88.99.0', '192.88.99.255', '6to4 relays', 'RFC 7526'),
  v4('192.168.0.0', '192.168.255.255', 'private use', 'RFC 1918'),
  v4('192.175.48.0', '192.175.48.255', 'AS112', 'RFC 7534'),
  v4('198.18.0.0', '198.19.255.255', 'benchmarking', 'RFC 2544'),
  v4('198.51.100.0', '198.51.100.255', 'documentation', 'RFC 5737'),
  v4('203.0.113.0', '203.0.113.255', 'documentation', 'RFC 5737'),
  v4('224.0.0.0', '239.255.255.255', 'multicast', 'RFC 5771'),
  v4('240.0.0.0', '255.255.255.255', 'reserved, broadcast', 'RFC 1112'),
  v6('::', '::fffe:ffff:ffff', 'outside global unicast (loopback, compatible)', 'RFC 4291'),
  // Not in one piece with the row above: Node takes an IPv4 address for a mapped one when it looks at IPv6 ranges.
  v6('::1:0:0:0', '1fff:ffff:ffff:ffff…', 'outside global unicast (NAT64, discard)', 'RFC 6052, RFC 6666'),
  v6('2001::', '2001:1ff:ffff:ffff…', 'IETF protocol assignments (Teredo, ORCHID)', 'RFC 2928, RFC 4380'),
  v6('2001:db8::', '2001:db8:ffff:ffff…', 'documentation', 'RFC 3849'),
  v6('2002::', '2002:ffff:ffff:ffff…', '6to4', 'RFC 3056'),
  v6('2620:4f:8000::', '2620:4f:8000:ffff…', 'AS112', 'RFC 7534'),
  v6('3ffe::', '3ffe:ffff:ffff:ffff…', 'the former 6bone', 'RFC 3701'),
  v6('3fff::', '3fff:fff:ffff:ffff…', 'documentation', 'RFC 9637'),
  v6('4000::', 'ffff:ffff:ffff:ffff…', 'outside global unicast (local, multicast)', 'RFC 4193, RFC 4291'),
];

/** {@link nonPublicRanges} as Node's sockets understand it. */
export const nonPublicBlockList: BlockList = new BlockList();
for (const { family, block } of nonPublicRanges) nonPublicBlockList.addRange(...block, family);

/** RFC 4291, section 2.5.5.2. */
const mappedAddresses = new BlockList();
mappedAddresses.addSubnet('::ffff:0:0', 96, 'ipv6');

/**
 * Whether an address, as text, may be connected to. Fails closed: what is no address, or carries a zone (`%eth0`), is
 * not public. An IPv4-mapped IPv6 address is refused whatever it holds, since no name server has reason to publish one.
 *
 * @param blocked what counts as not public. Default: {@link nonPublicRanges}.
 */
export function isPublicAddress(ip: string, blocked: BlockList = nonPublicBlockList): boolean {
  const family = isIP(ip);
  if (family === 0 || ip.includes('%')) return false;
  if (family === 4) return !blocked.check(ip, 'ipv4');
  return !mappedAddresses.check(ip, 'ipv6') && !blocked.check(ip, 'ipv6');
}

/**
 * The network that an address belongs to for a budget: its /24 (IPv4) or /64 (IPv6), in canonical text such as
 * `93.184.216.0/24` or `2001:4860:4860:0::/64`. Null for what is no address.
 */
export function networkOf(ip: string): string | null {
  const family = isIP(ip);
  if (family === 4) return `${ip.slice(0, ip.lastIndexOf('.'))}.0/24`;
  if (family !== 6 || ip.includes('%')) return null;
  // The URL parser writes an IPv6 address in its one canonical form, a trailing dotted quad included.
  const canonical = new URL(`http://[${ip}]`).hostname.slice(1, -1);
  const [head = '', tail = ''] = canonical.split('::');
  const headGroups = head === '' ? [] : head.split(':');
  const tailGroups = tail === '' ? [] : tail.split(':');
  const zeros = canonical.includes('::') ? 8 - headGroups.length - tailGroups.length : 0;
  const groups = [...headGroups, ...Array<string>(zeros).fill('0'), ...tailGroups];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
