import type { InstanceRecord } from '../../../db/model/records.ts';

/** Where the network that answered is registered, as a code that may have a name; null when not known. */
export function countryOf({ network_country }: Pick<InstanceRecord, 'network_country'>): string | null {
  return network_country !== null && /^[A-Z]{2}$/.test(network_country) ? network_country : null;
}
