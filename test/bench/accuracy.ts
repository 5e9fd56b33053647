import { parseUtcDay, type UtcDay } from '../../db/model/utc-day.ts';
import { OwnPostgres } from '../support/own-postgres.ts';
import type { CastSize } from './accuracy/cast.ts';
import { measureAccuracy } from './accuracy/measure-accuracy.ts';
import type { PanelError, PanelErrors } from './accuracy/panel-errors.ts';
import { type AccuracyReport, reportAccuracy, type Spread } from './accuracy/report-accuracy.ts';
import { type Benchmark, type BenchmarkFigure, compared } from './benchmark.ts';

/** Another with `FEDICENSUS_ACCURACY_SEED`. */
const defaultSeed = 1;

/**
 * How far the total of active users, and growth by panel, are from the truth of a simulated fediverse of 3,000 servers over
 * 60 days, which really are recorded, judged and rolled up; beside what usual ways of counting give on the same answers. What
 * happens in it is written down in crawler/census/README.md.
 */
export const accuracyBenchmark: Benchmark = {
  name: 'accuracy',
  run: async () => {
    const size: CastSize = {
      seed: Number(process.env.FEDICENSUS_ACCURACY_SEED ?? defaultSeed),
      // Over the end of the shortest month.
      ...{ servers: 3_000, days: 60, fakes: 40, firstDay: parseUtcDay('2026-02-10') ?? ('' as UtcDay) },
    };
    await using postgres = await OwnPostgres.open();
    const census = await measureAccuracy(postgres.db, size);
    if (census.recomputedOtherwise.length > 0)
      throw new Error(
        `Recomputed in one go, figures of ${census.recomputedOtherwise.join(', ')} are others.`,
      );
    const report = reportAccuracy(census, size);
    process.stderr.write(tablesOf(report));
    return figuresOf(report);
  },
};

function figuresOf(report: AccuracyReport): readonly BenchmarkFigure[] {
  const least = (read: (spread: Spread) => number, spreads: readonly Spread[]) =>
    Math.min(...spreads.map(read));
  const statistics = ['median', 'p95', 'worst'] as const;
  const against = (name: string, ours: Spread, usual: readonly Spread[]) =>
    statistics.map((each) =>
      compared(
        `accuracy.${name}.${each}`,
        'per cent',
        ours[each],
        least((spread) => spread[each], usual),
      ),
    );
  return [
    ...against('total', report.ours, report.usual),
    ...against('total-of-honest', report.oursOfHonest, report.usualOfHonest),
    ...against('total-of-honest-without-long-away', report.oursWithoutLongAway, report.usualOfHonest),
    alone('accuracy.panel.median', 'points', middle(errorsOf(report.panel.long))),
    alone('accuracy.panel-of-honest.median', 'points', middle(errorsOf(report.panelOfHonest.long))),
    alone('accuracy.panel-of-honest.worst', 'points', Math.max(...errorsOf(report.panelOfHonest.long))),
    compared('accuracy.jump.panel', 'per cent', report.jump.panel, report.jump.truth),
    alone('accuracy.jump.total', 'per cent', report.jump.total),
  ];
}

const alone = (name: string, unit: string, value: number): BenchmarkFigure => ({
  ...{ name, unit, value: Number(value.toPrecision(3)) },
  ...{ baseline: null, ratio: null },
});

/** In percentage points. */
const errorsOf = (panels: readonly PanelError[]) =>
  panels.map(({ panel, truth }) => 100 * Math.abs(panel - truth)).sort((a, b) => a - b);

const middle = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;

function tablesOf(report: AccuracyReport): string {
  const spreads = (title: string, all: readonly Spread[]) => [
    `${title.padEnd(60)}${'median'.padStart(10)}${'95 %'.padStart(10)}${'worst'.padStart(10)}`,
    ...all.map(
      ({ name, median, p95, worst, worstDay }) =>
        `  ${name.padEnd(58)}${[median, p95, worst].map((each) => each.toFixed(3).padStart(10)).join('')}  ${worstDay}`,
    ),
  ];
  const shares = (title: string, all: AccuracyReport['byCause']) => [
    `${title.padEnd(60)}${'mean'.padStart(10)}${'worst'.padStart(10)}`,
    ...all.map(
      ({ name, mean, worst }) =>
        `  ${name.padEnd(58)}${[mean, worst].map((each) => each.toFixed(3).padStart(10)).join('')}`,
    ),
  ];
  const panels = (name: string, { long, links, chain }: PanelErrors) =>
    `  ${name.padEnd(58)}${[errorsOf(long), errorsOf(links)]
      .map(
        (errors) =>
          `${middle(errors).toFixed(3).padStart(10)}${(errors.at(-1) ?? Number.NaN).toFixed(3).padStart(10)}`,
      )
      .join('')}${chain.panel.toFixed(2).padStart(10)}${chain.truth.toFixed(2).padStart(10)}`;
  const { jump } = report;
  const lines = [
    ...spreads('error of the total, all servers, per cent', [report.ours, ...report.usual]),
    ...spreads('the same of servers that have not lied', [report.oursOfHonest, ...report.usualOfHonest]),
    ...spreads('the same but for days of a giant away for more than 14 days', [report.oursWithoutLongAway]),
    ...shares('error by cause, per cent', report.byCause),
    ...shares('counted false figures by kind of liar, per cent', report.byLiar),
    'panel, error in points: 30 days median, worst; day to day median, worst; index of the last day, true index',
    panels('all servers', report.panel),
    panels('servers that have not lied', report.panelOfHonest),
    `half of the servers are found in one night: total ${jump.total.toFixed(2)} %, panel ${jump.panel.toFixed(3)} %, true growth ${jump.truth.toFixed(3)} %`,
  ];
  return `${lines.join('\n')}\n`;
}
