import type { Kysely } from 'kysely';
import type { Database } from '../tables.ts';

/** What the crawl has set aside or still has to look into. */
export interface WaitingCare {
  /** Domains that answer to any name; nothing below them is visited. */
  readonly wildcardDomains: number;
  /** Wishes to be forgotten whose proof is still looked for. */
  readonly waitingRemovals: number;
}

/** How many domains answer to any name, and how many wishes to be forgotten wait for their proof? */
export async function waitingCare(db: Kysely<Database>): Promise<WaitingCare> {
  return db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('domain')
        .select((domains) => domains.fn.countAll<number>().as('domains'))
        .where('is_wildcard', '=', true)
        .$asScalar()
        .$notNull()
        .as('wildcardDomains'),
      eb
        .selectFrom('removal')
        .select((removals) => removals.fn.countAll<number>().as('removals'))
        .where('state', '=', 'waiting')
        .$asScalar()
        .$notNull()
        .as('waitingRemovals'),
    ])
    .executeTakeFirstOrThrow();
}
