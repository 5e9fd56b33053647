import { sql } from 'kysely';
import type { CensusDatabase } from '../tables.ts';

/** How work under the lock ended; `busy`: another process holds it. */
export type LockedWork<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'busy' };

/** Often enough that nobody takes the connection for dead, whichever limit for silence holds on the way. */
const stillHereEveryMs = 20_000;

const key = sql`hashtext('fedicensus.publication')`;

/**
 * Does work that one process at a time may do on a census: publishing. The lock belongs to a connection of its own, so it ends with the
 * process that holds it, however that ends. Does not wait for it.
 *
 * @param work its signal is aborted when the connection, and with it the lock, is lost.
 */
export async function withPublicationLock<Result>(
  db: CensusDatabase,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<LockedWork<Result>> {
  return db.connection().execute(async (connection): Promise<LockedWork<Result>> => {
    const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_lock(${key}) as held`.execute(
      connection,
    );
    if (rows[0]?.held !== true) return { kind: 'busy' };
    const lost = new AbortController();
    const timer = setInterval(() => {
      sql`select 1`.execute(connection).catch((error: unknown) => lost.abort(error));
    }, stillHereEveryMs);
    try {
      return { kind: 'done', result: await work(lost.signal) };
    } finally {
      clearInterval(timer);
      // On a lost connection there is nothing to give back.
      await sql`select pg_advisory_unlock(${key})`.execute(connection).catch(() => undefined);
    }
  });
}
