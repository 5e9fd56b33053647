import { BlockList, isIP } from 'node:net';

/** A range of addresses that never belongs to a public server, and where that is written. */
export interface AddressRange {
  readonly network: string;
  readonly prefixLength: number;
  readonly family: 'ipv4' | 'ipv6';
  readonly purpose: string;
  readonly source: string;
}

const v4 = (network: string, prefixLength: number, purpose: string, source: string): AddressRange => ({
  network,
  prefixLength,
  family: 'ipv4',
  purpose,
  source,
});
const v6 = (network: string, prefixLength: number, purpose: string, source: string): AddressRange => ({
  network,
  prefixLength,
  family: 'ipv6',
  purpose,
  source,
});

/**
 * Every range that we refuse to connect to. IPv6 is refused outside of 2000::/3, the only block that IANA has handed
 * out for global unicast; with that go all forms that carry an IPv4 address in a low block (mapped, compatible,
 * translated, NAT64). Tunnels inside 2000::/3 (Teredo, 6to4) are refused whole: which machine they end at is written
 * in the address by whoever published it.
 */
export const nonPublicRanges: readonly AddressRange[] = [
  v4('0.0.0.0', 8, 'this network', 'RFC 791'),
  v4('10.0.0.0', 8, 'private use', 'RFC 1918'),
  v4('100.64.0.0', 10, 'carrier-grade NAT', 'RFC 6598'),
  v4('127.0.0.0', 8, 'loopback', 'RFC 1122'),
  v4('169.254.0.0', 16, 'link local, cloud metadata', 'RFC 3927'),
  v4('172.16.0.0', 12, 'private use', 'RFC 1918'),
  v4('192.0.0.0', 24, 'IETF protocol assignments', 'RFC 6890'),
  v4('192.0.2.0', 24, 'documentation', 'RFC 5737'),
  v4('192.31.196.0', 24, 'AS112', 'RFC 7535'),
  v4('192.52.193.0', 24, 'AMT relays', 'RFC 7450'),
  v4('192.88.99.0', 24, '6to4 relays', 'RFC 7526'),
  v4('192.168.0.0', 16, 'private use', 'RFC 1918'),
  v4('192.175.48.0', 24, 'AS112', 'RFC 7534'),
  v4('198.18.0.0', 15, 'benchmarking', 'RFC 2544'),
  v4('198.51.100.0', 24, 'documentation', 'RFC 5737'),
  v4('203.0.113.0', 24, 'documentation', 'RFC 5737'),
  v4('224.0.0.0', 4, 'multicast', 'RFC 5771'),
  v4('240.0.0.0', 4, 'reserved, broadcast', 'RFC 1112'),
  v6('::', 3, 'outside global unicast (loopback, mapped, NAT64, discard)', 'RFC 4291, RFC 6052, RFC 8215'),
  v6('4000::', 2, 'outside global unicast (SRv6 segments)', 'RFC 4291, RFC 9602'),
  v6('8000::', 1, 'outside global unicast (local, link local, multicast)', 'RFC 4291, RFC 4193'),
  v6('2001::', 23, 'IETF protocol assignments (Teredo, ORCHID, benchmarking)', 'RFC 2928, RFC 4380'),
  v6('2001:db8::', 32, 'documentation', 'RFC 3849'),
  v6('2002::', 16, '6to4', 'RFC 3056'),
  v6('2620:4f:8000::', 48, 'AS112', 'RFC 7534'),
  v6('3ffe::', 16, 'the former 6bone', 'RFC 3701'),
  v6('3fff::', 20, 'documentation', 'RFC 9637'),
];

/** {@link nonPublicRanges} as Node's sockets understand it. */
export const nonPublicBlockList: BlockList = new BlockList();
for (const { network, prefixLength, family } of nonPublicRanges)
  nonPublicBlockList.addSubnet(network, prefixLength, family);

/**
 * Whether an address, as text, may be connected to. Fails closed: what is no address, or carries a zone (`%eth0`), is
 * not public. An IPv4-mapped IPv6 address is refused whatever it holds, since no name server has reason to publish one.
 */
export function isPublicAddress(ip: string): boolean {
  const family = isIP(ip);
  if (family === 0 || ip.includes('%')) return false;
  return !nonPublicBlockList.check(ip, family === 4 ? 'ipv4' : 'ipv6');
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
