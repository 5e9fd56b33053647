import { type HostName, type HostNameRefusal, parseHostName } from '../../db/model/host-name.ts';

/** The host that an address asks about (`?host=`). */
export type AskedHost =
  /** None is given. */
  | { readonly kind: 'none'; readonly text: '' }
  | { readonly kind: 'bad'; readonly text: string; readonly reason: HostNameRefusal }
  | { readonly kind: 'host'; readonly text: string; readonly host: HostName };

/** Longer texts are not shown again. */
const maxTextLength = 300;

/** Reads the host of a page's query; of several the first. */
export function readAskedHost(
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
): AskedHost {
  const given = query.host;
  const first = typeof given === 'string' ? given : given?.[0];
  if (first === undefined) return { kind: 'none', text: '' };
  const text = first.trim().slice(0, maxTextLength);
  const parsed = parseHostName(text);
  return parsed.ok
    ? { kind: 'host', text: parsed.value, host: parsed.value }
    : { kind: 'bad', text, reason: parsed.reason };
}
