import { type HostName, parseHostName } from '../../db/model/host-name.ts';

/** The host that a server names as its own, by its name or by its address (`https://host/`); null when it is none. */
export function ownHostOf(raw: unknown): HostName | null {
  const parsed = parseHostName(raw);
  return parsed.ok ? parsed.value : null;
}
