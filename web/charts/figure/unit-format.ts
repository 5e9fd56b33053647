import type { ChartUnit } from '../state/time-chart.ts';

/** How the values of a chart are written, on the server and in the tooltip alike. */
export const unitFormats = {
  count: {},
  share: { style: 'percent', maximumFractionDigits: 1 },
  index: { maximumFractionDigits: 1 },
} as const satisfies Record<ChartUnit, Intl.NumberFormatOptions>;

/** How the marks of its axis are written: short. */
export const axisFormats = {
  count: { notation: 'compact', maximumSignificantDigits: 3 },
  share: unitFormats.share,
  index: unitFormats.index,
} as const satisfies Record<ChartUnit, Intl.NumberFormatOptions>;
