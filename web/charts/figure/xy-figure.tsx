import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formatter } from '../../i18n/formatter.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { shareTicks, type XyChart, xyPath, xyScale } from '../state/xy-chart.ts';
import { curveStyles } from './curve-style.ts';
import { FigureFoot } from './figure-foot.tsx';
import { anchorAt } from './label-anchor.ts';

/** How a line looks; on paper as on the screen, hue, width and dash tell lines apart. */
export interface XyStyle {
  readonly strokeClass: string;
  readonly width: number;
  readonly dash: string | undefined;
}

/** Three lines at most: what the chart is about, and what stands beside it. */
export const xyStyles = {
  main: curveStyles.own,
  beside: curveStyles.archive,
  third: { strokeClass: 'stroke-ink', width: 2, dash: '1.5 3' },
} as const satisfies Record<string, XyStyle>;

interface Props {
  readonly heading: string;
  readonly chart: XyChart;
  /** What the chart says, with its values. */
  readonly sentences: string;
  /** Of each series, in the chart's order. */
  readonly lines: readonly { readonly name: string; readonly style: XyStyle }[];
  /** What the axis from left to right is. */
  readonly xAxis: string;
  /** What the drawing is, for those who cannot see it; its values stand in the sentences and the table. */
  readonly label: string;
  /** Whether x is a share. @default false */
  readonly isShare?: boolean;
  /** The values as a table. */
  readonly children: ReactNode;
  readonly csvHref: string;
  readonly source: string;
}

const percent = (part: number) => `${(part * 100).toFixed(2)}%`;

/** Lines over numbers as a figure that needs no script: heading, sentences, drawing, table, CSV and source. */
export async function XyFigure(props: Props) {
  const { heading, chart, sentences, lines, xAxis, label, isShare = false, children } = props;
  const format = await formatter();
  return (
    <figure>
      <figcaption className="font-display text-lead font-bold">{heading}</figcaption>
      <p className="mt-2 max-w-prose">{sentences}</p>
      <ul className="mt-4 flex flex-wrap gap-x-6 gap-y-1 text-small">
        {lines.map(({ name, style }) => (
          <li key={name} className="flex items-center gap-2">
            <svg viewBox="0 0 36 10" width="36" height="10" aria-hidden="true" className="shrink-0">
              <line
                x1="0"
                x2="36"
                y1="5"
                y2="5"
                className={style.strokeClass}
                strokeWidth={style.width}
                strokeDasharray={style.dash}
              />
            </svg>
            {name}
          </li>
        ))}
      </ul>
      <div dir="ltr" className="mt-3 h-72 pt-3 pr-2 pb-6.5 pl-11 sm:h-88">
        <svg role="img" aria-label={label} width="100%" height="100%" className="block overflow-visible">
          {shareTicks.map((value) => (
            <g key={value}>
              <line
                x1="0"
                x2="100%"
                y1={percent(1 - value)}
                y2={percent(1 - value)}
                className={value === 0 ? 'stroke-ink' : 'stroke-line'}
              />
              <text
                x="-8"
                y={percent(1 - value)}
                dy="4"
                textAnchor="end"
                className="figures fill-muted text-[13px]"
              >
                {format.number(value, 'share')}
              </text>
            </g>
          ))}
          {chart.xTicks.map((value) => (
            <text
              key={value}
              x={percent(value / chart.xMax)}
              y="100%"
              dy="19"
              textAnchor={anchorAt(value / chart.xMax)}
              className="figures fill-muted text-[13px]"
            >
              {isShare ? format.number(value, 'share') : format.number(value)}
            </text>
          ))}
          <svg
            aria-hidden="true"
            viewBox={`0 0 ${xyScale} ${xyScale}`}
            preserveAspectRatio="none"
            width="100%"
            height="100%"
            className="overflow-visible"
          >
            {chart.series.map((series, index) => (
              <path
                key={series.id}
                d={xyPath(chart, series)}
                className={`fill-none ${lines[index]?.style.strokeClass ?? 'stroke-ink'}`}
                strokeWidth={lines[index]?.style.width ?? 2}
                strokeDasharray={lines[index]?.style.dash}
                strokeLinejoin="round"
                vectorEffect="non-scaling-stroke"
              />
            ))}
          </svg>
        </svg>
      </div>
      <p className="text-end text-small text-muted rtl:text-start">{xAxis}</p>
      <FoldedTable heading={heading}>{children}</FoldedTable>
      <FigureFoot csvHref={props.csvHref} source={props.source} />
    </figure>
  );
}

/** A table under its name, folded away. */
async function FoldedTable({
  heading,
  children,
}: {
  readonly heading: string;
  readonly children: ReactNode;
}) {
  const t = await getTranslations('chart');
  const name = `${t('table')}: ${heading}`;
  return (
    <details className="mt-4 border-y border-line">
      <summary className="min-h-11 py-2.5 font-semibold hover:underline">{t('table')}</summary>
      <ScrollRegion name={name} className="max-h-96 overflow-y-auto">
        {children}
      </ScrollRegion>
    </details>
  );
}
