import type { Kysely } from 'kysely';
import type { Database } from '../tables.ts';

/** A time in which our own network failed. */
export interface OwnOutage {
  readonly beganAt: Date;
  /** Null: it goes on, or the crawler that noticed it ended before it did. */
  readonly endedAt: Date | null;
  /** Failed visits that were held against nobody. */
  readonly failures: number;
}

const maxOutages = 100;

/** When did our own network fail since an instant? The newest first, a hundred at most. */
export async function ownOutages(db: Kysely<Database>, since: Date): Promise<readonly OwnOutage[]> {
  return db
    .selectFrom('own_outage')
    .select(['began_at as beganAt', 'ended_at as endedAt', 'failures'])
    .where((eb) => eb.or([eb('began_at', '>=', since), eb('ended_at', '>=', since)]))
    .orderBy('began_at', 'desc')
    .limit(maxOutages)
    .execute();
}

/** Which was the last time that our own network failed? Null: it never has. */
export async function lastOwnOutage(db: Kysely<Database>): Promise<OwnOutage | null> {
  const row = await db
    .selectFrom('own_outage')
    .select(['began_at as beganAt', 'ended_at as endedAt', 'failures'])
    .orderBy('began_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
