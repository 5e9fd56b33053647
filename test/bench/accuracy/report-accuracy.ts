import type { UtcDay } from '../../../db/model/utc-day.ts';
import { type CastSize, jumpDayOf } from './cast.ts';
import { causes, errorsByServer, type ServerError } from './causes.ts';
import type { MeasuredCensus, MeasuredDay } from './measure-accuracy.ts';
import { type PanelErrors, panelErrors } from './panel-errors.ts';

/** How far off a series is, in per cent of the truth of each day, regardless of sign. */
export interface Spread {
  readonly name: string;
  readonly median: number;
  readonly p95: number;
  readonly worst: number;
  readonly worstDay: UtcDay;
}

/** All that a run comes to. */
export interface AccuracyReport {
  /** The census, of all servers, and of those that have not lied. */
  readonly ours: Spread;
  readonly oursOfHonest: Spread;
  /** {@link oursOfHonest} but for the days on which a giant has been away for longer than values are carried. */
  readonly oursWithoutLongAway: Spread;
  readonly usual: readonly Spread[];
  readonly usualOfHonest: readonly Spread[];
  /** Mean with its sign, and the worst day, in per cent of the truth: of each cause, and of each kind of liar. */
  readonly byCause: readonly Share[];
  readonly byLiar: readonly Share[];
  readonly panel: PanelErrors;
  readonly panelOfHonest: PanelErrors;
  /** Growth of total and panel on the day of wider discovery, in per cent. */
  readonly jump: { readonly total: number; readonly panel: number; readonly truth: number };
}

/** What some servers add to the error. */
export interface Share {
  readonly name: string;
  readonly mean: number;
  readonly worst: number;
}

/** Boils a run down. */
export function reportAccuracy(census: MeasuredCensus, size: CastSize): AccuracyReport {
  const { days } = census;
  const errors = errorsByServer(census, size.firstDay);
  const honest = errors.filter(({ cause }) => cause !== 'false and counted');
  const longAway = new Set(
    honest.filter(({ cause }) => cause === 'away for more than 14 days').map(({ day }) => day),
  );
  const sumOn = (some: readonly ServerError[]) => {
    const byDay = Map.groupBy(some, ({ day }) => day);
    return ({ day }: MeasuredDay) => (byDay.get(day) ?? []).reduce((sum, { users }) => sum + users, 0);
  };
  const usual = (of: 'usual' | 'usualOfHonest') =>
    (days[0]?.[of] ?? []).map(({ way, withAbsurd }, index) =>
      spread(
        `${way}${withAbsurd ? '' : ', without absurd values'}`,
        days,
        (day) => (day[of][index]?.usersActiveMonth ?? 0) - day.truth,
      ),
    );
  const share = (name: string, some: readonly ServerError[]): Share => {
    const of = sumOn(some);
    const perCent = days.map((day) => (100 * of(day)) / day.truth);
    const mean = perCent.reduce((sum, each) => sum + each, 0) / days.length;
    return {
      name,
      mean,
      worst: perCent.reduce((worst, each) => (Math.abs(each) > Math.abs(worst) ? each : worst), 0),
    };
  };
  const panel = panelErrors(census, size, false);
  const panelOfHonest = panelErrors(census, size, true);
  const [before, after] = [days[jumpDayOf(size) - 1], days[jumpDayOf(size)]];
  const link = panelOfHonest.links.find(({ to }) => to === after?.day);
  return {
    ours: spread('census', days, ({ counted, truth }) => counted - truth),
    oursOfHonest: spread('census', days, sumOn(honest)),
    oursWithoutLongAway: spread(
      'census',
      days.filter(({ day }) => !longAway.has(day)),
      sumOn(honest),
    ),
    usual: usual('usual'),
    usualOfHonest: usual('usualOfHonest'),
    byCause: causes.map((name) =>
      share(
        name,
        errors.filter(({ cause }) => cause === name),
      ),
    ),
    byLiar: [
      ...Map.groupBy(
        errors.filter(({ cause }) => cause === 'false and counted'),
        ({ server }) => server.kind,
      ),
    ].map(([kind, some]) => share(kind, some)),
    ...{ panel, panelOfHonest },
    jump: {
      total: 100 * ((after?.counted ?? 0) / (before?.counted ?? 1) - 1),
      panel: 100 * (link?.panel ?? Number.NaN),
      truth: 100 * (link?.truth ?? Number.NaN),
    },
  };
}

function spread(name: string, days: readonly MeasuredDay[], errorOf: (day: MeasuredDay) => number): Spread {
  const errors = days
    .map((day) => ({ day: day.day, error: (100 * Math.abs(errorOf(day))) / day.truth }))
    .sort((a, b) => a.error - b.error);
  const at = (share: number) => errors[Math.min(errors.length - 1, Math.floor(errors.length * share))];
  const worst = errors.at(-1);
  if (worst === undefined) throw new RangeError('There is no day to measure.');
  return {
    name,
    median: at(0.5)?.error ?? 0,
    p95: at(0.95)?.error ?? 0,
    worst: worst.error,
    worstDay: worst.day,
  };
}
