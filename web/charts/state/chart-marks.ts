import type { AnnotationRecord } from '../../../db/model/annotations.ts';
import type { UtcDay } from '../../../db/model/utc-day.ts';
import { type DrawableChart, dayPosition } from './time-chart.ts';

/** An annotation as a mark on a chart, by its number in the list below. */
export interface ChartMark {
  /** From 1, in the order of days. */
  readonly number: number;
  readonly annotation: AnnotationRecord;
}

/** Marks that stand so close together that one label has to do for all. */
export interface MarkGroup {
  /** `3`, or `3–5`. */
  readonly label: string;
  /** Where the label stands: in the middle of its lines. */
  readonly position: number;
  /** Days at which lines are drawn, each once. */
  readonly days: readonly UtcDay[];
}

/** Whether a chart of a day figure is to be marked: of changes of method, only those that concern it. */
export function concernsFigure({ figures }: AnnotationRecord, figure: string): boolean {
  return figures === null || figures.includes(figure);
}

/** As much of the chart's width a label needs on a phone: `10–12` in small letters of some 280 pixels. */
const labelShare = 0.12;

/** The annotations of a chart's span in the order of days, numbered; one that began before it stands at its first day. */
export function chartMarks(
  chart: DrawableChart,
  annotations: readonly AnnotationRecord[],
): readonly ChartMark[] {
  return annotations
    .filter(({ day, last_day }) => day <= chart.to && last_day >= chart.from)
    .toSorted((left, right) => (left.day < right.day ? -1 : left.day > right.day ? 1 : 0))
    .map((annotation, index) => ({ number: index + 1, annotation }));
}

/** Puts marks together until no two labels touch, on a phone too. */
export function groupMarks(chart: DrawableChart, marks: readonly ChartMark[]): readonly MarkGroup[] {
  let groups = marks.map((mark) => [mark]);
  for (;;) {
    const joined = joinNeighbours(chart, groups);
    if (joined.length === groups.length) break;
    groups = joined;
  }
  return groups.flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (first === undefined || last === undefined) return [];
    const label = first === last ? String(first.number) : `${first.number}–${last.number}`;
    const days = [...new Set(group.map(({ annotation }) => shownDay(chart, annotation)))];
    return [{ label, position: middleOf(chart, group), days }];
  });
}

function joinNeighbours(chart: DrawableChart, groups: readonly ChartMark[][]): ChartMark[][] {
  const joined: ChartMark[][] = [];
  for (const group of groups) {
    const before = joined.at(-1);
    if (before !== undefined && middleOf(chart, group) - middleOf(chart, before) < labelShare)
      before.push(...group);
    else joined.push([...group]);
  }
  return joined;
}

function middleOf(chart: DrawableChart, group: readonly ChartMark[]): number {
  const positions = group.map(({ annotation }) => dayPosition(chart, shownDay(chart, annotation)));
  return (Math.min(...positions) + Math.max(...positions)) / 2;
}

function shownDay(chart: DrawableChart, { day }: AnnotationRecord): UtcDay {
  return day < chart.from ? chart.from : (day as UtcDay);
}
