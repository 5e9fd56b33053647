import type { CensusDatabase } from '../../db/tables.ts';
import { type ClaimedRemoval, claimRemovals } from '../../db/writes/claim-removals.ts';
import { recordRemovalCheck } from '../../db/writes/record-removal-check.ts';
import { findProof, type ProofTools } from './find-proof.ts';

/** What a round of checks needs. */
export interface RemovalRound {
  readonly db: CensusDatabase;
  readonly tools: ProofTools;
  /** The run's clock. */
  readonly now: () => Date;
  /** Ends the round; what was not finished is looked for again. */
  readonly stop: AbortSignal;
}

/** Looked for at a time: each of another host. */
const checksAtOnce = 10;

/**
 * Looks for the proof of every request that is due, until none is. Any number of processes may do so at once.
 *
 * @returns how many hosts were forgotten.
 */
export async function checkRemovals(round: RemovalRound): Promise<number> {
  let forgotten = 0;
  while (!round.stop.aborted) {
    const claimed = await claimRemovals(round.db, round.now(), checksAtOnce);
    if (claimed.length === 0) break;
    const ends = await Promise.all(claimed.map((removal) => checkRemoval(round, removal)));
    forgotten += ends.filter((isForgotten) => isForgotten).length;
  }
  return forgotten;
}

async function checkRemoval(
  { db, tools, now, stop }: RemovalRound,
  removal: ClaimedRemoval,
): Promise<boolean> {
  const check = await findProof(removal, tools, stop);
  // Cut short: the claim runs out, and somebody looks again.
  if (check === undefined) return false;
  return db.transaction().execute((trx) => recordRemovalCheck(trx, removal, { check, at: now() }));
}
