import { sql } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import type { CensusTransaction } from '../tables.ts';

/** Notes which of some hosts are instances, so that files that were published with them are rewritten. Before they are forgotten. */
export async function noteWithdrawnInstances(
  trx: CensusTransaction,
  hostIds: readonly number[],
): Promise<void> {
  await sql`
    insert into withdrawal (name, is_domain, first_day)
    select host.name, false, (select min(day) from snapshot where snapshot.host_id = host.host_id)
    from host join instance on instance.host_id = host.host_id
    where host.host_id = any(${hostIds}::bigint[])`.execute(trx);
}

/** Notes a name that no published file may hold any more, whether we knew it or not; with `isDomain`, all names below it. */
export async function noteWithdrawnName(
  trx: CensusTransaction,
  name: HostName,
  { isDomain }: { readonly isDomain: boolean },
): Promise<void> {
  await trx.insertInto('withdrawal').values({ name, is_domain: isDomain, first_day: null }).execute();
}

/** Lets files that are published from now on hold the name again. What has been taken out stays out. */
export async function undoWithdrawal(
  trx: CensusTransaction,
  name: HostName,
  { isDomain }: { readonly isDomain: boolean },
): Promise<void> {
  await trx.deleteFrom('withdrawal').where('name', '=', name).where('is_domain', '=', isDomain).execute();
}
