import type { SeriesId } from '../state/time-chart.ts';

/** How a series looks, on paper and in the interactive plot alike: hue, dash and width tell it apart. */
export interface CurveStyle {
  readonly strokeClass: string;
  readonly fillClass: string;
  /** Of the curve's name; darker than the line where text needs it. */
  readonly textClass: string;
  /** CSS colour, for the plot library. */
  readonly colour: string;
  /** As `textClass`, for the plot library. */
  readonly textColour: string;
  readonly width: number;
  readonly dash: string | undefined;
  /** Of a day without neighbours, in pixels. */
  readonly lonePointRadius: number;
}

/** Of the dot that a solid line ends in, in pixels. */
export const endDotRadius = 5;
/** Of the ring that this dot is while its day is not over, in pixels. */
export const ringWidth = 2;

/** Of the lines at noted days. */
export const markDash = '2 4';

const own: CurveStyle = {
  strokeClass: 'stroke-count-fill',
  fillClass: 'fill-count-fill',
  textClass: 'fill-count',
  colour: 'var(--count-fill)',
  textColour: 'var(--count)',
  width: 3,
  dash: undefined,
  lonePointRadius: 3,
};

const other: CurveStyle = {
  strokeClass: 'stroke-other-fill',
  fillClass: 'fill-other-fill',
  textClass: 'fill-other',
  colour: 'var(--other-fill)',
  textColour: 'var(--other)',
  width: 2,
  dash: '5 1.5',
  lonePointRadius: 1.5,
};

/** Styles by series: what we counted ourselves is solid; what others counted, or stands beside it, is dashed. */
export const curveStyles: Readonly<Record<SeriesId, CurveStyle>> = {
  own,
  reported: own,
  archive: other,
  total: own,
  observed: other,
  same: own,
  all: other,
  births: own,
  deaths: other,
  topShare: own,
};
