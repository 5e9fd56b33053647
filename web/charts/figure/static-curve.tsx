import type { UtcDay } from '../../../db/model/utc-day.ts';
import type { MarkGroup } from '../state/chart-marks.ts';
import { linePath, lonePointsPath, pathScale } from '../state/line-path.ts';
import {
  curveLabelPlace,
  type DrawableChart,
  type DrawableSeries,
  dayPosition,
  type SeriesNames,
  valuePosition,
} from '../state/time-chart.ts';
import { curveStyles, endDotRadius, markDash, ringWidth } from './curve-style.ts';
import { anchorAt } from './label-anchor.ts';

/** Labels of both axes, already in the reader's language. */
export interface AxisLabels {
  readonly days: readonly { readonly day: UtcDay; readonly label: string }[];
  readonly values: readonly { readonly value: number; readonly label: string }[];
}

interface Props {
  readonly chart: DrawableChart;
  readonly axis: AxisLabels;
  readonly marks: readonly MarkGroup[];
  /** Short names that stand beside the curves; none when there is only one. */
  readonly curveNames: SeriesNames;
  /** What the drawing is, for those who cannot see it; its values stand in the sentences and the table. */
  readonly label: string;
  /** The last day is not over: a line that ends on it ends in a ring. */
  readonly isPartial: boolean;
}

const share = (part: number) => `${(part * 100).toFixed(2)}%`;

/**
 * The curves as plain SVG, as wide as its place: labels keep their size because only the inner picture is stretched.
 * What readers without script see, and everybody until the script has come.
 */
export function StaticCurve({ chart, axis, marks, curveNames, label, isPartial }: Props) {
  return (
    // The padding is plotMargin's.
    <div dir="ltr" className="h-full pt-5 pr-2 pb-6.5 pl-11">
      <svg role="img" aria-label={label} width="100%" height="100%" className="block overflow-visible">
        <ValueAxis chart={chart} values={axis.values} />
        <DayAxis chart={chart} days={axis.days} />
        <Marks chart={chart} marks={marks} />
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${pathScale} ${pathScale}`}
          preserveAspectRatio="none"
          width="100%"
          height="100%"
          className="overflow-visible"
        >
          {chart.series.map((series) => (
            <Curve key={series.id} chart={chart} series={series} isPartial={isPartial} />
          ))}
        </svg>
        {chart.series.map((series) => (
          <CurveName key={series.id} chart={chart} series={series} name={curveNames[series.id]} />
        ))}
      </svg>
    </div>
  );
}

function ValueAxis({
  chart,
  values,
}: {
  readonly chart: DrawableChart;
  readonly values: AxisLabels['values'];
}) {
  return values.map(({ value, label }) => {
    const y = share(1 - valuePosition(chart, value));
    return (
      <g key={value}>
        <line x1="0" x2="100%" y1={y} y2={y} className={value === 0 ? 'stroke-ink' : 'stroke-line'} />
        <text x="-8" y={y} dy="4" textAnchor="end" className="figures fill-muted text-[13px]">
          {label}
        </text>
      </g>
    );
  });
}

function DayAxis({ chart, days }: { readonly chart: DrawableChart; readonly days: AxisLabels['days'] }) {
  return days.map(({ day, label }) => {
    const position = dayPosition(chart, day);
    return (
      <text
        key={day}
        x={share(position)}
        y="100%"
        dy="19"
        textAnchor={anchorAt(position)}
        className="figures fill-muted text-[13px]"
      >
        {label}
      </text>
    );
  });
}

/** A line at each noted day, and above it its number in the list below the chart. */
function Marks({ chart, marks }: Pick<Props, 'chart' | 'marks'>) {
  return marks.map(({ label, position, days }) => (
    <g key={label}>
      {days.map((day) => {
        const x = share(dayPosition(chart, day));
        return (
          <line
            key={day}
            x1={x}
            x2={x}
            y1="0"
            y2="100%"
            strokeDasharray={markDash}
            className="stroke-muted"
          />
        );
      })}
      <text
        x={share(position)}
        y="0"
        dy="-7"
        textAnchor={anchorAt(position)}
        className="figures fill-muted text-[12px] font-bold"
      >
        {label}
      </text>
    </g>
  ));
}

interface CurveProps {
  readonly chart: DrawableChart;
  readonly series: DrawableSeries;
}

/** A line, dots for the days that have no neighbour, and a larger dot at the end of a solid line. */
function Curve({ chart, series, isPartial }: CurveProps & Pick<Props, 'isPartial'>) {
  const { strokeClass, width, dash, lonePointRadius } = curveStyles[series.id];
  const { last } = series.facts;
  const lonePoints = lonePointsPath(chart, series);
  const end = `M${dayPosition(chart, last.day) * pathScale} ${(1 - valuePosition(chart, last.value)) * pathScale}h0`;
  return (
    <>
      <path
        d={linePath(chart, series)}
        className={`fill-none ${strokeClass}`}
        strokeWidth={width}
        strokeDasharray={dash}
        strokeLinecap={dash === undefined ? 'round' : 'butt'}
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
      {lonePoints !== '' && (
        <path
          d={lonePoints}
          className={strokeClass}
          strokeWidth={lonePointRadius * 2}
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      )}
      {dash === undefined && (
        <path
          d={end}
          className={strokeClass}
          strokeWidth={endDotRadius * 2}
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      )}
      {dash === undefined && isPartial && last.day === chart.to && (
        <path
          d={end}
          className="stroke-ground"
          strokeWidth={endDotRadius * 2 - 2 * ringWidth}
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </>
  );
}

function CurveName({ chart, series, name }: CurveProps & { readonly name: string | undefined }) {
  if (name === undefined) return null;
  const { point, side } = curveLabelPlace(chart, series);
  return (
    <text
      x={share(dayPosition(chart, point.day))}
      y={share(1 - valuePosition(chart, point.value))}
      dx={side === 'after' ? 10 : 4}
      dy={side === 'after' ? 4 : -14}
      textAnchor={side === 'after' ? 'start' : 'end'}
      className={`text-[14px] font-bold ${curveStyles[series.id].textClass}`}
    >
      {name}
    </text>
  );
}
