import { type HostName, parseHostName } from '../../../db/model/host-name.ts';

/** A host name written in a test. */
export function host(name: string): HostName {
  const parsed = parseHostName(name);
  if (!parsed.ok) throw new Error(`${name} is no host name (${parsed.reason}).`);
  return parsed.value;
}
