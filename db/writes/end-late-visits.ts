import { sql } from 'kysely';
import type { CensusTransaction } from '../tables.ts';

/**
 * Ends visits that are recorded after later ones of their hosts: a host stays as the later one has found it. After a step
 * back of the clock every visit seems late, so the host is due when the later of both says: else it would be asked again
 * and again until the clock has caught up.
 */
export async function endLateVisits(
  trx: CensusTransaction,
  visits: readonly { readonly hostId: number; readonly nextVisitAt: Date | null }[],
): Promise<void> {
  if (visits.length === 0) return;
  const rows = visits.map(({ hostId, nextVisitAt }) => ({ host_id: hostId, next_visit_at: nextVisitAt }));
  await sql`
    update host set queued_at = null, next_visit_at = greatest(host.next_visit_at, late.next_visit_at)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as late (host_id bigint, next_visit_at timestamptz)
    where host.host_id = late.host_id`.execute(trx);
}
