import { sql } from 'kysely';
import { type DnsProblem, type FileProblem, nextRemovalCheck, type RemovalProof } from '../model/removal.ts';
import type { CensusTransaction } from '../tables.ts';
import type { ClaimedRemoval } from './claim-removals.ts';
import { optOutHost } from './forget-host.ts';

/** What a look for the proof came to. */
export type RemovalCheck =
  | { readonly isProven: true; readonly proof: RemovalProof }
  | { readonly isProven: false; readonly dnsProblem: DnsProblem; readonly fileProblem: FileProblem };

/** How long a request that expired is still shown. */
const expiredKeptDays = 90;

/**
 * Notes what a check found. With the proof, the host is forgotten in the same transaction; without, the request waits for
 * the next check, or expires when there is none. A request that has ended meanwhile is left as it is.
 *
 * @returns whether the host is forgotten now; the days that counted it wait in `stale_day`.
 */
export async function recordRemovalCheck(
  trx: CensusTransaction,
  removal: ClaimedRemoval,
  { check, at }: { readonly check: RemovalCheck; readonly at: Date },
): Promise<boolean> {
  const next = check.isProven ? null : nextRemovalCheck(removal.requestedAt, at);
  const updated = await trx
    .updateTable('removal')
    .set({
      state: check.isProven ? 'confirmed' : next === null ? 'expired' : 'waiting',
      checks: sql`checks + 1`,
      checked_at: at,
      next_check_at: next,
      proof: check.isProven ? check.proof : null,
      dns_problem: check.isProven ? null : check.dnsProblem,
      file_problem: check.isProven ? null : check.fileProblem,
    })
    .where('removal_id', '=', removal.removalId)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) return false;
  if (check.isProven) await optOutHost(trx, removal.host, { at });
  else if (next === null) await deleteOldRequests(trx, at);
  return check.isProven;
}

async function deleteOldRequests(trx: CensusTransaction, now: Date): Promise<void> {
  await sql`
    delete from removal where state = 'expired' and requested_at < ${now}::timestamptz - ${expiredKeptDays} * interval '1 day'`.execute(
    trx,
  );
}
