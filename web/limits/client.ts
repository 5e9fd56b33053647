import { BlockList, isIP } from 'node:net';
import type { TrustedProxies } from '../../db/environment.ts';

/**
 * What tells one client from another: its IPv4 address, or its IPv6 network, since one customer has a whole /64.
 *
 * @param peer address of the connection; undefined: it is gone.
 * @param forwardedFor the X-Forwarded-For of the request, to which each proxy adds at the end who asked it.
 */
export type ClientOf = (peer: string | undefined, forwardedFor: string | null) => string;

/**
 * Tells clients apart, behind the operator's own proxies too: of X-Forwarded-For the last entry counts that no trusted proxy
 * has. What a client itself writes there stands before, and without a trusted proxy nobody is believed.
 */
export function createClientOf(proxies: TrustedProxies): ClientOf {
  const trusted = new BlockList();
  for (const { address, prefix } of proxies) trusted.addSubnet(address, prefix, familyOf(address));
  const isTrusted = (address: string) => isIP(address) !== 0 && trusted.check(address, familyOf(address));
  return (peer, forwardedFor) => {
    let client = plain(peer ?? '');
    if (proxies.length === 0 || forwardedFor === null) return networkOf(client);
    const entries = forwardedFor.split(',').map((entry) => plain(entry.trim()));
    while (isTrusted(client)) {
      const before = entries.pop();
      if (before === undefined || isIP(before) === 0) break;
      client = before;
    }
    return networkOf(client);
  };
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
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
