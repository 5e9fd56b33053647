import { domainToUnicode } from 'node:url';
import { type HostName, type HostNameRefusal, parseHostName } from '../../db/model/host-name.ts';

/** A name that was written as it should be, or could be mended; or why it is none. */
export type MendedHostName =
  | { readonly ok: true; readonly value: HostName; readonly isMended: boolean }
  | { readonly ok: false; readonly reason: HostNameRefusal };

/** A name and what may stand around it is not longer. */
const maxRawLength = 1_024;

/**
 * Reads the name of a server from somebody else's list, where people have typed it: `@someone@Example.org`,
 * `https://example.org:443/`, `example.org.`. Scheme, user, port, dots and slashes at the end, blanks around it and
 * capitals are taken away. Unlike `parseHostName` this may guess, since nobody is contacted: a name is only counted.
 * A path, or a blank within the name, says something else than a server's name, and stays refused. Letters that look like
 * others make another name.
 */
export function mendHostName(raw: unknown): MendedHostName {
  const parsed = parseHostName(typeof raw === 'string' && raw.length <= maxRawLength ? strip(raw) : raw);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  return { ok: true, value, isMended: value !== raw && domainToUnicode(value) !== raw };
}

function strip(raw: string): string {
  const name = raw
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/.\s]+$/, '')
    .replace(/^.*@/s, '')
    .trimStart();
  // Not the end of an IPv6 address: that has more colons.
  return name.replace(/^([^:]*):\d*$/, '$1').replace(/[/.\s]+$/, '');
}
