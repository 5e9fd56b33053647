import { sql } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import type { ListedServer } from '../model/listed-server.ts';
import type { RegistrationMode } from '../model/status.ts';
import type { UtcDay } from '../model/utc-day.ts';
import type { CensusTransaction } from '../tables.ts';

/** A row of a list, with its day; null: the day of the whole file, which may be known at its end only. */
export interface ListedRow {
  readonly day: UtcDay | null;
  readonly server: ListedServer;
}

/** Lists of servers that are put aside while a file is read, whatever the order of its rows. */
export interface StagedLists {
  /** Puts rows aside. */
  readonly add: (rows: readonly ListedRow[]) => Promise<void>;
  /** The days that have rows, oldest first, and how many each has. To be asked when all are added. */
  readonly days: () => Promise<readonly { readonly day: UtcDay | null; readonly rows: number }[]>;
  /** The rows of one day, by domain. */
  readonly read: (day: UtcDay | null) => Promise<readonly ListedServer[]>;
}

const columns = sql`day date, domain text, software text, version text, registrations text, users_total bigint,
  users_active_month bigint, users_active_half_year bigint, local_posts bigint, checked_at timestamptz`;

/**
 * Opens a place for lists in a table of this transaction, which ends with it. So a file of any size and order is read at
 * constant memory, and one of its days can be had at a time.
 */
export async function stageListedServers(trx: CensusTransaction): Promise<StagedLists> {
  await sql`create temporary table listed_server (${columns}) on commit drop`.execute(trx);
  return {
    add: async (rows) => {
      if (rows.length === 0) return;
      const json = JSON.stringify(rows.map(toRow));
      await sql`insert into listed_server select * from json_to_recordset(${json}::json) as added (${columns})`.execute(
        trx,
      );
    },
    days: async () => {
      await sql`create index on listed_server (day)`.execute(trx);
      await sql`analyze listed_server`.execute(trx);
      const { rows } = await sql<{ day: UtcDay | null; rows: number }>`
        select day, count(*) as rows from listed_server group by day order by day`.execute(trx);
      return rows;
    },
    read: async (day) => {
      const isOfDay = day === null ? sql`day is null` : sql`day = ${day}::date`;
      const { rows } = await sql<StagedRow>`
        select * from listed_server where ${isOfDay} order by domain collate "C"`.execute(trx);
      return rows.map(fromRow);
    },
  };
}

interface StagedRow {
  readonly domain: HostName;
  readonly software: string | null;
  readonly version: string | null;
  readonly registrations: RegistrationMode | null;
  readonly users_total: number | null;
  readonly users_active_month: number | null;
  readonly users_active_half_year: number | null;
  readonly local_posts: number | null;
  readonly checked_at: Date | null;
}

function toRow({ day, server }: ListedRow): StagedRow & { readonly day: UtcDay | null } {
  return {
    day,
    domain: server.domain,
    software: server.software,
    version: server.version,
    registrations: server.registrations,
    users_total: server.usersTotal,
    users_active_month: server.usersActiveMonth,
    users_active_half_year: server.usersActiveHalfYear,
    local_posts: server.localPosts,
    checked_at: server.checkedAt,
  };
}

function fromRow(row: StagedRow): ListedServer {
  return {
    domain: row.domain,
    software: row.software,
    version: row.version,
    registrations: row.registrations,
    usersTotal: row.users_total,
    usersActiveMonth: row.users_active_month,
    usersActiveHalfYear: row.users_active_half_year,
    localPosts: row.local_posts,
    checkedAt: row.checked_at,
  };
}
