import { chainIndex } from '../model/chain-index.ts';
import type { ConcentrationRecord, LorenzPointRecord, PanelRecord } from '../model/growth-records.ts';
import { addDays, type UtcDay } from '../model/utc-day.ts';
import type { CensusDatabase } from '../tables.ts';
import type { DaySpan } from './day-figures.ts';

/** How concentrated were active users, one row a UTC day, oldest first? Days on which nobody states any have no row. */
export async function concentrationSeries(
  db: CensusDatabase,
  { from, to }: DaySpan = {},
): Promise<readonly ConcentrationRecord[]> {
  const rows = await db
    .selectFrom('concentration_day')
    .select([
      ...(['day', 'servers', 'inhabited', 'users_active_month'] as const),
      ...(['top_1_share', 'top_10_share', 'top_100_share'] as const),
      ...(['hhi', 'shannon', 'evenness', 'gini', 'partial', 'revised_at'] as const),
    ])
    .$if(from !== undefined, (query) => query.where('day', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('day', '<=', to ?? ''))
    .orderBy('day')
    .execute();
  return rows.map((row) => ({
    ...row,
    effective_servers: Math.exp(row.shannon),
    revised_at: row.revised_at?.toISOString() ?? null,
  }));
}

/** A Lorenz curve and its day. */
export interface LorenzCurve {
  readonly day: UtcDay;
  readonly points: readonly LorenzPointRecord[];
}

/** What is the Lorenz curve of the newest day of a span? Undefined when nobody states active users on any. */
export async function newestLorenzCurve(
  db: CensusDatabase,
  { from, to }: DaySpan = {},
): Promise<LorenzCurve | undefined> {
  const row = await db
    .selectFrom('concentration_day')
    .select(['day', 'lorenz_servers', 'lorenz_users'])
    .$if(from !== undefined, (query) => query.where('day', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('day', '<=', to ?? ''))
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const points = row.lorenz_servers.map((servers, index) => ({
    servers,
    users: row.lorenz_users[index] ?? 1,
  }));
  return { day: row.day as UtcDay, points };
}

/**
 * How did the same servers grow over so many days, one row for each later day, oldest first? With the chained index, which
 * goes on from the first day of the census whatever the span.
 */
export async function panelSeries(
  db: CensusDatabase,
  daysBack: number,
  { from, to }: DaySpan = {},
): Promise<readonly PanelRecord[]> {
  const [rows, index] = await Promise.all([
    db
      .selectFrom('panel_day')
      .selectAll()
      .where('days_back', '=', daysBack)
      .$if(from !== undefined, (query) => query.where('day', '>=', from ?? ''))
      .$if(to !== undefined, (query) => query.where('day', '<=', to ?? ''))
      .orderBy('day')
      .execute(),
    chainedIndex(db),
  ]);
  return rows.map(({ is_link: _, revised_at, ...row }) => ({
    ...row,
    from_day: addDays(row.day as UtcDay, -daysBack),
    users_total_growth: growthOf(row.users_total_then, row.users_total_now),
    users_active_month_growth: growthOf(row.users_active_month_then, row.users_active_month_now),
    users_active_month_index: index.get(row.day) ?? null,
    revised_at: revised_at?.toISOString() ?? null,
  }));
}

const growthOf = (then: number, now: number) => (then === 0 ? null : now / then - 1);

async function chainedIndex(db: CensusDatabase): Promise<ReadonlyMap<string, number | null>> {
  return new Map((await indexSeries(db)).map(({ day, index }) => [day, index]));
}

/**
 * What is the chained index of active users, of which each day is compared with the observed day before it over the same
 * servers? 100 on the first day; one point for each day that is reached, oldest first.
 */
export async function indexSeries(db: CensusDatabase) {
  const rows = await db
    .selectFrom('panel_day')
    .select(['day', 'days_back', 'users_active_month_then', 'users_active_month_now'])
    .where('is_link', '=', true)
    .orderBy('day')
    .execute();
  // The chain begins where there is anything to compare.
  const first = rows.findIndex((row) => row.users_active_month_then > 0);
  const links = first < 0 ? [] : rows.slice(first);
  return chainIndex(
    links.map(({ day, days_back, users_active_month_then: then, users_active_month_now: now }) => ({
      from: addDays(day as UtcDay, -days_back),
      to: day as UtcDay,
      ratio: then === 0 ? null : now / then,
    })),
  );
}
