import { sql } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import { registrableDomain } from '../model/host-name.ts';
import { nextRemovalCheck } from '../model/removal.ts';
import { isOptedOut } from '../queries/removals.ts';
import type { CensusTransaction } from '../tables.ts';

/** Requests that wait at a time: each is looked after for a week, with eight visits at most. */
export const maxWaitingRemovals = 1_000;
/** Those below one registrable domain, so that nobody has a server asked under a thousand invented names. */
export const maxWaitingRemovalsOfDomain = 20;

/** What became of a wish. */
export type RemovalRequest =
  /** It waits for its proof; `isNew` is false when it waited already, with the token that it has. */
  | { readonly kind: 'waiting'; readonly isNew: boolean }
  /** The host is forgotten already. */
  | { readonly kind: 'forgotten' }
  /** Too many wait, in all or below this domain. */
  | { readonly kind: 'full' };

/**
 * Notes the wish that a host be forgotten, whether we know the host or not. A host has one waiting request; a new one
 * after the last has expired gets a new token. Contacts nobody: the crawler looks for the proof.
 *
 * @param wish.token unguessable; used when the request is new.
 */
export async function requestRemoval(
  trx: CensusTransaction,
  wish: { readonly host: HostName; readonly token: string; readonly at: Date },
): Promise<RemovalRequest> {
  const { host, token, at } = wish;
  // One at a time: what is counted must still be so when the row is written.
  await sql`select pg_advisory_xact_lock(hashtext('removal'))`.execute(trx);
  if (await isOptedOut(trx, host)) return { kind: 'forgotten' };
  const waiting = await trx
    .selectFrom('removal')
    .select('removal_id')
    .where('host', '=', host)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (waiting !== undefined) return { kind: 'waiting', isNew: false };
  if (await isFull(trx, registrableDomain(host))) return { kind: 'full' };
  await trx
    .insertInto('removal')
    .values({ host, token, requested_at: at, next_check_at: nextRemovalCheck(at, at) })
    .execute();
  return { kind: 'waiting', isNew: true };
}

async function isFull(trx: CensusTransaction, domain: string): Promise<boolean> {
  const { rows } = await sql<{ all: number; below: number }>`
    select count(*) as all, count(*) filter (where host = ${domain} or right(host, ${domain.length + 1}) = ${`.${domain}`}) as below
    from removal where state = 'waiting'`.execute(trx);
  const [counted] = rows;
  return (
    counted === undefined || counted.all >= maxWaitingRemovals || counted.below >= maxWaitingRemovalsOfDomain
  );
}
