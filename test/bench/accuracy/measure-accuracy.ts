import { judgeDays } from '../../../crawler/census/judge-days.ts';
import { rollUpDays, spansOfMonths } from '../../../crawler/census/roll-up.ts';
import { addDays, daysFromTo, type UtcDay } from '../../../db/model/utc-day.ts';
import { networkSeries } from '../../../db/queries/day-figures.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import { type CastServer, type CastSize, drawCast } from './cast.ts';
import { type CountedName, countedByName } from './counted-by-name.ts';
import { CastCrawl } from './crawl-cast.ts';
import { truthOf } from './truth.ts';
import { UsualWays, type WayTotal } from './usual-ways.ts';

/** What was counted on a day, beside what there was. */
export interface MeasuredDay {
  readonly day: UtcDay;
  /** True users active in a month (see `truth.ts`). */
  readonly truth: number;
  /** As the day figure had it once the day was over. */
  readonly counted: number;
  /** The totals of {@link UsualWays} over all answers, and over those of servers that have not lied by then. */
  readonly usual: readonly WayTotal[];
  readonly usualOfHonest: readonly WayTotal[];
}

/** A whole run. */
export interface MeasuredCensus {
  readonly cast: readonly CastServer[];
  readonly days: readonly MeasuredDay[];
  /** What each name counted with, by day, in the end. */
  readonly byDay: ReadonlyMap<UtcDay, readonly CountedName[]>;
  /** Days of which the figures of a recomputation in one go differ from those that were computed day by day. */
  readonly recomputedOtherwise: readonly UtcDay[];
}

/** Lets a cast live and the census visit, judge and count it, day by day. */
export async function measureAccuracy(db: CensusDatabase, size: CastSize): Promise<MeasuredCensus> {
  const cast = drawCast(size);
  const crawl = new CastCrawl(db, cast, size);
  const usual = new UsualWays();
  const measured: MeasuredDay[] = [];
  for (let number = 0; number < size.days; number += 1) {
    const day = addDays(size.firstDay, number);
    const answers = await crawl.day(number);
    const end = new Date(`${addDays(day, 1)}T00:00:00Z`);
    await countDays(db, [day], end);
    usual.take(answers);
    measured.push({
      day,
      truth: cast.reduce((sum, server) => sum + truthOf(server, number), 0),
      counted: await countedOn(db, day),
      usual: usual.totals(end.getTime(), () => true),
      usualOfHonest: usual.totals(end.getTime(), ({ liesOn }) => liesOn === null || number < liesOn),
    });
  }
  const days = daysFromTo(size.firstDay, addDays(size.firstDay, size.days - 1));
  await countDays(db, days, new Date(`${addDays(size.firstDay, size.days)}T01:00:00Z`));
  const recomputedOtherwise: UtcDay[] = [];
  for (const { day, counted } of measured)
    if ((await countedOn(db, day)) !== counted) recomputedOtherwise.push(day);
  const byDay = new Map<UtcDay, readonly CountedName[]>();
  for (const span of spansOfMonths(days))
    for (const [day, names] of Map.groupBy(await countedByName(db, span), (name) => name.day))
      byDay.set(day, names);
  return { cast, days: measured, byDay, recomputedOtherwise };
}

/** As the crawler does. */
async function countDays(db: CensusDatabase, days: readonly UtcDay[], now: Date): Promise<void> {
  await judgeDays(db, days);
  await rollUpDays(db, days, now);
}

async function countedOn(db: CensusDatabase, day: UtcDay): Promise<number> {
  const [figures] = await networkSeries(db, { from: day, to: day });
  return figures?.users_active_month ?? 0;
}
