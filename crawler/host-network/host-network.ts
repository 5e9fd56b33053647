import type { HostNetwork } from '../../db/model/host-network.ts';
import { isPublicAddress, networkOf } from '../net/address.ts';
import type { FindCountry } from './country-database.ts';

/**
 * What an address tells of the network around it: its /24 or /64, and where that is registered. Null for what is no public
 * address (private, loopback, documentation, IPv4-mapped, 6to4 …), since the database has countries for some of these too.
 */
export function findHostNetwork(address: string, findCountry: FindCountry): HostNetwork | null {
  const prefix = isPublicAddress(address) ? networkOf(address) : null;
  return prefix === null ? null : { prefix, country: findCountry(address) };
}
