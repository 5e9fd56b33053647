import type { SeriesId } from '../state/time-chart.ts';
import { curveStyles } from './curve-style.ts';

/** Names the curves, each beside a piece of its line; nothing when there is only one. */
export function CurveLegend({
  series,
}: {
  readonly series: readonly { readonly id: SeriesId; readonly name: string }[];
}) {
  if (series.length < 2) return null;
  return (
    <ul className="mt-4 flex flex-wrap gap-x-6 gap-y-1 text-small">
      {series.map(({ id, name }) => {
        const { strokeClass, width, dash, fillClass } = curveStyles[id];
        return (
          <li key={id} className="flex items-center gap-2">
            <svg viewBox="0 0 36 10" width="36" height="10" aria-hidden="true" className="shrink-0">
              <line
                x1="0"
                x2="36"
                y1="5"
                y2="5"
                className={strokeClass}
                strokeWidth={width}
                strokeDasharray={dash}
              />
              {dash === undefined && <circle cx="18" cy="5" r="4.5" className={fillClass} />}
            </svg>
            {name}
          </li>
        );
      })}
    </ul>
  );
}
