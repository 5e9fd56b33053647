import { type SizeClass, sizeClasses, sizeClassOf } from '../../../db/model/size-class.ts';
import type { DayNumber } from './day-number.ts';
import type { LifeSpan } from './lives.ts';

/** Something that befell one instance. */
export interface VitalEvent {
  readonly day: DayNumber;
  readonly kind: 'birth' | 'revival' | 'death' | 'departure';
  /** Of the first report of a span, or, for its end, of the last. */
  readonly size: SizeClass;
}

/**
 * What befell one instance: each span of its life begins with a birth or a revival, at the size of its first report, and may
 * end in a death or a departure, at the size of its last.
 *
 * @param usersOn active users reported on a day on which it was observed; null when it did not say.
 */
export function vitalEventsOf(
  life: readonly LifeSpan[],
  usersOn: (day: DayNumber) => number | null,
): readonly VitalEvent[] {
  return life.flatMap(({ from, lastSeen, diedOn, hasLeft }, index): VitalEvent[] => {
    const kind = index === 0 ? 'birth' : 'revival';
    const start = { day: from, kind, size: sizeClassOf(usersOn(from)) } as const;
    return diedOn === null
      ? [start]
      : [
          start,
          {
            day: diedOn,
            kind: hasLeft === true ? 'departure' : 'death',
            size: sizeClassOf(usersOn(lastSeen)),
          },
        ];
  });
}

/** Instances that could die on a day: those of a size that counted the day before. */
export interface AtRisk {
  /** The day on which they may die. */
  readonly day: DayNumber;
  /** By their newest report before it. */
  readonly size: SizeClass;
  readonly servers: number;
}

/** Births and deaths of one size class in one period. */
export interface ChurnRow {
  /** As `periodOf` names it: a day, a month. */
  readonly period: string;
  readonly size: SizeClass;
  readonly births: number;
  readonly revivals: number;
  readonly deaths: number;
  /** Those that moved, refuse us, or were quarantined: neither dead nor counted. */
  readonly departures: number;
  /** One for each server and day on which it could die. */
  readonly serverDays: number;
  /** Deaths per server and day, `deaths / serverDays`; null when no server of that size could die. */
  readonly deathsPerServerDay: number | null;
  /**
   * Deaths per server over the period's days at risk: that daily rate times them. Small rates are about the share that
   * dies; above 1 when more died than there were at a time.
   */
  readonly deathsPerServer: number | null;
  /** Births and revivals per server, reckoned alike. */
  readonly birthsPerServer: number | null;
}

/**
 * Births and deaths by size class and period, with rates (occurrence over exposure, as in any life table). An instance that
 * changes its size is at risk in one class after the other, without a birth or death.
 *
 * @param periodOf names the period of a day; `monthOf` for months.
 * @returns one row for each period and class in which anything happened or could have; by period as text, then by class.
 */
export function churnBySize(
  events: Iterable<VitalEvent>,
  atRisk: Iterable<AtRisk>,
  periodOf: (day: DayNumber) => string,
): readonly ChurnRow[] {
  const tallies = new Map<string, Map<SizeClass, Tally>>();
  const daysAtRisk = new Map<string, Set<DayNumber>>();
  const tallyOf = (period: string, size: SizeClass) => {
    const sizes = tallies.get(period) ?? new Map<SizeClass, Tally>();
    tallies.set(period, sizes);
    const tally = sizes.get(size) ?? { birth: 0, revival: 0, death: 0, departure: 0, serverDays: 0 };
    sizes.set(size, tally);
    return tally;
  };
  for (const { day, kind, size } of events) tallyOf(periodOf(day), size)[kind] += 1;
  for (const { day, size, servers } of atRisk) {
    const period = periodOf(day);
    tallyOf(period, size).serverDays += servers;
    const days = daysAtRisk.get(period) ?? new Set();
    daysAtRisk.set(period, days.add(day));
  }
  return [...tallies]
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .flatMap(([period, sizes]) =>
      sizeClasses.flatMap((size) => {
        const tally = sizes.get(size);
        return tally === undefined ? [] : [rowOf(period, size, tally, daysAtRisk.get(period)?.size ?? 0)];
      }),
    );
}

interface Tally {
  birth: number;
  revival: number;
  death: number;
  departure: number;
  serverDays: number;
}

function rowOf(period: string, size: SizeClass, tally: Tally, days: number): ChurnRow {
  const { birth: births, revival: revivals, death: deaths, departure: departures, serverDays } = tally;
  const perDay = (count: number) => (serverDays === 0 ? null : count / serverDays);
  const perServer = (count: number) => (serverDays === 0 ? null : (count * days) / serverDays);
  return {
    ...{ period, size, births, revivals, deaths, departures, serverDays },
    deathsPerServerDay: perDay(deaths),
    deathsPerServer: perServer(deaths),
    birthsPerServer: perServer(births + revivals),
  };
}
