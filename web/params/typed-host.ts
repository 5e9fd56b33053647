import { type HostNameResult, parseHostName } from '../../db/model/host-name.ts';

/**
 * Reads the host that somebody means who types a name, an address or an account: `Changewell.net`, `https://changewell.net/about`,
 * `@ann@changewell.net`, `changewell.net/`.
 */
export function parseTypedHost(text: string): HostNameResult {
  const typed = text.trim();
  const address = URL.parse(typed);
  if (address?.protocol === 'https:' || address?.protocol === 'http:') return parseHostName(address.hostname);
  const [, account = typed] = /^@?[^@\s/]+@([^@\s/]+)$/.exec(typed) ?? [];
  return parseHostName(account.replace(/\/$/, ''));
}
