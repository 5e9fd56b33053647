import { methodChanges } from '../../db/model/method-changes.ts';
import type { Problem } from '../api/problem.ts';
import { type Representation, represent } from '../api/representation.ts';
import { createShortCache } from '../data/short-cache.ts';
import type { Feed } from './feed.ts';

/** A feed as it goes out; last modified when these bytes were first given under their address, in whole seconds. */
export interface MadeFeed {
  readonly kind: 'made';
  readonly representation: Representation;
}

/** How a feed is made that nobody has asked for a while. */
export interface FeedMaking {
  readonly mediaType: string;
  /** For how long caches may keep it. */
  readonly maxAgeSeconds: number;
  /** Reads what it tells; `updated` is added. */
  read(): Promise<Omit<Feed, 'updated'> | Problem>;
  write(feed: Feed): string;
}

/** Feeds by their address. */
export interface MadeFeeds {
  /** The kept feed of `address`, or the one that is being made, or a new one. Rejects as `making.read` does. */
  get(address: string, making: FeedMaking): Promise<MadeFeed | Problem>;
}

/** At most so many feeds are kept, the one unasked for longest goes first; the longest that there can be has some two megabytes. */
const maxKept = 24;
/** At most so many addresses are remembered with what was last given there. */
const maxRemembered = 1_000;
/** When a feed was updated that has never told anything: the beginning. */
const beginning = new Date(`${methodChanges.at(-1)?.day}T00:00:00Z`);

/**
 * Makes feeds, and keeps them for a while: a crowd that asks for the same costs one query. What was made before a host was
 * forgotten is given to nobody afterwards.
 *
 * What a feed says of its time never goes back, though entries vanish (a server answers again, or is forgotten): `updated`
 * (RFC 4287, section 4.2.15) is that of the newest entry there ever was, and `Last-Modified` the moment at which this process
 * first had these bytes, so that a reader who goes by the date alone hears of what has vanished, too.
 */
export function createMadeFeeds(options: {
  readonly keepMs: number;
  readonly now: () => Date;
  readonly state: () => number;
}): MadeFeeds {
  const { keepMs, now, state } = options;
  const kept = createShortCache<MadeFeed | Problem>({
    timeToLiveMs: keepMs,
    maxEntries: maxKept,
    isKept: ({ kind }) => kind === 'made',
    now: () => now().getTime(),
    state,
  });
  const given = new Map<
    string,
    { readonly etag: string; readonly updated: Date; readonly lastModified: Date }
  >();

  const make = async (
    address: string,
    { mediaType, maxAgeSeconds, read, write }: FeedMaking,
  ): Promise<MadeFeed | Problem> => {
    const feed = await read();
    if ('kind' in feed) return feed;
    const before = given.get(address);
    const updated = latest([before?.updated ?? beginning, ...feed.entries.map(({ at }) => at)]);
    const text = write({ ...feed, updated });
    const made = represent(text, { mediaType, next: null, lastModified: null, maxAgeSeconds });
    const { etag } = await made.coded('identity');
    const lastModified =
      before?.etag === etag ? before.lastModified : nextSecond(now(), before?.lastModified ?? null);
    given.delete(address);
    given.set(address, { etag, updated, lastModified });
    const [oldest] = given.keys();
    if (given.size > maxRemembered && oldest !== undefined) given.delete(oldest);
    return { kind: 'made', representation: { ...made, lastModified } };
  };
  return { get: (address, making) => kept.get(address, () => make(address, making)) };
}

function latest(instants: readonly Date[]): Date {
  return new Date(Math.max(...instants.map((instant) => instant.getTime())));
}

/** HTTP has no fractions of a second: two versions must not share one. */
function nextSecond(now: Date, before: Date | null): Date {
  const second = Math.floor(now.getTime() / 1000) * 1000;
  return new Date(before === null ? second : Math.max(second, before.getTime() + 1000));
}
