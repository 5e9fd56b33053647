import type { CensusDatabase } from '../tables.ts';

/** Notes when our own network failed, and for how long. */
export async function recordOwnOutage(
  db: CensusDatabase,
  outage: { readonly beganAt: Date; readonly endedAt: Date | null; readonly failures: number },
): Promise<void> {
  const row = { began_at: outage.beganAt, ended_at: outage.endedAt, failures: outage.failures };
  await db
    .insertInto('own_outage')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('began_at').doUpdateSet({ ended_at: row.ended_at, failures: row.failures }),
    )
    .execute();
}
