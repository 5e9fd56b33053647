import { addDays, type UtcDay } from '../../../db/model/utc-day.ts';
import type { DrawableSeries, SeriesId } from './time-chart.ts';

/** What is needed of a chart to list its values. */
export interface ChartValues {
  readonly series: readonly Pick<DrawableSeries, 'id' | 'runs'>[];
}

/** One day of a chart with the value of every series; null where a series has none. */
export interface ChartRow {
  readonly day: UtcDay;
  readonly values: Readonly<Partial<Record<SeriesId, number>>>;
}

/** Beyond so many days a table lists months. */
const mostDaysInTable = 100;

/** Every day on which a series has a value, oldest first. */
export function chartRows(chart: ChartValues): readonly ChartRow[] {
  const byDay = new Map<UtcDay, Partial<Record<SeriesId, number>>>();
  for (const { id, runs } of chart.series) {
    for (const { day, value } of runs.flat()) byDay.set(day, { ...byDay.get(day), [id]: value });
  }
  return [...byDay]
    .map(([day, values]) => ({ day, values }))
    .sort((left, right) => (left.day < right.day ? -1 : 1));
}

/**
 * The rows of {@link chartRows} and, after each run of days, one row on which its series has no value: a drawing
 * library joins neighbours, and this keeps it from bridging a gap.
 */
export function plotRows(chart: ChartValues): readonly ChartRow[] {
  const rows = chartRows(chart);
  const known = new Set(rows.map(({ day }) => day));
  const breaks = chart.series
    .flatMap(({ runs }) => runs.slice(0, -1).map((run) => run.at(-1)))
    .flatMap((point) => (point === undefined ? [] : [addDays(point.day, 1)]))
    .filter((day) => !known.has(day));
  return [...rows, ...[...new Set(breaks)].map((day) => ({ day, values: {} }))].sort((left, right) =>
    left.day < right.day ? -1 : 1,
  );
}

/** The rows of a table beside a chart: every day, or when they are many the last value of each month and series. */
export function tableRows(chart: ChartValues): {
  readonly grain: 'day' | 'month';
  readonly rows: readonly ChartRow[];
} {
  const rows = chartRows(chart);
  if (rows.length <= mostDaysInTable) return { grain: 'day', rows };
  const months = new Map<string, ChartRow>();
  for (const { day, values } of rows) {
    const month = day.slice(0, 7);
    months.set(month, {
      day: `${month}-01` as UtcDay,
      values: { ...months.get(month)?.values, ...values },
    });
  }
  return { grain: 'month', rows: [...months.values()] };
}
