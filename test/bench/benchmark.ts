/** One measured figure (CONTRACT: a line of `npm run bench`). */
export interface BenchmarkFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with, in the same unit, measured in the same run; null when there is nothing to compare. */
  readonly baseline: number | null;
  /** `value / baseline`; null without a baseline. */
  readonly ratio: number | null;
}

/** A benchmark: a name to choose it by, and what it measures. */
export interface Benchmark {
  readonly name: string;
  readonly run: () => Promise<readonly BenchmarkFigure[]>;
}

/** A figure beside its baseline. */
export function compared(name: string, unit: string, value: number, baseline: number): BenchmarkFigure {
  return { name, unit, value: round(value), baseline: round(baseline), ratio: round(value / baseline) };
}

/** A figure that there is nothing to compare with. */
export function alone(name: string, unit: string, value: number): BenchmarkFigure {
  return { name, unit, value: round(value), baseline: null, ratio: null };
}

/** Three significant digits: the machine is noisier than that. */
const round = (value: number) => Number(value.toPrecision(3));

/** The median of an odd number of runs of two tasks, taken in turns, in milliseconds each. */
export async function medianMs(
  runs: number,
  task: () => unknown,
  baseline: () => unknown,
): Promise<{ readonly taskMs: number; readonly baselineMs: number }> {
  const taskRuns: number[] = [];
  const baselineRuns: number[] = [];
  for (let each = 0; each < runs; each += 1) {
    taskRuns.push(await timeMs(task));
    baselineRuns.push(await timeMs(baseline));
  }
  return { taskMs: median(taskRuns), baselineMs: median(baselineRuns) };
}

/** How long a task takes, in milliseconds. */
export async function timeMs(task: () => unknown): Promise<number> {
  const startedAtMs = performance.now();
  await task();
  return performance.now() - startedAtMs;
}

/** The median of an odd number of values; 0 of none. */
export const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
