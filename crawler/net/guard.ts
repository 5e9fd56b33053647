import { BlockList, isIP, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { HostName } from '../../db/model/host-name.ts';
import { isPublicAddress, nonPublicBlockList } from './address.ts';
import type { Resolution, Resolver } from './resolver.ts';

/** Where connections may lead. */
export interface Guard {
  /** Addresses that are never connected to. */
  readonly blockList: BlockList;
  /** The one port that is connected to. */
  readonly port: number;
  /** Addresses of this machine's own network interfaces at this moment, of every kind. */
  readonly ownAddresses: () => readonly string[];
  /** The name of the census's own site, which is never visited; null: it has none that a stranger could name. */
  readonly ownHost: HostName | null;
}

/**
 * What holds unless a test says otherwise. Port 443 and nothing else: other ports belong to services that never asked
 * for a crawler.
 */
export const publicInternet: Guard = {
  blockList: nonPublicBlockList,
  port: 443,
  ownAddresses: () =>
    Object.values(networkInterfaces()).flatMap((addresses) =>
      (addresses ?? []).map(({ address }) => address),
    ),
  ownHost: null,
};

/** Addresses that may be connected to, or why there are none. */
export type Vetted =
  | { readonly ok: true; readonly addresses: readonly string[] }
  | {
      readonly ok: false;
      readonly kind: 'dns-not-found' | 'dns-failed' | 'blocked-address' | 'no-ipv6-route';
      readonly code: string | null;
    };

/**
 * Judges what a name resolved to. One address that is not public condemns the whole set: an honest server publishes
 * none, and picking the public ones out of the set would let its author choose when to add the other. So does one of
 * this machine's own: behind it are our services, not a stranger's. On a machine without IPv6 the IPv6 addresses are
 * left out; a host that has no others is one that we cannot reach, which says nothing about it.
 */
export function vetResolution(resolution: Resolution, guard: Guard = publicInternet): Vetted {
  if (!resolution.ok) return resolution;
  const { addresses } = resolution;
  if (addresses.length === 0) return { ok: false, kind: 'dns-not-found', code: 'ENODATA' };
  if (!addresses.every((address) => isPublicAddress(address, guard.blockList)))
    return { ok: false, kind: 'blocked-address', code: 'not-public' };
  const own = guard.ownAddresses().filter((address) => isIP(address) !== 0 && !address.includes('%'));
  const isOwn = listOf(own);
  if (addresses.some((address) => isOwn.check(address, familyOf(address))))
    return { ok: false, kind: 'blocked-address', code: 'own-address' };
  if (own.some(leadsOutside)) return { ok: true, addresses };
  const reachable = addresses.filter((address) => !isIPv6(address));
  return reachable.length > 0
    ? { ok: true, addresses: reachable }
    : { ok: false, kind: 'no-ipv6-route', code: 'no-ipv6-address' };
}

/** Resolves a host and judges its addresses. */
export async function resolvePublic(resolver: Resolver, host: HostName, guard: Guard): Promise<Vetted> {
  if (host === guard.ownHost) return { ok: false, kind: 'blocked-address', code: 'own-site' };
  return vetResolution(await resolver.resolve(host), guard);
}

const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** A list compares addresses, not their spellings. */
function listOf(addresses: readonly string[]): BlockList {
  const list = new BlockList();
  for (const address of addresses) list.addAddress(address, familyOf(address));
  return list;
}

/** Loopback (`::1`) and link-local addresses (RFC 4291) every machine has, also one without IPv6. */
const innerAddresses = new BlockList();
innerAddresses.addAddress('::1', 'ipv6');
innerAddresses.addSubnet('fe80::', 10, 'ipv6');

const leadsOutside = (address: string) => isIPv6(address) && !innerAddresses.check(address, 'ipv6');
