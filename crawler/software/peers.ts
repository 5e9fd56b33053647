import { type HostName, parseHostName } from '../../db/model/host-name.ts';
import type { Answer, PeersReading } from './adapter.ts';

/** The longest list seen in the wild held 250,428 names (fedilist.com, 2025-11-09); beyond this it is cut. */
const maxNames = 300_000;

/** What a peer list may weigh, after decompression: {@link maxNames} names of 40 bytes and some room. */
export const maxPeersBodyBytes = 16 * 1024 * 1024;

/**
 * Reads a peer list as Mastodon gives it (`["host", …]`, GET /api/v1/instance/peers). Entries that are no host names
 * are counted by reason.
 */
export function readPeerList(answer: Answer): PeersReading {
  if (answer.kind === 'forbidden') return { kind: 'unread', reason: 'forbidden' };
  // 401: limited federation; 403 and 404: switched off. The admin's choice, not an error.
  if (answer.kind === 'status') {
    const isSwitchedOff = answer.status === 401 || answer.status === 403 || answer.status === 404;
    return { kind: 'unread', reason: isSwitchedOff ? 'not-published' : 'failed' };
  }
  if (answer.kind !== 'json' || !Array.isArray(answer.value)) return { kind: 'unread', reason: 'failed' };
  if (answer.value.length === 0) return { kind: 'unread', reason: 'not-published' };
  return readNames(answer.value);
}

function readNames(entries: readonly unknown[]): PeersReading {
  const hosts = new Set<HostName>();
  const refused = new Map<string, number>();
  const count = (reason: string) => refused.set(reason, (refused.get(reason) ?? 0) + 1);
  for (const entry of entries.slice(0, maxNames)) {
    const parsed = parseHostName(entry);
    if (parsed.ok) hosts.add(parsed.value);
    else count(parsed.reason);
  }
  if (entries.length > maxNames) refused.set('list-too-long', entries.length - maxNames);
  return { kind: 'read', hosts, refused, length: entries.length };
}
