import { panelDaysBack } from '../../db/model/panel-days.ts';
import { addDays, daysBetween, daysFromTo, type UtcDay, utcDayOf } from '../../db/model/utc-day.ts';
import { activeUserCounts } from '../../db/queries/active-user-counts.ts';
import type { DaysOfMonth } from '../../db/queries/counted-days.ts';
import { daysInSeries, neighbourOf, panelsOf } from '../../db/queries/panel-pairs.ts';
import type { CensusTransaction } from '../../db/tables.ts';
import {
  type ConcentrationValues,
  storeConcentrationDays,
} from '../../db/writes/store-concentration-days.ts';
import { storedPanels, storePanelDay } from '../../db/writes/store-panel-day.ts';
import { concentrationOf, lorenzCurveOf, rankUsers } from './growth/concentration.ts';

/**
 * Computes how concentrated active users are, and how the same instances grew, for some days of one month whose day figures
 * have been rolled up; and the panels of later days that look back on these. Idempotent: days one by one, in any order, give
 * what a recomputation gives once every day of the series has been taken.
 *
 * @param now decides which days are over.
 */
export async function reckonGrowthDays(trx: CensusTransaction, days: DaysOfMonth, now: Date): Promise<void> {
  const today = utcDayOf(now);
  await storeConcentrationDays(trx, { ...days, today, now }, await concentrationDays(trx, days));
  for (const [day, backs] of await panelsToReckon(trx, daysFromTo(days.first, days.last))) {
    const before = await neighbourOf(trx, day, 'before');
    const link = before === undefined ? null : daysBetween(before, day);
    const stored = await storedPanels(trx, day);
    // What was the link before days between came into the series is it no more.
    const formerLinks = stored.filter(({ is_link }) => is_link).map(({ days_back }) => days_back);
    const wanted = [
      ...new Set([...backs, ...(link === null ? [] : [link]), ...formerLinks.filter(isFixed)]),
    ].sort((a, b) => a - b);
    const panels = (await panelsOf(trx, day, wanted)).map((panel) => ({
      ...panel,
      is_link: panel.days_back === link,
    }));
    await storePanelDay(trx, { day, backs: [...wanted, ...formerLinks], panels }, { today, now });
  }
}

const isFixed = (back: number) => (panelDaysBack as readonly number[]).includes(back);

async function concentrationDays(trx: CensusTransaction, days: DaysOfMonth): Promise<ConcentrationValues[]> {
  const counts = Map.groupBy(await activeUserCounts(trx, days), ({ day }) => day);
  return [...counts].flatMap(([day, rows]) => {
    const users = rows.flatMap((row) => new Array<number>(row.servers).fill(row.users));
    const measures = concentrationOf(users, [1, 10, 100]);
    const ranked = rankUsers(users);
    return measures === null || ranked === null ? [] : [valuesOf(day, measures, lorenzCurveOf(ranked))];
  });
}

function valuesOf(
  day: UtcDay,
  measures: NonNullable<ReturnType<typeof concentrationOf>>,
  curve: ReturnType<typeof lorenzCurveOf>,
): ConcentrationValues {
  const { servers, inhabited, users, topShares, hhi, shannon, evenness, gini } = measures;
  const topShare = (k: number) => topShares.find((top) => top.k === k)?.share ?? 1;
  return {
    ...{ day, servers, inhabited, hhi, shannon, evenness, gini },
    users_active_month: Math.min(users, Number.MAX_SAFE_INTEGER),
    top_1_share: topShare(1),
    top_10_share: topShare(10),
    top_100_share: topShare(100),
    lorenz_servers: curve.map((point) => point.servers),
    lorenz_users: curve.map((point) => point.users),
  };
}

/**
 * The panels that have an end among some days, by their later day: all of these days themselves, and of later ones those
 * that look back on them. Which panel is the link of the chained index also changes for the first day after them.
 */
async function panelsToReckon(
  trx: CensusTransaction,
  days: readonly UtcDay[],
): Promise<ReadonlyMap<UtcDay, readonly number[]>> {
  const panels = new Map<UtcDay, number[]>(days.map((day) => [day, [...panelDaysBack]]));
  const among = new Set(days);
  const later = days.flatMap((day) => panelDaysBack.map((back) => addDays(day, back)));
  for (const day of await daysInSeries(
    trx,
    [...new Set(later)].filter((each) => !among.has(each)),
  ))
    panels.set(
      day,
      panelDaysBack.filter((back) => among.has(addDays(day, -back))),
    );
  const last = days.at(-1);
  const next = last === undefined ? undefined : await neighbourOf(trx, last, 'after');
  if (next !== undefined && !panels.has(next)) panels.set(next, []);
  return panels;
}
