import { sql } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import type { DnsProblem, FileProblem, RemovalProof, RemovalState } from '../model/removal.ts';
import type { CensusDatabase } from '../tables.ts';

/** A request for removal as its page shows it. */
export interface RemovalStatus {
  readonly token: string;
  readonly state: RemovalState;
  readonly requestedAt: Date;
  /** Null: not looked for yet. */
  readonly checkedAt: Date | null;
  /** Null: it has ended. */
  readonly nextCheckAt: Date | null;
  readonly proof: RemovalProof | null;
  readonly dnsProblem: DnsProblem | null;
  readonly fileProblem: FileProblem | null;
}

/** What has been asked for a host most recently? Undefined when nothing has. */
export async function findRemoval(db: CensusDatabase, host: HostName): Promise<RemovalStatus | undefined> {
  return db
    .selectFrom('removal')
    .select([
      'token',
      'state',
      'requested_at as requestedAt',
      'checked_at as checkedAt',
      'next_check_at as nextCheckAt',
      'proof',
      'dns_problem as dnsProblem',
      'file_problem as fileProblem',
    ])
    .where('host', '=', host)
    .orderBy('requested_at', 'desc')
    .orderBy('removal_id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Has a host opted out, by itself or with the domain that it stands below? */
export async function isOptedOut(db: CensusDatabase, host: HostName): Promise<boolean> {
  const { rows } = await sql<{ forgotten: boolean }>`
    select exists (select from host where name = ${host} and status = 'opted-out')
      or exists (select from domain where is_opted_out
        and (name = ${host} or right(${host}, length(name) + 1) = '.' || name)) as forgotten`.execute(db);
  return rows[0]?.forgotten === true;
}

/** How many hosts have opted out? Grows with every opt-out: kept answers of another count may name a forgotten host. */
export async function countOptedOut(db: CensusDatabase): Promise<number> {
  const row = await db
    .selectFrom('host')
    .select((eb) => eb.fn.countAll<number>().as('hosts'))
    .where('status', '=', 'opted-out')
    .executeTakeFirstOrThrow();
  return row.hosts;
}
