import type { HostName } from '../model/host-name.ts';
import type { UtcDay } from '../model/utc-day.ts';
import type { CensusDatabase } from '../tables.ts';

/** On which days did a host report, oldest first? Empty when it never did, or is unknown. */
export async function snapshotDays(db: CensusDatabase, host: HostName): Promise<readonly UtcDay[]> {
  const rows = await db
    .selectFrom('snapshot')
    .innerJoin('host', 'host.host_id', 'snapshot.host_id')
    .select('snapshot.day')
    .where('host.name', '=', host)
    .orderBy('snapshot.day')
    .execute();
  return rows.map((row) => row.day as UtcDay);
}
