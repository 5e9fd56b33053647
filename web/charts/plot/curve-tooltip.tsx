'use client';

import { curveStyles } from '../figure/curve-style.ts';
import { unitFormats } from '../figure/unit-format.ts';
import type { ChartUnit, SeriesId } from '../state/time-chart.ts';

interface Props {
  readonly locale: string;
  readonly series: readonly { readonly id: SeriesId; readonly name: string }[];
  readonly noValue: string;
  readonly unit: ChartUnit;
  /** The three below come from the plot library. */
  readonly active?: boolean;
  readonly label?: string | number;
  readonly payload?: readonly { readonly dataKey?: unknown; readonly value?: unknown }[];
}

/** A day and its values; says the same as the table's row. */
export function CurveTooltip({ locale, series, noValue, unit, active = false, label, payload = [] }: Props) {
  if (!active || typeof label !== 'number') return null;
  const values = new Map(payload.map(({ dataKey, value }) => [dataKey, value]));
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(label);
  const shown = series.filter(({ id }) => series.length === 1 || typeof values.get(id) === 'number');
  return (
    // Its words are in the language of the page, whose direction that of the drawing need not be.
    <div dir="auto" className="border-2 border-ink bg-surface px-3 py-2 text-small">
      <p className="font-bold">{day}</p>
      {shown.map(({ id, name }) => {
        const value = values.get(id);
        return (
          <p key={id} className="figures flex items-center gap-2">
            <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
              <circle cx="5" cy="5" r="5" className={curveStyles[id].fillClass} />
            </svg>
            <span>{name}</span>
            <strong>
              {typeof value === 'number'
                ? new Intl.NumberFormat(locale, unitFormats[unit]).format(value)
                : noValue}
            </strong>
          </p>
        );
      })}
    </div>
  );
}
