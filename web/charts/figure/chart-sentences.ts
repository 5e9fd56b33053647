import { getTranslations } from 'next-intl/server';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import type { DrawableChart, SeriesId } from '../state/time-chart.ts';

/**
 * What a chart shows, in sentences with its values: for each series where it began, where it ended, its highest day and
 * its gaps. Written from the same points as the drawing and the table.
 */
export async function chartSentences(asked: {
  readonly chart: DrawableChart;
  readonly names: Readonly<Record<SeriesId, string>>;
  readonly isPartial: boolean;
  /** A series that another figure has told of already. @default none */
  readonly untold?: SeriesId | undefined;
}): Promise<readonly string[]> {
  const { chart, names, isPartial, untold } = asked;
  const t = await getTranslations('chart');
  const format = await formatter();
  const dayOf = (day: string) => format.dateTime(startOfDay(day), 'day');
  const sentences = chart.series.flatMap(({ id, facts }) => {
    if (id === untold) return [];
    const { first, last, highest, direction, change, gaps } = facts;
    const wasHigher = highest.value > Math.max(first.value, last.value);
    return [
      t(direction, {
        series: names[id],
        first: first.value,
        firstDay: dayOf(first.day),
        last: last.value,
        lastDay: dayOf(last.day),
        change: change === null ? '–' : format.number(change, 'change'),
      }),
      ...(wasHigher ? [t('peak', { max: highest.value, maxDay: dayOf(highest.day) })] : []),
      ...(gaps > 0 ? [t('gaps', { count: gaps })] : []),
    ];
  });
  return isPartial && untold === undefined ? [...sentences, t('partial')] : sentences;
}
