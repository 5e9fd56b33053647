import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SeenDatasets } from '../../../db/model/dataset.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import type { Keeping } from '../../../web/api/answer-cache.ts';
import { type ApiManners, createApiListener } from '../../../web/api/listener.ts';
import { describeApi } from '../../../web/api/openapi.ts';
import type { PublishedFiles } from '../../../web/exports/published.ts';
import { smallCensus, smallCensusNow } from '../../crawler/archive/small-census.ts';
import { nothingPublished } from '../../support/nothing-published.ts';

/** The API behind a real HTTP server on loopback. */
export interface ApiServer extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly origin: string;
  /** What it said about bugs of its own. */
  readonly bugs: readonly unknown[];
  /** Asks for a path and query. */
  get(path: string, init?: RequestInit): Promise<Response>;
  /** As `get`, for an answer that must be 200 and JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape; the schemas are checked apart.
  json(path: string): Promise<any>;
}

/** Every request is answered from the database. */
export const keptNever: Keeping = { changedMs: 0, unchangedMs: 0, staleMs: 0, staleNamingMs: 0 };

/** The name under which answers link to themselves. */
export const siteUrl = 'https://census.invalid/';

/**
 * Starts the API on a database.
 *
 * @param departures how answers are kept; by default they are not.
 */
export async function startApi(
  database: CensusDatabase,
  departures: {
    readonly keeping?: Keeping;
    readonly forgotten?: () => number;
    readonly datasets?: () => SeenDatasets | null;
    readonly now?: () => Date;
    readonly published?: PublishedFiles;
    readonly manners?: Partial<ApiManners>;
  } = {},
): Promise<ApiServer> {
  const bugs: unknown[] = [];
  const { manners, ...context } = departures;
  const listener = createApiListener(
    {
      database,
      siteUrl,
      published: nothingPublished,
      description: describeApi({ siteUrl, contact: null }),
      now: () => smallCensusNow,
      // Tests change the data and ask again at once.
      keeping: keptNever,
      forgotten: () => 0,
      datasets: () => null,
      ...context,
      reportBug: (error) => bugs.push(error),
    },
    { headers: {}, rateLimit: 0, trustedProxies: [], ...manners },
  );
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const get = (path: string, init?: RequestInit) => fetch(`${origin}${path}`, init);
  return {
    origin,
    bugs,
    get,
    json: async (path) => {
      const response = await get(path);
      if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return response.json();
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** An address of the API with something in the place of each name in its path. */
export function addressOf(path: string, domain: string = smallCensus.birch): string {
  return path.replace('{domain}', domain).replace('{facet}', 'version').replace('{name}', 'mastodon');
}
