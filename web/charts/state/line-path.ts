import { type DrawableChart, type DrawableSeries, dayPosition, valuePosition } from './time-chart.ts';

/** Side of the square that the path is drawn in; stretched to the plot by the SVG that holds it. */
export const pathScale = 1000;

/**
 * A series as SVG path data in a square of {@link pathScale}: a line for each run of days, broken where days are
 * missing. A single day becomes a line of no length, which a round cap shows as a dot.
 */
export function linePath(chart: DrawableChart, { runs }: DrawableSeries): string {
  return runs
    .map((run) => {
      const [first, ...rest] = run.map(({ day, value }) => {
        const x = Math.round(dayPosition(chart, day) * pathScale);
        const y = Math.round((1 - valuePosition(chart, value)) * pathScale);
        return `${x} ${y}`;
      });
      return rest.length === 0 ? `M${first}h0` : `M${first}L${rest.join(' ')}`;
    })
    .join('');
}
