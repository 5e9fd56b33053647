import { type CensusHealth, censusHealth } from '../../db/queries/census-health.ts';
import { createShortCache } from './short-cache.ts';
import { getSiteContext } from './site-context.ts';

/** How the crawl does, and when that was read. */
export interface HealthData extends CensusHealth {
  readonly readAt: Date;
}

const cache = createShortCache<HealthData>({
  timeToLiveMs: 15_000,
  maxEntries: 1,
  // The first visit should show at once.
  isKept: ({ state }) => state !== 'none',
});

/** Reads how the crawl does; at most every quarter of a minute from the database. */
export function readHealth(): Promise<HealthData> {
  return cache.get('', async () => {
    const readAt = new Date();
    return { ...(await censusHealth(getSiteContext().database, readAt)), readAt };
  });
}
