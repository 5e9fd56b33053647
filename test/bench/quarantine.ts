import { judgeDay, judgeList } from '../../crawler/census/quarantine/judge.ts';
import type { Report } from '../../crawler/census/quarantine/report.ts';
import type { SeriesState } from '../../crawler/census/quarantine/series.ts';
import { type LabelledServer, readLabelledServers } from '../support/labelled-servers.ts';
import { readLemmyWeeks, readServersOf2025, readSuspiciousLemmy } from '../support/server-list.ts';
import { hasSharedData } from '../support/shared-data.ts';
import {
  type Evaluation,
  evaluateRules,
  type KindCounts,
  simulateCensus,
} from '../support/simulated-census.ts';
import { type Benchmark, type BenchmarkFigure, compared, timeMs } from './benchmark.ts';

/** Active users of the list of 2025-11-09 without the servers that make their figures up, counted by hand. */
const activeUsersOf2025 = 503_296;

const simulated = { seed: 'quarantine', days: 365, honestEach: 25, liarsEach: 25, twins: 300 } as const;

/**
 * The quarantine rules: precision and recall on servers labelled by hand, on servers that were flagged for sign-ups by
 * bots, on a year of weekly lists (where every verdict is a false alarm), and on simulated lives whose lies are known.
 * The lists themselves are other people's: that part is left out without them.
 */
export const quarantineBenchmark: Benchmark = {
  name: 'quarantine',
  run: async () => {
    const figures = [...measureLabelled(readLabelledServers())];
    if (hasSharedData) figures.push(...(await measureLists()));
    else process.stderr.write('bench: quarantine skipped real lists, ../shared/data is not there\n');
    return [...figures, ...(await measureSimulated())];
  },
};

function measureLabelled(servers: readonly LabelledServer[]): readonly BenchmarkFigure[] {
  const verdicts = judgeList(servers.map(({ report }) => report));
  const caught = servers.filter(({ report }) => verdicts.has(report.domain));
  const implausible = servers.filter(({ isImplausible }) => isImplausible);
  const right = caught.filter(({ isImplausible }) => isImplausible);
  const sum = (list: readonly LabelledServer[]) =>
    list.reduce((total, { report }) => total + (report.usersActiveMonth ?? 0), 0);
  return [
    figure('quarantine.labelled.servers', 'servers', servers.length),
    figure('quarantine.labelled.precision', 'share', right.length / caught.length),
    figure('quarantine.labelled.recall', 'share', right.length / implausible.length),
    figure('quarantine.labelled.recall-by-active-users', 'share', sum(right) / sum(implausible)),
  ];
}

async function measureLists(): Promise<readonly BenchmarkFigure[]> {
  const servers = readServersOf2025();
  let verdicts: ReturnType<typeof judgeList> = new Map();
  const listMs = await timeMs(() => {
    verdicts = judgeList(servers);
  });
  const counted = servers.filter(({ domain }) => !verdicts.has(domain));
  const active = counted.reduce((total, { usersActiveMonth }) => total + (usersActiveMonth ?? 0), 0);
  const lowActivity = readSuspiciousLemmy()
    .filter(({ reasons }) => reasons.some((reason) => reason.includes('low')))
    .map(({ report }) => report);
  const botted = judgeList(lowActivity);
  const weeks = judgeSeries(readLemmyWeeks().values());
  return [
    compared('quarantine.list-2025.active-users', 'users', active, activeUsersOf2025),
    figure('quarantine.list-2025.left-out', 'servers', verdicts.size),
    figure('quarantine.list-2025.judging', 'ms', listMs),
    figure('quarantine.lemmy-bots-2023.recall', 'share', botted.size / lowActivity.length),
    figure('quarantine.lemmy-weeks.reports', 'reports', weeks.reports),
    figure('quarantine.lemmy-weeks.false-alarms', 'reports', weeks.verdicts),
  ];
}

