import { own } from '../nodeinfo/reading.ts';
import type { Ask, PeersReading, PeersRequest } from './adapter.ts';
import { noPeers, objectOf, unreadPeers } from './answers.ts';
import { PeerNames } from './peers.ts';

/** The most that the API gives at once (parameter `count`, maximum 100). */
const pageSize = 100;
/** Entries of one list beyond which nobody is believed; the longest that is known holds about 10,000. */
const maxEntries = 50_000;

/** The lists in the order of reading, and the side of an entry that is the other server. */
const sides = { following: 'following', followers: 'follower' } as const;
type List = keyof typeof sides;

/** Where a visit stands in the two lists that are read one after the other. */
interface Place {
  readonly list: List;
  /** Entries of this list that lie before. */
  readonly start: number;
}

/**
 * Reads whom a server follows, then who follows it (`GET /api/v1/server/following` and `…/followers`): the oldest
 * first, so that what is new comes after the place where a visit stopped. Followers may be accounts of other software;
 * their hosts count as well. `total` is not looked at: a short page ends a list, and so does one that brings nothing new.
 */
export async function readPeers(ask: Ask, { from, maxRequests }: PeersRequest): Promise<PeersReading> {
  const names = new PeerNames();
  const seen = new Set<unknown>();
  const begun = placeOf(from);
  let place: Place | null = begun;
  let counted = begun.counted;
  for (let requests = 0; place !== null && requests < maxRequests; requests += 1) {
    const list: List = place.list;
    const answer = await ask(pathOf(place));
    const entries = own(objectOf(answer), 'data');
    if (!Array.isArray(entries)) {
      const unread = unreadPeers(answer);
      const isOff = unread.kind === 'unread' && unread.reason !== 'failed';
      if (!isOff && names.length === 0) return unread;
      if (!isOff) break;
      // One of the two lists may be kept from us, and the other not.
      place = listAfter(list);
      if (place === null && names.length === 0 && counted === 0) return unread;
      continue;
    }
    const hosts = acceptedHosts(entries, list);
    names.add(hosts);
    counted += hosts.length;
    const end: number = place.start + entries.length;
    const isLast: boolean = entries.length < pageSize || !addNew(seen, entries, list) || end >= maxEntries;
    if (isLast) seen.clear();
    place = isLast ? listAfter(list) : { list, start: end };
  }
  if (place !== null) {
    return names.reading({ next: `${place.list}:${place.start}:${counted}`, length: null });
  }
  return counted === 0 ? noPeers : names.reading({ next: null, length: counted });
}

function pathOf({ list, start }: Place): string {
  return `/api/v1/server/${list}?start=${start}&count=${pageSize}&sort=createdAt&state=accepted`;
}

const listAfter = (list: List): Place | null =>
  list === 'following' ? { list: 'followers', start: 0 } : null;

/** What a cursor says, and how many names came before it; the beginning when it says nothing that we wrote. */
function placeOf(cursor: string | null): Place & { readonly counted: number } {
  const match = /^(following|followers):(\d{1,5}):(\d{1,6})$/.exec(cursor ?? '');
  if (match === null) return { list: 'following', start: 0, counted: 0 };
  const [, list, start, counted] = match;
  return { list: list as List, start: Number(start), counted: Number(counted) };
}

const hostOf = (entry: unknown, list: List) => own(own(entry, sides[list]), 'host');

/** The other servers of those follows that are not merely asked for; older versions do not filter by `state`. */
function acceptedHosts(entries: readonly unknown[], list: List): unknown[] {
  const isAccepted = (entry: unknown) => {
    const state = own(entry, 'state');
    return typeof state !== 'string' || state === 'accepted';
  };
  return entries.filter(isAccepted).map((entry) => hostOf(entry, list));
}

/** Notes entries by their number; whether any of them was not seen before in this list. */
function addNew(seen: Set<unknown>, entries: readonly unknown[], list: List): boolean {
  const before = seen.size;
  for (const entry of entries) seen.add(own(entry, 'id') ?? hostOf(entry, list));
  return seen.size > before;
}
