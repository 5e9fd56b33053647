import { linePathData, type Place } from './svg-path.ts';

/** A place on a chart whose axes are numbers. */
export interface XyPoint {
  readonly x: number;
  readonly y: number;
}

/** One line of such a chart. */
export interface XySeries {
  readonly id: string;
  /** In order of x. */
  readonly points: readonly XyPoint[];
  /** A value holds until the next point: drawn as stairs, and held up to `until`. */
  readonly isStep: boolean;
  /** Where a step ends. @default the last point */
  readonly until?: number;
}

/** A chart of lines over numbers: x from 0 to `xMax`, y from 0 to 1. */
export interface XyChart {
  readonly series: readonly XySeries[];
  readonly xMax: number;
  readonly xTicks: readonly number[];
}

/** Of y, which is a share. */
export const shareTicks = [0, 0.25, 0.5, 0.75, 1] as const;

/** Side of the square that lines are drawn in; stretched to the plot by the SVG that holds it. */
export const xyScale = 1000;

/** A line as SVG path data in a square of {@link xyScale}; empty for fewer than two places. */
export function xyPath({ xMax }: Pick<XyChart, 'xMax'>, { points, isStep, until }: XySeries): string {
  const place = ({ x, y }: XyPoint): Place => [
    Math.round((x / xMax) * xyScale),
    Math.round((1 - y) * xyScale),
  ];
  const last = points.at(-1);
  const drawn =
    isStep && last !== undefined && until !== undefined && until > last.x
      ? [...points, { x: until, y: last.y }]
      : points;
  const corners = drawn.flatMap((point, index): readonly XyPoint[] => {
    const before = drawn[index - 1];
    return isStep && before !== undefined ? [{ x: point.x, y: before.y }, point] : [point];
  });
  return linePathData(corners.map(place));
}
