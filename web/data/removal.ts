import { randomBytes } from 'node:crypto';
import { describeDatabaseProblem } from '../../db/client.ts';
import type { HostName } from '../../db/model/host-name.ts';
import { findRemoval, isOptedOut, type RemovalStatus } from '../../db/queries/removals.ts';
import { type RemovalRequest, requestRemoval } from '../../db/writes/request-removal.ts';
import { createRateLimit } from '../limits/rate-limit.ts';
import { getSiteContext } from './site-context.ts';

/** What a host's page about its removal shows. */
export interface RemovalData {
  readonly isForgotten: boolean;
  /** The newest request; null: there is none. */
  readonly removal: RemovalStatus | null;
}

/** Reads what has become of a host's request; never from a standby, which may not have it yet. */
export async function readRemoval(host: HostName): Promise<RemovalData> {
  const { database, writable } = getSiteContext();
  const [isForgotten, removal] = await Promise.all([
    isOptedOut(writable ?? database, host),
    findRemoval(writable ?? database, host),
  ]);
  return { isForgotten, removal: removal ?? null };
}

/** Whether this site can take requests at all. */
export function takesRemovals(): boolean {
  return getSiteContext().writable !== null;
}

/** What became of a wish that somebody sent. */
export type RemovalSubmission = RemovalRequest['kind'] | 'too-often' | 'read-only';

/** A person asks once or twice; what comes in numbers is no person. */
const limit = createRateLimit({
  perClient: 10,
  inAll: 60,
  windowMs: 60_000,
  maxClients: 10_000,
  now: () => performance.now(),
});

/** SQLSTATE: a standby or a read-only transaction; a user who may only read. */
const readOnlyCodes: ReadonlySet<string> = new Set(['25006', '42501']);

/**
 * Takes down the wish that a host be forgotten. Contacts nobody.
 *
 * @param client who sends it, as far as a limit can tell.
 */
export async function submitRemoval(host: HostName, client: string): Promise<RemovalSubmission> {
  const { writable } = getSiteContext();
  if (writable === null) return 'read-only';
  if (!limit.take(client).passes) return 'too-often';
  // 128 bits: nobody can have published it before.
  const wish = { host, token: randomBytes(16).toString('hex'), at: new Date() };
  try {
    return (await writable.transaction().execute((trx) => requestRemoval(trx, wish))).kind;
  } catch (error) {
    if (error instanceof Error && 'code' in error && readOnlyCodes.has(String(error.code)))
      return 'read-only';
    throw error;
  }
}

/** Whether a failure is the database's, so that the reader may try again. */
export function isPassing(error: unknown): boolean {
  return describeDatabaseProblem(error) !== undefined;
}
