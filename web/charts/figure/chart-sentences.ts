import { getTranslations } from 'next-intl/server';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import type { DrawableChart, SeriesId, SeriesNames } from '../state/time-chart.ts';
import { unitFormats } from './unit-format.ts';

/**
 * What a chart shows, in sentences with its values: for each series where it began, where it ended, its highest day and
 * its gaps. Written from the same points as the drawing and the table.
 */
export async function chartSentences(asked: {
  readonly chart: DrawableChart;
  readonly names: SeriesNames;
  readonly isPartial: boolean;
  /** A series that another figure has told of already. @default none */
  readonly untold?: SeriesId | undefined;
  /** So many finished days have been recomputed to other values. @default 0 */
  readonly revisedDays?: number | undefined;
}): Promise<readonly string[]> {
  const { chart, names, isPartial, untold, revisedDays = 0 } = asked;
  const t = await getTranslations('chart');
  const format = await formatter();
  const numberOf = (value: number) => format.number(value, unitFormats[chart.unit]);
  const dayOf = (day: string) => format.dateTime(startOfDay(day), 'day');
  const sentences = chart.series.flatMap(({ id, facts }) => {
    if (id === untold) return [];
    const { first, last, highest, direction, change, gaps } = facts;
    const wasHigher = highest.value > Math.max(first.value, last.value);
    return [
      t(direction, {
        series: names[id] ?? '',
        first: numberOf(first.value),
        firstDay: dayOf(first.day),
        last: numberOf(last.value),
        lastDay: dayOf(last.day),
        change: change === null ? '–' : format.number(change, 'change'),
      }),
      ...(wasHigher ? [t('peak', { max: numberOf(highest.value), maxDay: dayOf(highest.day) })] : []),
      ...(gaps > 0 ? [t('gaps', { count: gaps })] : []),
    ];
  });
  if (untold !== undefined) return sentences;
  return [
    ...sentences,
    ...(isPartial ? [t('partial')] : []),
    ...(revisedDays > 0 ? [t('revised', { count: revisedDays })] : []),
  ];
}
