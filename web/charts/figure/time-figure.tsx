import { getTranslations } from 'next-intl/server';
import type { AnnotationRecord } from '../../../db/model/annotations.ts';
import type { UtcDay } from '../../../db/model/utc-day.ts';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import type { Locale } from '../../i18n/locales.ts';
import { TimePlot } from '../plot/time-plot.tsx';
import { chartMarks, groupMarks } from '../state/chart-marks.ts';
import { packRuns } from '../state/packed-runs.ts';
import {
  curveLabelPlace,
  type DrawableChart,
  type SeriesId,
  type SeriesNames,
  type TimeChart,
} from '../state/time-chart.ts';
import { chartSentences } from './chart-sentences.ts';
import { CurveLegend } from './curve-legend.tsx';
import { FigureFoot } from './figure-foot.tsx';
import { MarkList } from './mark-list.tsx';
import { StaticCurve } from './static-curve.tsx';
import { TimeTable } from './time-table.tsx';
import { axisFormats } from './unit-format.ts';

interface Props {
  readonly locale: Locale;
  readonly heading: string;
  readonly chart: TimeChart;
  /** What each series is called. */
  readonly names: SeriesNames;
  /** Short names beside the curves. @default none: there is only one */
  readonly curveNames?: SeriesNames;
  /** Said in place of the chart when there is nothing to draw. */
  readonly emptyText: string;
  readonly csvHref: string;
  /** Where the numbers come from, in a few words. */
  readonly source: string;
  /** The last day is not over. */
  readonly isPartial: boolean;
  /** A series that another figure of the page tells of in words. @default none */
  readonly untold?: SeriesId;
  /** So many finished days have been recomputed to other values, which the figure says. @default 0 */
  readonly revisedDays?: number;
  /** What the values are, for those who cannot see the drawing. @default people active within a month */
  readonly axisText?: string;
  /** What a reader of these days has to know; those outside the chart's span are left out. @default none */
  readonly annotations?: readonly AnnotationRecord[];
}

/**
 * A chart over time as a figure that needs no script: heading, sentences with the values, a drawing, a table, the data
 * as CSV, source and date. The drawing is replaced by an interactive one where scripts run.
 */
export async function TimeFigure({ heading, chart, emptyText, ...rest }: Props) {
  return (
    <figure>
      <figcaption className="font-display text-lead font-bold">{heading}</figcaption>
      {chart.kind === 'no-data' ? (
        <p className="mt-3 border-s-4 border-other-fill ps-4">{emptyText}</p>
      ) : (
        <DrawnFigure heading={heading} chart={chart} {...rest} />
      )}
    </figure>
  );
}

type DrawnProps = Omit<Props, 'chart' | 'emptyText'> & { readonly chart: DrawableChart };

async function DrawnFigure({
  locale,
  heading,
  chart,
  names,
  csvHref,
  source,
  isPartial,
  ...rest
}: DrawnProps) {
  const { curveNames = {}, untold, revisedDays, axisText, annotations = [] } = rest;
  const t = await getTranslations('chart');
  const format = await formatter();
  const sentences = await chartSentences({ chart, names, isPartial, untold, revisedDays });
  const dayLabel = (day: UtcDay) =>
    chart.days.unit === 'day'
      ? format.dateTime(startOfDay(day), 'dayOfYear')
      : format.dateTime(startOfDay(day), chart.days.unit);
  const marks = chartMarks(chart, annotations);
  const markGroups = groupMarks(chart, marks);
  const axis = {
    days: chart.days.ticks.map((day) => ({ day, label: dayLabel(day) })),
    values: chart.values.map((value) => ({ value, label: format.number(value, axisFormats[chart.unit]) })),
  };
  return (
    <>
      <p className="mt-2 max-w-prose">{sentences.join(' ')}</p>
      <CurveLegend series={chart.series.map(({ id }) => ({ id, name: names[id] ?? '' }))} />
      <div className="mt-3 h-72 sm:h-88">
        <TimePlot
          locale={locale}
          title={heading}
          description={sentences.join(' ')}
          span={[chart.from, chart.to]}
          axis={axis}
          marks={markGroups}
          series={chart.series.map((series) => ({
            id: series.id,
            name: names[series.id] ?? '',
            curveName: curveNames[series.id] ?? null,
            labelPlace: curveLabelPlace(chart, series),
            runs: packRuns(series.runs),
          }))}
          noValue={t('noValue')}
          unit={chart.unit}
          isPartial={isPartial}
        >
          <StaticCurve
            chart={chart}
            axis={axis}
            marks={markGroups}
            curveNames={curveNames}
            label={`${heading}. ${axisText ?? t('axis')}`}
            isPartial={isPartial}
          />
        </TimePlot>
      </div>
      <MarkList marks={marks} />
      <TimeTable chart={chart} names={names} caption={heading} />
      <FigureFoot
        csvHref={csvHref}
        source={t('source', { source, day: format.dateTime(startOfDay(chart.to), 'day') })}
      />
    </>
  );
}
