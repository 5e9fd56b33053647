import type { Kysely } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import type { InstanceRecord } from '../model/records.ts';
import type { Database } from '../tables.ts';
import { listedInstances, selectInstanceRow, toInstanceRecord } from './instance-rows.ts';

/** What do we know of one instance? Undefined when the host is not listed, for whatever reason. */
export async function findInstance(
  db: Kysely<Database>,
  host: HostName,
): Promise<InstanceRecord | undefined> {
  const row = await selectInstanceRow(listedInstances(db)).where('host.name', '=', host).executeTakeFirst();
  return row === undefined ? undefined : toInstanceRecord(row);
}
