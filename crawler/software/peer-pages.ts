import type { Answer, PeersReading } from './adapter.ts';
import { noPeers, unreadPeers } from './answers.ts';
import { PeerNames } from './peers.ts';

/** Entries of a list in pages beyond which nobody is believed; the longest that are known hold some 50,000. */
const maxEntries = 100_000;
/** The characters of a cursor; leaves room for the number before it within the 200 that an adapter may keep. */
const maxCursorLength = 190;

/** Where a list that is given in pages goes on. */
export interface Place {
  /** Entries that lie before, over all visits. */
  readonly counted: number;
  /** What the server calls the page; empty at the beginning, and where the number alone tells it. */
  readonly cursor: string;
}

/** One page of a list. */
export interface PeersPage {
  /** Host names, or what a software writes in their place. */
  readonly names: readonly unknown[];
  /** Entries on the page, also those that name nobody. */
  readonly length: number;
  /** What the server calls the next page, empty where the number alone tells it; null: this was the last one. */
  readonly next: string | null;
}

/** Where an earlier visit left a list (its `next`); the beginning for what is no place of ours. */
export function placeOf(from: string | null): Place {
  const [, counted, cursor = ''] = /^([1-9]\d{0,5}):([\x21-\x7e]{0,190})$/.exec(from ?? '') ?? [];
  return { counted: Number(counted ?? 0), cursor };
}

/**
 * Reads as many pages as a visit has requests for, from a place on. No total and no "next" of the server's is believed:
 * an empty page ends the list, and so does one that brings no name that the visit had not read before.
 *
 * @param readPage asks for the page at a place; an answer that is none comes back as it is.
 */
export async function readPages(
  begun: Place,
  maxRequests: number,
  readPage: (place: Place) => Promise<PeersPage | Answer>,
): Promise<PeersReading> {
  const names = new PeerNames();
  let place = begun;
  for (let requests = 0; requests < maxRequests; requests += 1) {
    const page = await readPage(place);
    if ('kind' in page) {
      // A server that is down keeps its place; one that has no such page is read from the beginning the next time.
      if (names.length === 0 && (place.counted === 0 || !isPassing(page))) return unreadPeers(page);
      break;
    }
    const knownBefore = names.hosts.size;
    names.add(page.names);
    const counted = place.counted + page.length;
    const next = names.hosts.size === knownBefore || counted >= maxEntries ? null : checkedCursor(page.next);
    if (next === null) return counted === 0 ? noPeers : names.reading({ next: null, length: counted });
    place = { counted, cursor: next };
  }
  if (place.counted === 0) return unreadPeers({ kind: 'failed', reason: 'no request left' });
  return names.reading({ next: `${place.counted}:${place.cursor}`, length: null });
}

function isPassing(answer: Answer): boolean {
  return (
    answer.kind === 'failed' || (answer.kind === 'status' && (answer.status === 429 || answer.status >= 500))
  );
}

/** Null also for a cursor that cannot be kept: the list then ends here. */
function checkedCursor(next: string | null): string | null {
  return next !== null && next.length <= maxCursorLength && /^[\x21-\x7e]*$/.test(next) ? next : null;
}
