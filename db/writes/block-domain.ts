import { sql } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import type { CensusTransaction } from '../tables.ts';
import { forgetHosts } from './forget-host.ts';
import { noteWithdrawnName, undoWithdrawal } from './note-withdrawals.ts';

/**
 * Blocks a domain whole: every host of it and below it is forgotten and never contacted again, and no name below it is
 * added any more.
 *
 * @param domain a registrable or apex domain: what stands below it is found by these columns.
 * @returns how many hosts were forgotten.
 */
export async function blockDomain(trx: CensusTransaction, domain: HostName): Promise<number> {
  await trx
    .insertInto('domain')
    .values({ name: domain, is_opted_out: true })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ is_opted_out: true }))
    .execute();
  // In one order of locks with the recorder, which holds hosts of a batch.
  await sql`
    select from host where (registrable_domain = ${domain} or apex_domain = ${domain}) and status <> 'opted-out'
    order by host_id for update`.execute(trx);
  const { rows } = await sql<{ name: HostName }>`
    update host set status = 'opted-out', next_visit_at = null, last_outcome = 'opted-out'
    where (registrable_domain = ${domain} or apex_domain = ${domain}) and status <> 'opted-out'
    returning name`.execute(trx);
  await noteWithdrawnName(trx, domain, { isDomain: true });
  // Also of names that the frontier does not know: whoever is blocked is asked for no proof.
  await sql`delete from removal where state = 'waiting'
    and (host = ${domain} or right(host, ${domain.length + 1}) = ${`.${domain}`})`.execute(trx);
  await forgetHosts(
    trx,
    rows.map(({ name }) => name),
  );
  return rows.length;
}

/**
 * Lets names below a domain be added again. Hosts that were forgotten stay so, each until its own opt-out is taken back:
 * some of them may have asked for it themselves.
 *
 * @returns false when the domain was not blocked.
 */
export async function unblockDomain(trx: CensusTransaction, domain: HostName): Promise<boolean> {
  const result = await trx
    .updateTable('domain')
    .set({ is_opted_out: false })
    .where('name', '=', domain)
    .where('is_opted_out', '=', true)
    .executeTakeFirst();
  await undoWithdrawal(trx, domain, { isDomain: true });
  return result.numUpdatedRows > 0n;
}
