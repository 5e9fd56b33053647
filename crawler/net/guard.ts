import type { HostName } from '../../db/model/host-name.ts';
import { isPublicAddress } from './address.ts';
import type { Resolution, Resolver } from './resolver.ts';

/** Addresses that may be connected to, or why there are none. */
export type Vetted =
  | { readonly ok: true; readonly addresses: readonly string[] }
  | {
      readonly ok: false;
      readonly kind: 'dns-not-found' | 'dns-failed' | 'blocked-address';
      readonly code: string | null;
    };

/**
 * Judges what a name resolved to. One address that is not public condemns the whole set: an honest server publishes
 * none, and picking the public ones out of the set would let its author choose when to add the other.
 */
export function vetResolution(resolution: Resolution): Vetted {
  if (!resolution.ok) return resolution;
  const { addresses } = resolution;
  if (addresses.length === 0) return { ok: false, kind: 'dns-not-found', code: 'ENODATA' };
  return addresses.every(isPublicAddress)
    ? { ok: true, addresses }
    : { ok: false, kind: 'blocked-address', code: 'not-public' };
}

/** Resolves a host and judges its addresses. */
export async function resolvePublic(resolver: Resolver, host: HostName): Promise<Vetted> {
  return vetResolution(await resolver.resolve(host));
}
