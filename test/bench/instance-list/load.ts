import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** A run of requests: as many at a time as there are connections, or so many a second, whether earlier ones have ended or not. */
export interface Load {
  /** Without a slash at the end. */
  readonly origin: string;
  /** Asked in turn, from the first again. */
  readonly paths: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  /** Null: each connection asks again at once. Otherwise requests come at random, so many a second in the mean. */
  readonly perSecond: number | null;
}

/** Sends requests from a thread of their own; returns how long each answer took, in milliseconds, from when it was due. */
export async function load(options: Load): Promise<readonly number[]> {
  const worker = new Worker(new URL('./load-worker.ts', import.meta.url), { workerData: options });
  const [times] = (await once(worker, 'message')) as [readonly number[]];
  await worker.terminate();
  return times;
}

/** The value below which such a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
