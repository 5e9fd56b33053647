import { apexDomain, type HostName, parseHostName } from '../../db/model/host-name.ts';
import type { PeerRefusal } from '../../db/model/peer-refusals.ts';
import type { Answer, Ask, PeersReading } from './adapter.ts';
import { noPeers, unreadPeers } from './answers.ts';

/** The longest list seen in the wild held 250,428 names (fedilist.com, 2025-11-09); beyond this it is cut. */
const maxNames = 300_000;

/**
 * Names below one domain, hosting providers' included, that are believed of one list. The largest providers of real
 * servers have some thousand; a list with more is one that somebody makes up as we read.
 */
export const maxNamesOfDomain = 2_000;

/** What a peer list may weigh, after decompression: {@link maxNames} names of 40 bytes and some room. */
export const maxPeersBodyBytes = 16 * 1024 * 1024;

/** How a list of objects, one a host, is asked for: some ten keys each, and the largest networks have 30,000 hosts. */
export const objectListLimits = { maxBodyBytes: maxPeersBodyBytes, maxKeys: 300_000 } as const;

/** Names collected from one list or from several pages; entries that are no host names are counted by reason. */
export class PeerNames {
  readonly hosts = new Set<HostName>();
  readonly refused = new Map<PeerRefusal, number>();
  /** Entries so far, before anything was refused. */
  length = 0;
  readonly #perDomain = new Map<string, number>();

  /** Takes entries of a list: host names, or what a software writes in their place. */
  add(entries: readonly unknown[]): void {
    const room = Math.max(0, maxNames - this.length);
    for (const entry of entries.slice(0, room)) {
      const parsed = parseHostName(entry);
      if (parsed.ok) this.#take(parsed.value);
      else this.#count(parsed.reason, 1);
    }
    if (entries.length > room) this.#count('list-too-long', entries.length - room);
    this.length += entries.length;
  }

  /**
   * The reading of a whole list, or of those pages that this visit got to.
   *
   * @param rest where the next visit goes on, and how long the list is when it says so; default: this was all of it.
   */
  reading(
    rest: { readonly next: string | null; readonly length: number | null } | null = null,
  ): PeersReading {
    if (rest === null && this.length === 0) return noPeers;
    return {
      kind: 'read',
      hosts: this.hosts,
      refused: this.refused,
      length: rest === null ? this.length : rest.length,
      next: rest?.next ?? null,
    };
  }

  #take(name: HostName): void {
    if (this.hosts.has(name)) return;
    const domain = apexDomain(name);
    const names = this.#perDomain.get(domain) ?? 0;
    if (names >= maxNamesOfDomain) {
      this.#count('crowded-domain', 1);
      return;
    }
    this.#perDomain.set(domain, names + 1);
    this.hosts.add(name);
  }

  #count(reason: PeerRefusal, entries: number): void {
    this.refused.set(reason, (this.refused.get(reason) ?? 0) + entries);
  }
}

/** Asks for the peer list of Mastodon's API, which many others offer too. */
export async function readMastodonPeers(ask: Ask): Promise<PeersReading> {
  return readPeerList(await ask('/api/v1/instance/peers', { maxBodyBytes: maxPeersBodyBytes }));
}

/** Reads a peer list as Mastodon gives it (`["host", …]`, GET /api/v1/instance/peers). */
export function readPeerList(answer: Answer): PeersReading {
  if (answer.kind !== 'json' || !Array.isArray(answer.value)) return unreadPeers(answer);
  const names = new PeerNames();
  names.add(answer.value);
  return names.reading();
}
