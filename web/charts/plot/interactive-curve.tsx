'use client';

import { CartesianGrid, Line, LineChart, ReferenceDot, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { curveStyles, endDotRadius, markDash, ringWidth } from '../figure/curve-style.ts';
import { plotMargin } from '../figure/plot-margin.ts';
import type { MarkGroup } from '../state/chart-marks.ts';
import { plotRows } from '../state/chart-rows.ts';
import { type PackedRun, unpackRuns } from '../state/packed-runs.ts';
import type { ChartUnit, CurveLabelPlace, SeriesId, TimePoint } from '../state/time-chart.ts';
import { CurveTooltip } from './curve-tooltip.tsx';
import { DayTick } from './day-tick.tsx';
import { MarkLabel } from './mark-label.tsx';

/** One curve. */
export interface CurveSeries {
  readonly id: SeriesId;
  readonly name: string;
  /** Short name beside the curve; null when it needs none. */
  readonly curveName: string | null;
  readonly labelPlace: CurveLabelPlace;
  readonly runs: readonly PackedRun[];
}

/** What the interactive drawing needs; plain values, since they travel from the server. */
export interface CurveProps {
  /** Of numbers and days in the tooltip. */
  readonly locale: string;
  readonly title: string;
  readonly description: string;
  /** First and last day of the axis. */
  readonly span: readonly [from: string, to: string];
  readonly axis: {
    readonly days: readonly { readonly day: string; readonly label: string }[];
    readonly values: readonly { readonly value: number; readonly label: string }[];
  };
  readonly marks: readonly MarkGroup[];
  readonly series: readonly CurveSeries[];
  readonly noValue: string;
  readonly unit: ChartUnit;
  /** The last day is not over: its dot is a ring. */
  readonly isPartial: boolean;
}

const timeOf = (day: string) => Date.parse(`${day}T00:00:00Z`);
/** The instant at a share of the span's length. */
const timeAt = ([from, to]: CurveProps['span'], share: number) =>
  timeOf(from) + share * (timeOf(to) - timeOf(from));
const tickStyle = { fill: 'var(--muted)', fontSize: 13 } as const;

/** The curves with a tooltip for each day, by pointer or arrow keys. */
export function InteractiveCurve(curve: CurveProps) {
  const { locale, title, description, span, axis, marks, series, noValue, unit, isPartial } = curve;
  const unpacked = series.map(({ id, runs }) => ({ id, runs: unpackRuns(runs) }));
  const data = plotRows({ series: unpacked }).map(({ day, values }) => ({ time: timeOf(day), ...values }));
  const points = unpacked.flatMap(lonePoints);
  const dayLabels = new Map(axis.days.map(({ day, label }) => [timeOf(day), label]));
  const valueLabels = new Map(axis.values.map(({ value, label }) => [value, label]));
  return (
    <LineChart
      responsive
      className="size-full"
      data={data}
      title={title}
      desc={description}
      margin={{ top: plotMargin.top, right: plotMargin.right, bottom: 0, left: 0 }}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="time"
        type="number"
        scale="linear"
        domain={span.map(timeOf)}
        ticks={[...dayLabels.keys()]}
        tick={<DayTick labels={dayLabels} from={timeOf(span[0])} to={timeOf(span[1])} />}
        tickLine={false}
        axisLine={{ stroke: 'var(--ink)' }}
        height={plotMargin.bottom}
        interval={0}
      />
      <YAxis
        width={plotMargin.left}
        domain={[0, axis.values.at(-1)?.value ?? 1]}
        ticks={axis.values.map(({ value }) => value)}
        tickFormatter={(value: number) => valueLabels.get(value) ?? ''}
        tick={tickStyle}
        tickLine={false}
        axisLine={false}
      />
      {marks.flatMap(({ days }) =>
        days.map((day) => (
          <ReferenceLine key={day} x={timeOf(day)} stroke="var(--muted)" strokeDasharray={markDash} />
        )),
      )}
      {marks.map(({ label, position }) => (
        <ReferenceLine
          key={label}
          x={timeAt(span, position)}
          stroke="none"
          label={<MarkLabel label={label} position={position} />}
        />
      ))}
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: 'var(--ink)', strokeDasharray: '2 3' }}
        content={<CurveTooltip locale={locale} series={series} noValue={noValue} unit={unit} />}
      />
      {series.map(({ id, name }) => {
        const { colour, width, dash } = curveStyles[id];
        return (
          <Line
            key={id}
            dataKey={id}
            name={name}
            stroke={colour}
            strokeWidth={width}
            {...(dash === undefined ? {} : { strokeDasharray: dash })}
            dot={false}
            activeDot={{ r: endDotRadius, fill: colour, stroke: 'var(--ground)', strokeWidth: 2 }}
            connectNulls={false}
            isAnimationActive={false}
          />
        );
      })}
      {points.map(({ id, time, value, isLast }) => {
        const isRing = isLast && isPartial && time === timeOf(span[1]);
        return (
          <ReferenceDot
            key={`${id} ${time}`}
            x={time}
            y={value}
            r={
              isRing ? endDotRadius - ringWidth / 2 : isLast ? endDotRadius : curveStyles[id].lonePointRadius
            }
            fill={isRing ? 'var(--ground)' : curveStyles[id].colour}
            stroke={isRing ? curveStyles[id].colour : 'none'}
            strokeWidth={ringWidth}
          />
        );
      })}
      {series.map(({ id, curveName, labelPlace: { point, side } }) =>
        curveName === null ? null : (
          <ReferenceDot
            key={id}
            x={timeOf(point.day)}
            y={point.value}
            r={0}
            label={{
              value: curveName,
              position: side === 'after' ? 'right' : 'insideBottomRight',
              offset: side === 'after' ? 10 : 14,
              fill: curveStyles[id].textColour,
              fontSize: 14,
              fontWeight: 700,
            }}
          />
        ),
      )}
    </LineChart>
  );
}

interface LonePoint {
  readonly id: SeriesId;
  readonly time: number;
  readonly value: number;
  readonly isLast: boolean;
}

/** Days that a line alone would not show: those without a neighbour on either side, and the end of a solid line. */
function lonePoints({
  id,
  runs,
}: {
  readonly id: SeriesId;
  readonly runs: readonly (readonly TimePoint[])[];
}) {
  const alone = runs.filter(({ length }) => length === 1).flat();
  const last = curveStyles[id].dash === undefined ? runs.at(-1)?.at(-1) : undefined;
  return [...new Set([...alone, ...(last === undefined ? [] : [last])])].map(
    (point): LonePoint => ({ id, time: timeOf(point.day), value: point.value, isLast: point === last }),
  );
}
