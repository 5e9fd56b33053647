import type { PublishedFile } from '../../db/model/publication.ts';
import type { UtcDay } from '../../db/model/utc-day.ts';
import type { Withdrawal } from '../../db/queries/withdrawals.ts';

/** A transaction that began so long before a file was looked through may have ended after it. */
const longestTransactionMs = 60 * 60_000;

/** Which withdrawals a file does not know of yet, and a few that it may know; by the database's clock alone. */
export function withdrawnSince(
  { withdrawals: known }: Pick<PublishedFile, 'withdrawals'>,
  withdrawals: readonly Withdrawal[],
): readonly Withdrawal[] {
  if (known === null) return [];
  const since = Date.parse(known.at) - longestTransactionMs;
  return withdrawals.filter(({ withdrawnAt }) => withdrawnAt.getTime() > since);
}

/** Whether a file whose newest record is of a day may hold a withdrawn name, as its subject or named by others. */
export function mayName(day: UtcDay, { firstDay }: Pick<Withdrawal, 'firstDay'>): boolean {
  return firstDay === null || firstDay <= day;
}
