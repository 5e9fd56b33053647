import { sql } from 'kysely';
import type { CensusDatabase } from '../tables.ts';

/** Days are numbers: days since 1970-01-01. */
export interface HostMonthRow {
  readonly host_id: number;
  /** Its first day. */
  readonly first_day: number;
  readonly coverage: string;
  readonly facet_set_ids: readonly (number | null)[] | null;
  readonly users_active_month: readonly (number | null)[] | null;
}

/** Days whose reports do not count. */
export interface QuarantineRow {
  readonly host_id: number;
  readonly from_day: number;
  readonly to_day: number | null;
}

/** The months of some hosts. */
export interface HostMonths {
  /** By host, then by month. */
  readonly months: readonly HostMonthRow[];
  readonly quarantined: readonly QuarantineRow[];
}

/** So many hosts of the frontier are read at a time; most have no months. */
const hostsAtOnce = 2_000;

/**
 * What did every host say in every month? In batches of hosts, since all of it is far more than memory holds. Hosts below a
 * domain that answers to any name count nowhere, and are left out.
 */
export async function* hostMonths(db: CensusDatabase): AsyncGenerator<HostMonths> {
  for (let last = -1; ; ) {
    const { rows } = await sql<{ next: number | null }>`
      select max(host_id) as next from (
        select host_id from host where host_id > ${last} order by host_id limit ${hostsAtOnce}) as batch`.execute(
      db,
    );
    const next = rows[0]?.next ?? null;
    if (next === null) return;
    yield await monthsOf(db, last, next);
    last = next;
  }
}

async function monthsOf(db: CensusDatabase, after: number, last: number): Promise<HostMonths> {
  const { rows: months } = await sql<HostMonthRow>`
    select host_month.host_id, month - date '1970-01-01' as first_day, coverage, facet_set_ids, users_active_month
    from host_month join host using (host_id)
    where host_id > ${after} and host_id <= ${last} and host.status <> 'wildcard'
    order by host_id, month`.execute(db);
  const { rows: quarantined } = await sql<QuarantineRow>`
    select host_id, from_day - date '1970-01-01' as from_day, to_day - date '1970-01-01' as to_day from quarantine
    where host_id > ${after} and host_id <= ${last}`.execute(db);
  return { months, quarantined };
}
