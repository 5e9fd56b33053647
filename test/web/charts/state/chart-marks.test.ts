import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnnotationRecord } from '../../../../db/model/annotations.ts';
import { addDays, type UtcDay } from '../../../../db/model/utc-day.ts';
import { chartMarks, concernsFigure, groupMarks } from '../../../../web/charts/state/chart-marks.ts';
import { type DrawableChart, timeChart } from '../../../../web/charts/state/time-chart.ts';

const day = (text: string) => text as UtcDay;

function chartOf(from: string, to: string): DrawableChart {
  const points = [from, to].map((text) => ({ day: day(text), value: 1 }));
  const chart = timeChart([{ id: 'own', points }]);
  if (chart.kind !== 'drawable') throw new Error('The chart has nothing to draw.');
  return chart;
}

const noted = (from: string, to = from): AnnotationRecord => ({
  ...{ id: `noted-${from}`, kind: 'event', day: from, last_day: to, label: 'Something happened' },
  ...{ hours: null, figures: null, source: null, source_url: null },
});

const year = chartOf('2026-01-01', '2026-12-31');

test('only what touches the span is marked, in the order of days', () => {
  const annotations = [
    noted('2026-12-31'),
    noted('2027-01-01'),
    noted('2025-12-31'),
    noted('2026-05-01'),
    noted('2025-12-30', '2026-01-01'),
  ];
  expect(chartMarks(year, annotations).map(({ number, annotation }) => [number, annotation.day])).toEqual([
    [1, '2025-12-30'],
    [2, '2026-05-01'],
    [3, '2026-12-31'],
  ]);
  expect(chartMarks(year, [])).toEqual([]);
});

test('marks that are far apart have a label each, close ones share one, and a day has one line', () => {
  const annotations = [
    ...['2026-03-01', '2026-03-05', '2026-03-05', '2026-09-01'].map((text) => noted(text)),
    noted('2025-11-01', '2026-01-02'),
  ];
  const groups = groupMarks(year, chartMarks(year, annotations));
  expect(groups.map(({ label, days }) => [label, days])).toEqual([
    ['1', ['2026-01-01']],
    ['2–4', ['2026-03-01', '2026-03-05']],
    ['5', ['2026-09-01']],
  ]);
  expect(groups[0]?.position).toBe(0);
});

test('a chart of one day takes its marks', () => {
  const chart = chartOf('2026-01-01', '2026-01-01');
  const marks = chartMarks(chart, [noted('2026-01-01'), noted('2025-12-31', '2026-01-02')]);
  expect(groupMarks(chart, marks)).toEqual([{ label: '1–2', position: 0.5, days: ['2026-01-01'] }]);
});

test('whatever is noted, labels keep apart, every mark is in one of them, and every line is on the chart', () => {
  const any = fc.array(fc.integer({ min: -50, max: 500 }), { maxLength: 60 });
  fc.assert(
    fc.property(any, (offsets) => {
      const marks = chartMarks(
        year,
        offsets.map((offset) => noted(addDays(day('2026-01-01'), offset))),
      );
      const groups = groupMarks(year, marks);
      const numbers = groups.flatMap(({ label }) => {
        const [first = 0, last = first] = label.split('–').map(Number);
        return Array.from({ length: last - first + 1 }, (_, index) => first + index);
      });
      expect(numbers).toEqual(marks.map(({ number }) => number));
      for (const [index, { position, days }] of groups.entries()) {
        if (index > 0) expect(position - (groups[index - 1]?.position ?? 0)).toBeGreaterThanOrEqual(0.12);
        for (const each of days) expect(each >= year.from && each <= year.to).toBe(true);
      }
    }),
  );
});

test('a change of method marks the figures that it concerns, anything else marks all', () => {
  const change = { ...noted('2026-05-01'), kind: 'method' as const, figures: ['users_total'] };
  expect(concernsFigure(change, 'users_total')).toBe(true);
  expect(concernsFigure(change, 'local_posts')).toBe(false);
  expect(concernsFigure(noted('2026-05-01'), 'local_posts')).toBe(true);
});
