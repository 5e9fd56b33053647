import type { CensusDatabase } from '../../db/tables.ts';
import { optOutHost } from '../../db/writes/forget-host.ts';
import { recordRemovalCheck } from '../../db/writes/record-removal-check.ts';
import { requestRemoval } from '../../db/writes/request-removal.ts';
import { hostName } from './visit-records.ts';

/** Hosts whose removal stands at each stage, for tests of the pages. None of them is in the invented census otherwise. */
export const removals = {
  /** Asked for, looked for once, not found. */
  waiting: 'waiting-marsh.net',
  expired: 'latefold.net',
  confirmed: 'goodbye-hollow.net',
  /** By command: there is no request. */
  forgotten: 'forgotten-tarn.net',
} as const;

const dayMs = 86_400_000;

/** Adds {@link removals} to a census. */
export async function fillRemovals(db: CensusDatabase, now: Date): Promise<void> {
  const missing = { isProven: false, dnsProblem: 'other-value', fileProblem: 'forbidden' } as const;
  const asked = {
    [removals.waiting]: 90_000,
    [removals.expired]: 8 * dayMs,
    [removals.confirmed]: 3_600_000,
  };
  for (const [index, [name, agoMs]] of Object.entries(asked).entries()) {
    const requestedAt = new Date(now.getTime() - agoMs);
    const wish = { host: hostName(name), token: `${index}`.repeat(32), at: requestedAt };
    await db.transaction().execute(async (trx) => {
      await requestRemoval(trx, wish);
      const { removal_id: removalId } = await trx
        .selectFrom('removal')
        .select('removal_id')
        .where('host', '=', wish.host)
        .executeTakeFirstOrThrow();
      const check = name === removals.confirmed ? ({ isProven: true, proof: 'dns' } as const) : missing;
      await recordRemovalCheck(trx, { ...wish, removalId, requestedAt }, { check, at: now });
    });
  }
  await db.transaction().execute((trx) => optOutHost(trx, hostName(removals.forgotten), { at: now }));
}
