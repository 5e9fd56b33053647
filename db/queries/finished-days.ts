import { sql } from 'kysely';
import type { UtcDay } from '../model/utc-day.ts';
import type { CensusDatabase } from '../tables.ts';

/** Which is the newest day that is over and has its final figures? Null: there is none before `before`. */
export async function newestFinishedDay(db: CensusDatabase, before: UtcDay): Promise<UtcDay | null> {
  const { rows } = await sql<{ day: UtcDay | null }>`
    select max(day) as day from day_figure where facet = 'network' and not partial and day < ${before}`.execute(
    db,
  );
  return rows[0]?.day ?? null;
}

/** Is a day over, with its final figures? */
export async function isFinishedDay(db: CensusDatabase, day: UtcDay): Promise<boolean> {
  const { rows } =
    await sql`select from day_figure where facet = 'network' and not partial and day = ${day}`.execute(db);
  return rows.length > 0;
}

/** The finished days of a month. */
export interface FinishedMonth {
  readonly firstDay: UtcDay;
  readonly lastDay: UtcDay;
  /** When a figure of one of them last changed; null: none has. */
  readonly revisedAt: Date | null;
}

/** Which months have finished days, up to a day? One row a month, oldest first. */
export async function finishedMonths(db: CensusDatabase, upTo: UtcDay): Promise<readonly FinishedMonth[]> {
  const { rows } = await sql<FinishedMonth>`
    select min(day) as "firstDay", max(day) as "lastDay", max(revised_at) as "revisedAt"
    from day_figure where facet = 'network' and not partial and day <= ${upTo}
    group by date_trunc('month', day) order by min(day)`.execute(db);
  return rows;
}
