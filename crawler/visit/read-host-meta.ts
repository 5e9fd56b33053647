import { type HostName, parseHostName } from '../../db/model/host-name.ts';
import { isNoindex } from '../net/x-robots-tag.ts';
import type { PermittedSession } from './asking.ts';

const path = '/.well-known/host-meta';
/** Real ones are some hundred characters long. */
const maxLength = 16_384;
/** Where accounts are looked up: an absolute https address with a place for the account (RFC 6415, section 2). */
const lookupTemplate = /template\s*=\s*["']https:\/\/([^/"'{}\s]+)\//i;

/**
 * Asks a host that is no instance, and that an instance claims as the domain of its accounts, where its accounts are:
 * it redirects host-meta there, or the document names the address (RFC 6415; Mastodon's `LOCAL_DOMAIN`, GoToSocial's
 * `account-domain`).
 *
 * @returns the name of the host that has them; null when it is the asked host itself, or nobody says.
 */
export async function readAccountHost(host: HostName, session: PermittedSession): Promise<HostName | null> {
  if (!session.isAllowed(path) || session.requestsLeft === 0) return null;
  const result = await session.get(path);
  if (!result.ok) return result.kind === 'moved' ? result.target : null;
  if (isNoindex(result.headers) || result.status !== 200) return null;
  if (result.target.host !== host) return result.target.host;
  const named = parseHostMeta(Buffer.from(result.body).toString('utf8', 0, maxLength));
  return named === host ? null : named;
}

/** The host at which a host-meta document says that accounts are looked up; null when it names none. */
export function parseHostMeta(document: string): HostName | null {
  const parsed = parseHostName(lookupTemplate.exec(document.slice(0, maxLength))?.[1]);
  return parsed.ok ? parsed.value : null;
}
