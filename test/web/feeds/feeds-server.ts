import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CensusDatabase } from '../../../db/tables.ts';
import type { FeedContext } from '../../../web/feeds/feed-source.ts';
import { createFeedsListener } from '../../../web/feeds/listener.ts';
import { type AtomFeed, type JsonFeed, jsonFeedSchema, readAtom } from './read-feeds.ts';

/** The feeds behind a real HTTP server on loopback. */
export interface FeedsServer extends AsyncDisposable {
  /** What it said about bugs of its own. */
  readonly bugs: readonly unknown[];
  /** Asks for a path and query. */
  get(path: string, init?: RequestInit): Promise<Response>;
  /** As `get`, for an answer that must be 200 and Atom, read strictly. */
  atom(path: string): Promise<AtomFeed>;
  /** As `get`, for an answer that must be 200 and a JSON Feed of the documented shape. */
  json(path: string): Promise<JsonFeed>;
}

/** The name under which feeds link to themselves. */
export const siteUrl = 'https://census.invalid/';

/**
 * Starts the feeds on a database.
 *
 * @param departures how feeds are kept, by default not, and the clock.
 */
export async function startFeeds(
  database: CensusDatabase,
  departures: Partial<Pick<FeedContext, 'keepMs' | 'state' | 'now' | 'simulated'>>,
): Promise<FeedsServer> {
  const bugs: unknown[] = [];
  const listener = createFeedsListener({
    database,
    siteUrl,
    simulated: false,
    now: () => new Date(),
    // Tests change the data and ask again at once.
    keepMs: 0,
    state: () => 0,
    ...departures,
    reportBug: (error) => bugs.push(error),
  });
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const get = (path: string, init?: RequestInit) => fetch(`${origin}${path}`, init);
  const textOf = async (path: string) => {
    const response = await get(path);
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`);
    return text;
  };
  return {
    bugs,
    get,
    atom: async (path) => readAtom(await textOf(path)),
    json: async (path) => jsonFeedSchema.parse(JSON.parse(await textOf(path))),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
