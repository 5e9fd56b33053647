import type { ChurnRecord, SurvivalRecord, VitalRecord } from '../model/growth-records.ts';
import { sizeClasses } from '../model/size-class.ts';
import type { UtcDay } from '../model/utc-day.ts';
import type { CensusDatabase } from '../tables.ts';
import type { DaySpan } from './day-figures.ts';

/** From what vital days, cohorts and churn were reckoned. */
export interface VitalReckoning {
  readonly first_day: UtcDay;
  readonly through_day: UtcDay;
  readonly found_until: UtcDay;
  readonly left_truncated: number;
}

/** From which days was reckoned who came and went? Undefined before the first finished day. */
export async function vitalReckoning(db: CensusDatabase): Promise<VitalReckoning | undefined> {
  const row = await db
    .selectFrom('vital_reckoning')
    .select(['first_day', 'through_day', 'found_until', 'left_truncated'])
    .executeTakeFirst();
  return row as VitalReckoning | undefined;
}

/** Who came and went, one row a finished UTC day, oldest first? */
export async function vitalSeries(
  db: CensusDatabase,
  { from, to }: DaySpan = {},
): Promise<readonly VitalRecord[]> {
  const [rows, reckoning] = await Promise.all([
    db
      .selectFrom('vital_day')
      .selectAll()
      .$if(from !== undefined, (query) => query.where('day', '>=', from ?? ''))
      .$if(to !== undefined, (query) => query.where('day', '<=', to ?? ''))
      .orderBy('day')
      .execute(),
    db.selectFrom('vital_reckoning').select('idle_days').executeTakeFirst(),
  ]);
  const idle = new Set(reckoning?.idle_days);
  return rows.map((row) => ({ ...row, idle: idle.has(row.day) }));
}

/** How long do the servers live that were born in each month? One row a month, oldest first. */
export async function survivalCohorts(
  db: CensusDatabase,
  { from, to }: DaySpan = {},
): Promise<readonly SurvivalRecord[]> {
  const rows = await db
    .selectFrom('survival_cohort')
    .selectAll()
    .$if(from !== undefined, (query) => query.where('month', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('month', '<=', to ?? ''))
    .orderBy('month')
    .execute();
  return rows.map((row) => ({ ...row, points: [...row.points] }));
}

/** Who came and went in each month, by size? One row a month and size, oldest first, the smallest first. */
export async function churnMonths(
  db: CensusDatabase,
  { from, to }: DaySpan = {},
): Promise<readonly ChurnRecord[]> {
  const rows: ChurnRecord[] = await db
    .selectFrom('churn_month')
    .selectAll()
    .$if(from !== undefined, (query) => query.where('month', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('month', '<=', to ?? ''))
    .orderBy('month')
    .execute();
  return rows.sort((a, b) => (churnPlace(a) < churnPlace(b) ? -1 : 1));
}

/** Where a row stands among all of them, as a text that sorts. */
export function churnPlace({ month, size }: Pick<ChurnRecord, 'month' | 'size'>): string {
  return `${month} ${(sizeClasses as readonly string[]).indexOf(size)}`;
}
