import type { Kysely } from 'kysely';
import { figureNames, unpackProvenance } from '../model/figures.ts';
import type { HostName } from '../model/host-name.ts';
import type { SnapshotRecord } from '../model/records.ts';
import { instanceStatuses } from '../model/status.ts';
import type { UtcDay } from '../model/utc-day.ts';
import type { Database } from '../tables.ts';

/** The snapshots of listed instances, joined with what makes them a public record. */
export function snapshotRows(db: Kysely<Database>) {
  return db
    .selectFrom('snapshot')
    .innerJoin('host', 'host.host_id', 'snapshot.host_id')
    .innerJoin('release', 'release.release_id', 'snapshot.release_id')
    .innerJoin('software', 'software.software_id', 'release.software_id')
    .where('host.status', 'in', instanceStatuses)
    .select((eb) => [
      'snapshot.day',
      'host.name as domain',
      'software.name as software',
      eb.fn<string | null>('nullif', ['release.version', eb.val('')]).as('version'),
      'snapshot.users_total',
      'snapshot.users_active_month',
      'snapshot.users_active_half_year',
      'snapshot.local_posts',
      'snapshot.local_comments',
      'snapshot.peers_count',
      'snapshot.registrations',
      'snapshot.quarantine_rule',
      'snapshot.class',
      'snapshot.provenance',
    ]);
}

type SnapshotRow = Awaited<ReturnType<ReturnType<typeof snapshotRows>['execute']>>[number];

/** Maps a row to the public record. */
export function toSnapshotRecord({ provenance, ...row }: SnapshotRow): SnapshotRecord {
  const reasons = figureNames.flatMap((figure) => {
    const reason = unpackProvenance(provenance, figure);
    return reason === 'refused' || reason === 'invalid' ? [[figure, reason] as const] : [];
  });
  return { ...row, null_reasons: Object.fromEntries(reasons) };
}

/** What did one instance report, one row a UTC day, oldest first? Days without an answer have no row. */
export async function instanceHistory(
  db: Kysely<Database>,
  host: HostName,
  span: { readonly from?: UtcDay; readonly to?: UtcDay } = {},
): Promise<readonly SnapshotRecord[]> {
  const { from, to } = span;
  const rows = await snapshotRows(db)
    .where('host.name', '=', host)
    .$if(from !== undefined, (query) => query.where('snapshot.day', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('snapshot.day', '<=', to ?? ''))
    .orderBy('snapshot.day')
    .execute();
  return rows.map(toSnapshotRecord);
}
