import type { UtcDay } from '../model/utc-day.ts';
import type { CensusDatabase } from '../tables.ts';

/** How new what the census knows is. */
export interface CensusFreshness {
  /** The newest day with day figures; null before the first roll-up. */
  readonly newestDay: UtcDay | null;
  /** Start of the newest recorded visit; null before the first. */
  readonly lastVisitAt: Date | null;
}

/** How new is what the census knows? Two index look-ups: cheap enough for every health check. */
export async function censusFreshness(db: CensusDatabase): Promise<CensusFreshness> {
  const row = await db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('day_figure')
        .where('facet', '=', 'network')
        .select((newest) => newest.fn.max('day').as('day'))
        .as('newestDay'),
      eb
        .selectFrom('visit')
        .select((newest) => newest.fn.max('visited_at').as('visited_at'))
        .as('lastVisitAt'),
    ])
    .executeTakeFirstOrThrow();
  return { newestDay: row.newestDay as UtcDay | null, lastVisitAt: row.lastVisitAt };
}
