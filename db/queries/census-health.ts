import type { Kysely } from 'kysely';
import { type CrawlState, crawlState } from '../model/crawl-state.ts';
import type { Database } from '../tables.ts';
import { type CensusFreshness, censusFreshness } from './census-freshness.ts';
import { lastPass, type Pass } from './last-pass.ts';
import { type LivingInstances, livingInstances } from './living-instances.ts';
import { type OutcomeCount, outcomeCounts } from './outcome-counts.ts';
import { lastOwnOutage, type OwnOutage, ownOutages } from './own-outages.ts';

/** How far back our own outages are told. */
export const outageDays = 30;

/** What everybody may know of how the crawl does. */
export interface CensusHealth extends CensusFreshness {
  readonly state: CrawlState;
  readonly living: LivingInstances;
  readonly outcomes: readonly OutcomeCount[];
  readonly lastPass: Pass | null;
  /** Of the last {@link outageDays} days, the newest first. */
  readonly outages: readonly OwnOutage[];
}

/**
 * How does the crawl do? A few tenths of a second where 100,000 hosts are visited a day, so an answer should serve more than one
 * reader.
 */
export async function censusHealth(db: Kysely<Database>, now: Date): Promise<CensusHealth> {
  const since = new Date(now.getTime() - outageDays * 86_400_000);
  const [freshness, living, outcomes, pass, outages, lastOutage] = await Promise.all([
    censusFreshness(db),
    livingInstances(db, now),
    outcomeCounts(db, now),
    lastPass(db),
    ownOutages(db, since),
    lastOwnOutage(db),
  ]);
  const { lastVisitAt } = freshness;
  const state = crawlState({ lastVisitAt, oldestDueAt: living.oldestDueAt, lastOutage }, now);
  return { ...freshness, state, living, outcomes, lastPass: pass, outages };
}
