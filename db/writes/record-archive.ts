import { sql } from 'kysely';
import type { ArchiveRecord } from '../model/records.ts';
import type { CensusDatabase, CensusTransaction } from '../tables.ts';

/** A day of a source's history; the source is named once for all. */
export type ArchiveDay = Omit<ArchiveRecord, 'source'>;

/** Rows in one statement: nine parameters each, and PostgreSQL takes 65,535. */
const chunkSize = 1_000;

/** Days of one source; at most one entry a day. */
export interface Archive {
  readonly source: string;
  readonly importedAt: Date;
  readonly days: readonly ArchiveDay[];
}

/** As {@link recordArchiveDays}, in a transaction of its own. */
export async function recordArchive(db: CensusDatabase, archive: Archive): Promise<number> {
  return db.transaction().execute((trx) => recordArchiveDays(trx, archive));
}

/**
 * Records days of somebody else's history under a source's name, all or nothing. A day that is there already is
 * replaced, and keeps its `imported_at` when nothing about it differs; so importing twice changes nothing.
 *
 * @returns how many days are new or have other values than before.
 */
export async function recordArchiveDays(trx: CensusTransaction, archive: Archive): Promise<number> {
  const { source, importedAt, days } = archive;
  let changed = 0;
  for (let start = 0; start < days.length; start += chunkSize) {
    const rows = days.slice(start, start + chunkSize).map(({ quarantined, ...day }) => ({
      ...day,
      source,
      quarantined: quarantined === null ? null : JSON.stringify(quarantined),
      imported_at: importedAt,
    }));
    const result = await trx
      .insertInto('archive_day')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(['source', 'day'])
          .doUpdateSet((eb) => ({
            servers: eb.ref('excluded.servers'),
            users_total: eb.ref('excluded.users_total'),
            users_active_month: eb.ref('excluded.users_active_month'),
            users_total_raw: eb.ref('excluded.users_total_raw'),
            servers_quarantined: eb.ref('excluded.servers_quarantined'),
            quarantined: sql<string>`excluded.quarantined`,
            imported_at: eb.ref('excluded.imported_at'),
          }))
          .where(
            sql<boolean>`(archive_day.servers, archive_day.users_total, archive_day.users_active_month,
                  archive_day.users_total_raw, archive_day.servers_quarantined, archive_day.quarantined)
                is distinct from (excluded.servers, excluded.users_total, excluded.users_active_month,
                  excluded.users_total_raw, excluded.servers_quarantined, excluded.quarantined)`,
          ),
      )
      .executeTakeFirst();
    changed += Number(result.numInsertedOrUpdatedRows ?? 0n);
  }
  return changed;
}
