import { sql, type Transaction } from 'kysely';
import { apexDomain, type HostName, registrableDomain } from '../model/host-name.ts';
import type { Database } from '../tables.ts';
import { noteStaleDays } from './note-stale-days.ts';
import { noteWithdrawnInstances, noteWithdrawnName, undoWithdrawal } from './note-withdrawals.ts';

/**
 * Forgets everything that hosts said, and what we saw of them: figures, history, rules, visits, permissions. The names
 * stay, so that nobody's peer list brings them back; their `status` is the caller's to set. Days that counted them are
 * noted in `stale_day`, to be rolled up again; those that were instances in `withdrawal`, to be taken out of published files. Wishes
 * that wait for their proof end with it: nobody is asked for a proof of what has been done.
 */
export async function forgetHosts(trx: Transaction<Database>, hosts: readonly HostName[]): Promise<void> {
  if (hosts.length === 0) return;
  const rows = await trx.selectFrom('host').select('host_id').where('name', 'in', hosts).execute();
  const ids = rows.map((row) => row.host_id);
  if (ids.length === 0) return;
  await noteStaleDays(trx, ids);
  await noteWithdrawnInstances(trx, ids);
  const tables = [
    'rule',
    'rule_set',
    'host_naming',
    'host_robots',
    'introducer',
    'host_month',
    'quarantine_finding',
    'quarantine_decision',
    'quarantine_state',
    'visit',
    'instance',
  ] as const;
  for (const table of tables) await trx.deleteFrom(table).where('host_id', 'in', ids).execute();
  await trx.deleteFrom('removal').where('host', 'in', hosts).where('state', '=', 'waiting').execute();
  await trx
    .updateTable('host')
    .set({
      queued_at: null,
      last_visit_at: null,
      last_up_at: null,
      consecutive_failures: 0,
      failing_since: null,
      peers_read_at: null,
      peers_cursor: null,
      moved_to: null,
      moved_at: null,
      introduced_by: null,
    })
    .where('host_id', 'in', ids)
    .execute();
}

/**
 * Opts a host out: forgets it and never contacts it again, whether it was known or not.
 * Day figures keep what they summed while the host took part, until the days are rolled up again.
 */
export async function optOutHost(
  trx: Transaction<Database>,
  host: HostName,
  wish: { readonly at: Date },
): Promise<void> {
  await trx
    .insertInto('host')
    .values({
      name: host,
      registrable_domain: registrableDomain(host),
      apex_domain: apexDomain(host),
      status: 'opted-out',
      source: 'submission',
      first_seen_at: wish.at,
    })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({
        status: 'opted-out',
        next_visit_at: null,
        last_outcome: 'opted-out',
      }),
    )
    .execute();
  // Also one that never answered: others may have named it.
  await noteWithdrawnName(trx, host, { isDomain: false });
  await forgetHosts(trx, [host]);
}

/**
 * Takes an opt-out back: the host is due again, as if it had just been named, and first seen now.
 *
 * @returns false when the host was not opted out.
 */
export async function undoOptOut(trx: Transaction<Database>, host: HostName, at: Date): Promise<boolean> {
  const result = await sql`
    update host set status = 'new', next_visit_at = ${at}, first_seen_at = ${at}, last_outcome = null, consecutive_failures = 0,
      failing_since = null, last_up_at = null, peers_read_at = null
    where name = ${host} and status = 'opted-out'`.execute(trx);
  await undoWithdrawal(trx, host, { isDomain: false });
  return Number(result.numAffectedRows ?? 0) > 0;
}
