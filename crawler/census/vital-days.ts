import { sizeClasses } from '../../db/model/size-class.ts';
import { addDays, type UtcDay } from '../../db/model/utc-day.ts';
import { type FinishedSeries, finishedSeries } from '../../db/queries/finished-series.ts';
import { type HostMonths, hostMonths } from '../../db/queries/host-months.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { lockVitals, storeVitals, type Vitals, vitalFingerprint } from '../../db/writes/store-vital-days.ts';
import { churnBySize, type VitalEvent, vitalEventsOf } from './growth/churn.ts';
import { type DayNumber, dayNumberOf, dayOfNumber, monthOf } from './growth/day-number.ts';
import { Exposure, hostDaysOf } from './growth/host-days.ts';
import { countVitalDays, type LifeSpan, lifeOf } from './growth/lives.ts';
import { survivalByCohort } from './growth/survival.ts';

/** While so many first days a young census still finds servers that are years old: they are in no cohort. */
export const findingDays = 14;

/**
 * Reckons anew who came and went, how long instances live, and churn, from everything that was observed up to the last
 * finished day; unless what is stored was reckoned from the same day figures. So it costs something once a finished day,
 * and whenever a finished day has changed: when a host is forgotten, too.
 *
 * Several workers may call it: one reckons, the others wait for it.
 *
 * @returns whether anything was reckoned.
 */
export async function refreshVitalDays(db: CensusDatabase, now: Date): Promise<boolean> {
  if ((await vitalFingerprint(db)) === (await finishedSeries(db))?.fingerprint) return false;
  return db.transaction().execute(async (trx) => {
    await lockVitals(trx);
    const series = await finishedSeries(trx);
    if ((await vitalFingerprint(trx)) === series?.fingerprint) return false;
    await storeVitals(trx, series === undefined ? undefined : await reckonVitals(trx, series, now));
    return true;
  });
}

async function reckonVitals(db: CensusDatabase, series: FinishedSeries, now: Date): Promise<Vitals> {
  const from = dayNumberOf(series.firstDay);
  const until = dayNumberOf(series.throughDay);
  const idleDays = series.idleDays.map(dayNumberOf);
  const foundUntil = addDays(series.firstDay, findingDays - 1);
  const { lives, events, exposure } = await livesOf(hostMonths(db), { from, until, idleDays });
  const { cohorts, leftTruncated } = survivalByCohort(lives, { firstDay: dayNumberOf(foundUntil), until });
  return {
    reckoning: {
      first_day: series.firstDay,
      through_day: series.throughDay,
      found_until: foundUntil,
      left_truncated: leftTruncated,
      idle_days: [...series.idleDays],
      fingerprint: series.fingerprint,
      reckoned_at: now,
    },
    days: countVitalDays(lives, { from, to: until }).map((day) => ({ ...day, day: dayOfNumber(day.day) })),
    cohorts: cohorts.map(({ month, servers, deaths, followedDays, medianDays, points }) => ({
      ...{ month: firstOf(month), servers, deaths, followed_days: followedDays, median_days: medianDays },
      points: points.map(({ atRisk, ...point }) => ({ ...point, at_risk: atRisk })),
    })),
    churn: churnBySize(events(), exposure.atRisk(idleDays), monthOf).map((row) => ({
      ...{ month: firstOf(row.period), size: row.size, births: row.births, revivals: row.revivals },
      ...{ deaths: row.deaths, departures: row.departures, server_days: row.serverDays },
      deaths_per_server_day: row.deathsPerServerDay,
      deaths_per_server: row.deathsPerServer,
      births_per_server: row.birthsPerServer,
    })),
  };
}

const firstOf = (month: string) => `${month}-01` as UtcDay;

/** Of each instance only its life is kept, not its days. */
async function livesOf(
  batches: AsyncIterable<HostMonths>,
  clock: { readonly from: DayNumber; readonly until: DayNumber; readonly idleDays: readonly DayNumber[] },
) {
  const lives: (readonly LifeSpan[])[] = [];
  const events = new PackedEvents();
  const exposure = new Exposure(clock);
  for await (const batch of batches) {
    const quarantined = Map.groupBy(batch.quarantined, ({ host_id }) => host_id);
    for (const [host, rows] of Map.groupBy(batch.months, ({ host_id }) => host_id)) {
      const months = rows.map(({ first_day, coverage, facet_set_ids, users_active_month }) => ({
        ...{ firstDay: first_day, coverage, reported: facet_set_ids, users: users_active_month },
      }));
      const spans = quarantined.get(host)?.map(({ from_day, to_day }) => ({ from: from_day, to: to_day }));
      const days = hostDaysOf(months, { quarantined: spans ?? [], until: clock.until });
      const life = lifeOf(days.spans, clock);
      if (life.length === 0) continue;
      lives.push(life);
      events.add(vitalEventsOf(life, (day) => days.users.get(day) ?? null));
      exposure.add(life, days.users);
    }
  }
  return { lives, events: () => events.all(), exposure };
}

const kinds = ['birth', 'revival', 'death', 'departure'] as const satisfies readonly VitalEvent['kind'][];

/** Events as one number each: there are as many as lives have ends, and objects would take ten times the memory. */
class PackedEvents {
  readonly #packed: number[] = [];

  add(events: readonly VitalEvent[]): void {
    for (const { day, kind, size } of events)
      this.#packed.push(
        (day * kinds.length + kinds.indexOf(kind)) * sizeClasses.length + sizeClasses.indexOf(size),
      );
  }

  *all(): Generator<VitalEvent> {
    for (const packed of this.#packed) {
      const size = sizeClasses[packed % sizeClasses.length];
      const rest = Math.floor(packed / sizeClasses.length);
      const kind = kinds[rest % kinds.length];
      if (size !== undefined && kind !== undefined)
        yield { day: Math.floor(rest / kinds.length), kind, size };
    }
  }
}
