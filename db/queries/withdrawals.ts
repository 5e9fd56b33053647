import { sql } from 'kysely';
import type { UtcDay } from '../model/utc-day.ts';
import type { CensusDatabase } from '../tables.ts';

/**
 * What has been withdrawn so far, as a text that changes whenever the list does: rows come with larger numbers, so their count and sum
 * never are the same again. A file that was published in another state may hold who has asked to be forgotten since.
 */
export interface WithdrawalState {
  readonly state: string;
  /** The database's clock when it was asked. */
  readonly at: Date;
}

/** What has been withdrawn so far? */
export async function withdrawalState(db: CensusDatabase): Promise<WithdrawalState> {
  const { rows } = await sql<WithdrawalState>`
    select count(*) || '-' || coalesce(sum(withdrawal_id), 0) as state, now() as at from withdrawal`.execute(
    db,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('An aggregate has one row.');
  return row;
}

/** A name that no published file may hold. */
export interface Withdrawal {
  readonly name: string;
  /** Whether it stands for all names below it, too. */
  readonly isDomain: boolean;
  /** No file of an earlier day holds it; null: any may. */
  readonly firstDay: UtcDay | null;
  readonly withdrawnAt: Date;
}

/** Which names may no published file hold? */
export async function listWithdrawals(db: CensusDatabase): Promise<readonly Withdrawal[]> {
  const rows = await db
    .selectFrom('withdrawal')
    .select(['name', 'is_domain', 'first_day', 'withdrawn_at'])
    .orderBy('withdrawal_id')
    .execute();
  return rows.map((row) => ({
    name: row.name,
    isDomain: row.is_domain,
    firstDay: row.first_day as UtcDay | null,
    withdrawnAt: row.withdrawn_at,
  }));
}
