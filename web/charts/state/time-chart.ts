import { addDays, daysBetween, type UtcDay } from '../../../db/model/utc-day.ts';
import { type CalendarTicks, calendarTicks } from './calendar-ticks.ts';
import { countSteps, shareSteps, valueTicks } from './value-ticks.ts';

/** What a series is; decides colour, line and name. */
export type SeriesId =
  | 'own'
  | 'archive'
  | 'reported'
  /** Observed and carried together; observed alone. */
  | 'total'
  | 'observed'
  /** The same servers as an index; all that count as an index. */
  | 'same'
  | 'all'
  | 'births'
  | 'deaths'
  | 'topShare';

/** What series are called. */
export type SeriesNames = Readonly<Partial<Record<SeriesId, string>>>;

/** What values are: a count of things, a share from 0 to 1, or an index of which the first value is 100. */
export type ChartUnit = 'count' | 'share' | 'index';

/** A value on one UTC day. */
export interface TimePoint {
  readonly day: UtcDay;
  readonly value: number;
}

/** One curve: days without a value have no point. */
export interface TimeSeries {
  readonly id: SeriesId;
  readonly points: readonly TimePoint[];
}

/** What the sentence under a chart says of one series. */
export interface SeriesFacts {
  readonly first: TimePoint;
  readonly last: TimePoint;
  /** The earliest of the highest. */
  readonly highest: TimePoint;
  readonly direction: 'rose' | 'fell' | 'level' | 'single';
  /** From first to last as a share of the first; null when the first is zero. */
  readonly change: number | null;
  /** Stretches of days without a value between first and last. */
  readonly gaps: number;
}

/** A series ready to be drawn: one run of points for each stretch of consecutive days. */
export interface DrawableSeries {
  readonly id: SeriesId;
  readonly runs: readonly (readonly TimePoint[])[];
  readonly facts: SeriesFacts;
}

/** A chart over time, without pixels: what is drawn, on which scale, and what is said about it. */
export interface DrawableChart {
  readonly kind: 'drawable';
  readonly series: readonly DrawableSeries[];
  readonly from: UtcDay;
  readonly to: UtcDay;
  readonly days: CalendarTicks;
  /** From zero up; the last one is the top of the scale. */
  readonly values: readonly number[];
  readonly unit: ChartUnit;
}

/** Nothing to draw, which the figure says in a sentence. */
export interface EmptyChart {
  readonly kind: 'no-data';
}

/** A chart, or the fact that there is nothing to draw. */
export type TimeChart = DrawableChart | EmptyChart;

/**
 * Puts series on one scale: from zero, and from the earliest day to the latest. Series without a point are left out.
 * Points may come in any order; of two on one day the later in the list counts.
 */
export function timeChart(series: readonly TimeSeries[], unit: ChartUnit = 'count'): TimeChart {
  const drawable = series.flatMap(({ id, points }): DrawableSeries[] => {
    const runs = consecutiveRuns(points);
    return runs.length === 0 ? [] : [{ id, runs, facts: seriesFacts(runs) }];
  });
  const days = drawable.flatMap(({ facts }) => [facts.first.day, facts.last.day]).sort();
  const from = days[0];
  const to = days.at(-1);
  if (from === undefined || to === undefined) return { kind: 'no-data' };
  const highest = Math.max(...drawable.map(({ facts }) => facts.highest.value));
  return {
    kind: 'drawable',
    series: drawable,
    from,
    to,
    days: calendarTicks(from, to),
    values: valueTicks(highest, unit === 'share' ? shareSteps : countSteps),
    unit,
  };
}

function consecutiveRuns(points: readonly TimePoint[]): TimePoint[][] {
  const byDay = [...new Map(points.map((point) => [point.day, point])).values()].sort((left, right) =>
    left.day < right.day ? -1 : 1,
  );
  const runs: TimePoint[][] = [];
  for (const point of byDay) {
    const run = runs.at(-1);
    const previous = run?.at(-1);
    if (run !== undefined && previous !== undefined && addDays(previous.day, 1) === point.day)
      run.push(point);
    else runs.push([point]);
  }
  return runs;
}

function seriesFacts(runs: readonly (readonly TimePoint[])[]): SeriesFacts {
  const points = runs.flat();
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) throw new Error('A series without points has no facts.');
  const highest = points.reduce((best, point) => (point.value > best.value ? point : best));
  return {
    first,
    last,
    highest,
    direction: directionOf(first, last),
    change: first.value === 0 ? null : last.value / first.value - 1,
    gaps: runs.length - 1,
  };
}

function directionOf(first: TimePoint, last: TimePoint): SeriesFacts['direction'] {
  if (first.day === last.day) return 'single';
  if (first.value === last.value) return 'level';
  return last.value > first.value ? 'rose' : 'fell';
}

/** Where a day lies on the chart's span, 0 at its start to 1 at its end; 0.5 when the span is one day. */
export function dayPosition(chart: DrawableChart, day: UtcDay): number {
  const span = daysBetween(chart.from, chart.to);
  return span === 0 ? 0.5 : daysBetween(chart.from, day) / span;
}

/** Where a value lies on the chart's scale, 0 at the bottom to 1 at the top. */
export function valuePosition(chart: DrawableChart, value: number): number {
  return value / (chart.values.at(-1) ?? 1);
}

/** Where the name of a curve stands: beside its highest day, or above its end when that lies in the last third. */
export interface CurveLabelPlace {
  readonly point: TimePoint;
  readonly side: 'after' | 'above';
}

/** See {@link CurveLabelPlace}. */
export function curveLabelPlace(chart: DrawableChart, { facts }: DrawableSeries): CurveLabelPlace {
  return dayPosition(chart, facts.highest.day) < 2 / 3
    ? { point: facts.highest, side: 'after' }
    : { point: facts.last, side: 'above' };
}