/** Judges lists one after the other, of days in order, and counts reports and verdicts. */
function judgeSeries(days: Iterable<readonly Report[]>): {
  readonly reports: number;
  readonly verdicts: number;
} {
  const states = new Map<string, SeriesState>();
  const firstDays = new Map<string, Report['day']>();
  let [reports, verdicts] = [0, 0];
  for (const list of days) {
    // One list names some servers twice.
    const ofDay = [...new Map(list.map((report) => [report.domain, report])).values()];
    for (const { domain, day } of ofDay) if (!firstDays.has(domain)) firstDays.set(domain, day);
    const judged = judgeDay(ofDay, { states, firstDays });
    for (const [domain, state] of judged.states) states.set(domain, state);
    reports += ofDay.length;
    verdicts += judged.verdicts.size;
  }
  return { reports, verdicts };
}

async function measureSimulated(): Promise<readonly BenchmarkFigure[]> {
  const census = simulateCensus(simulated);
  const reports = [...census.values()].reduce((total, { length }) => total + length, 0);
  let evaluation: Evaluation | undefined;
  const ms = await timeMs(() => {
    evaluation = evaluateRules(census);
  });
  if (evaluation === undefined) throw new Error('nothing was evaluated');
  return [
    figure('quarantine.simulated.reports', 'reports', reports),
    figure('quarantine.simulated.judging', 'reports/s', reports / (ms / 1_000)),
    ...precisionByRule(evaluation),
    ...countsByKind(evaluation),
    figure(
      'quarantine.simulated.users-wrongly-left-out',
      'share',
      evaluation.users.wronglyLeftOut / evaluation.users.true,
    ),
    figure(
      'quarantine.simulated.users-wrongly-counted',
      'share',
      evaluation.users.wronglyCounted / evaluation.users.true,
    ),
  ];
}

const precisionByRule = ({ byRule }: Evaluation) =>
  [...byRule].map(([rule, { lies, truths }]) =>
    figure(`quarantine.simulated.precision.${rule}`, 'share', lies / (lies + truths)),
  );

function countsByKind({ byKind }: Evaluation): readonly BenchmarkFigure[] {
  const honest = [...byKind].filter(([, { isLiar }]) => !isLiar);
  const liars = [...byKind].filter(([, { isLiar }]) => isLiar);
  const total = (of: (counts: KindCounts) => number) =>
    honest.reduce((sum, [, counts]) => sum + of(counts), 0);
  const truths = total((counts) => counts.truths);
  const leftOut = total((counts) => counts.truthsCaught);
  return [
    figure(
      'quarantine.simulated.honest.servers',
      'servers',
      total(({ instances }) => instances.size),
    ),
    figure(
      ...(['quarantine.simulated.honest.servers-left-out', 'servers'] as const),
      total(({ instancesCaught }) => instancesCaught.size),
    ),
    figure('quarantine.simulated.honest.reports-left-out', 'share', leftOut / truths),
    ...honest
      .filter(([, { truthsCaught }]) => truthsCaught > 0)
      .map(([kind, { truthsCaught }]) =>
        figure(`quarantine.simulated.false-alarms.${nameOf(kind)}`, 'reports', truthsCaught),
      ),
    ...liars.flatMap(([kind, counts]) => recallOf(nameOf(kind), counts)),
  ];
}

function recallOf(name: string, counts: KindCounts): readonly BenchmarkFigure[] {
  const { instances, instancesCaught, lies, liesCaught, accountsMadeUp, accountsWronglyCounted } = counts;
  const recall = `quarantine.simulated.recall.${name}`;
  const delays = counts.delays.toSorted((a, b) => a - b);
  const delay = delays[Math.floor(delays.length / 2)];
  return [
    figure(`${recall}.reports`, 'share', liesCaught / lies),
    figure(`${recall}.servers`, 'share', instancesCaught.size / instances.size),
    ...(accountsMadeUp > 0
      ? [figure(`${recall}.accounts`, 'share', 1 - accountsWronglyCounted / accountsMadeUp)]
      : []),
    ...(delay === undefined ? [] : [figure(`quarantine.simulated.delay.${name}`, 'days', delay)]),
  ];
}

const nameOf = (kind: string) => kind.toLowerCase().replaceAll(/\W+/g, '-');

/** A figure that has nothing to be compared with; shares to four places. */
const figure = (name: string, unit: string, value: number): BenchmarkFigure => ({
  ...{ name, unit, value: Number(value.toFixed(unit === 'share' ? 4 : 0)) },
  ...{ baseline: null, ratio: null },
});
