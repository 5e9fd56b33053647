import { type Insertable, sql } from 'kysely';
import type {
  ChurnMonthTable,
  SurvivalCohortTable,
  SurvivalPointValues,
  VitalDayTable,
  VitalReckoningTable,
} from '../growth-tables.ts';
import type { CensusDatabase, CensusTransaction } from '../tables.ts';

/** All that is reckoned from lives. */
export interface Vitals {
  readonly reckoning: Insertable<VitalReckoningTable>;
  readonly days: readonly Insertable<VitalDayTable>[];
  readonly cohorts: readonly (Omit<Insertable<SurvivalCohortTable>, 'points'> & {
    readonly points: readonly SurvivalPointValues[];
  })[];
  readonly churn: readonly Insertable<ChurnMonthTable>[];
}

/** From which day figures were the stored vital days reckoned? Undefined: there are none. */
export async function vitalFingerprint(db: CensusDatabase): Promise<string | undefined> {
  const row = await db.selectFrom('vital_reckoning').select('fingerprint').executeTakeFirst();
  return row?.fingerprint;
}

/**
 * Only one process reckons at a time; to be called in the transaction that stores. Waits for whoever does; the caller asks
 * afterwards whether anything is left to do.
 */
export async function lockVitals(trx: CensusTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('vital days'))`.execute(trx);
}

/** Rows of one statement; PostgreSQL takes 65,535 values. */
const rowsAtOnce = 1_000;

/** Stores vital days, cohorts and churn in place of what stood there; undefined: nothing. */
export async function storeVitals(trx: CensusTransaction, vitals: Vitals | undefined): Promise<void> {
  for (const table of ['vital_day', 'survival_cohort', 'churn_month', 'vital_reckoning'] as const)
    await trx.deleteFrom(table).execute();
  if (vitals === undefined) return;
  await trx.insertInto('vital_reckoning').values(vitals.reckoning).execute();
  for (const days of batches(vitals.days)) await trx.insertInto('vital_day').values(days).execute();
  for (const cohorts of batches(vitals.cohorts))
    await trx
      .insertInto('survival_cohort')
      .values(cohorts.map((cohort) => ({ ...cohort, points: JSON.stringify(cohort.points) })))
      .execute();
  for (const rows of batches(vitals.churn)) await trx.insertInto('churn_month').values(rows).execute();
}

function* batches<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) yield rows.slice(start, start + rowsAtOnce);
}
