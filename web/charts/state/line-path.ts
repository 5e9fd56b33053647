import { dotPathData, linePathData, type Place } from './svg-path.ts';
import {
  type DrawableChart,
  type DrawableSeries,
  dayPosition,
  type TimePoint,
  valuePosition,
} from './time-chart.ts';

/** Side of the square that the path is drawn in; stretched to the plot by the SVG that holds it. */
export const pathScale = 1000;

/**
 * The lines of a series as SVG path data in a square of {@link pathScale}: one for each run of days, broken where days
 * are missing. Days without a neighbour are in {@link lonePointsPath}.
 */
export function linePath(chart: DrawableChart, { runs }: DrawableSeries): string {
  return runs.map((run) => linePathData(run.map((point) => place(chart, point)))).join('');
}

/** Days without a neighbour as lines of no length, which round caps show as dots. */
export function lonePointsPath(chart: DrawableChart, { runs }: DrawableSeries): string {
  const alone = runs.filter(({ length }) => length === 1).flat();
  return dotPathData(alone.map((point) => place(chart, point)));
}

function place(chart: DrawableChart, { day, value }: TimePoint): Place {
  return [
    Math.round(dayPosition(chart, day) * pathScale),
    Math.round((1 - valuePosition(chart, value)) * pathScale),
  ];
}
