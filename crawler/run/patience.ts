import { problemKindOf } from '../../db/problems.ts';

/** How long a run waits for its database. */
export const patiencePolicy = {
  firstPauseMs: 250,
  /** Pauses double up to here: a server that is back is noticed within five seconds. */
  maxPauseMs: 5_000,
  /** A restart takes seconds and a recovery minutes; who comes after a quarter of an hour is a person. */
  giveUpAfterMs: 15 * 60_000,
  /**
   * A server that says nothing to a statement for so long is taken for hung, and its connection is cut. No statement of a
   * crawl takes a tenth of that; one that did would be tried again.
   */
  silentServerMs: 5 * 60_000,
  /** After a stop was asked for: what waits to be written is redone by the next run, so little is lost by leaving. */
  giveUpAfterStopMs: 10_000,
} as const;

/** What waiting needs from outside. */
export interface PatienceOptions {
  readonly sleep: (ms: number) => Promise<void>;
  /** Monotonic milliseconds. */
  readonly elapsedMs: () => number;
  /** Aborted when the run is asked to stop. */
  readonly stop: AbortSignal;
  /** The database fails for a reason that passes, and is waited for. Once an outage, however many tasks wait. */
  readonly onOutage: (problem: unknown) => void;
  /** Nothing waits any more: everything that waited has succeeded or given up. */
  readonly onOutageEnd: (outage: { readonly ms: number; readonly isOver: boolean }) => void;
  /** Trouble in the background that is no outage; each kind once a minute at most. */
  readonly onProblem: (problem: unknown) => void;
}

const sameProblemEveryMs = 60_000;

/**
 * Lets a run outlive an outage of its database: a task that fails for a reason that passes (`db/problems.ts`) is done
 * again, after growing pauses, until it works, or until {@link patiencePolicy} says that it is no use. Tasks must bear
 * being repeated: a commit whose answer was lost is repeated too.
 */
export class Patience {
  readonly #options: PatienceOptions;
  readonly #toldAtMs = new Map<string, number>();
  #waiting = 0;
  #outageBeganMs = 0;
  #stoppedAtMs: number | undefined;

  constructor(options: PatienceOptions) {
    this.#options = options;
    const noteStop = () => {
      this.#stoppedAtMs = options.elapsedMs();
    };
    if (options.stop.aborted) noteStop();
    else options.stop.addEventListener('abort', noteStop, { once: true });
  }

  /** @throws what the task threw, when that does not pass or has not passed in time. */
  async outlast<Value>(task: () => Promise<Value>): Promise<Value> {
    const { elapsedMs, sleep } = this.#options;
    let failedAtMs: number | undefined;
    let isOver = false;
    try {
      for (let pauseMs: number = patiencePolicy.firstPauseMs; ; pauseMs *= 2) {
        try {
          const value = await task();
          isOver = true;
          return value;
        } catch (error) {
          if (problemKindOf(error) !== 'passing') throw error;
          if (failedAtMs === undefined) this.#beginWaiting(error);
          failedAtMs ??= elapsedMs();
          if (this.#isHopeless(failedAtMs)) throw error;
          await sleep(Math.min(pauseMs, patiencePolicy.maxPauseMs));
        }
      }
    } finally {
      if (failedAtMs !== undefined) this.#endWaiting(isOver);
    }
  }

  /** Takes trouble of something that tries again by itself, such as the queue: told unless the outage has been. */
  note(problem: unknown): void {
    const isPassing = problemKindOf(problem) === 'passing';
    if (isPassing && this.#waiting > 0) return;
    const now = this.#options.elapsedMs();
    const key = isPassing ? 'passing' : String(problem);
    const toldAtMs = this.#toldAtMs.get(key);
    if (toldAtMs !== undefined && now - toldAtMs < sameProblemEveryMs) return;
    this.#toldAtMs.set(key, now);
    this.#options.onProblem(problem);
  }

  #beginWaiting(problem: unknown): void {
    this.#waiting += 1;
    if (this.#waiting > 1) return;
    const now = this.#options.elapsedMs();
    this.#outageBeganMs = now;
    // What the queue told a moment ago was the beginning of this.
    this.#toldAtMs.set('passing', now);
    this.#options.onOutage(problem);
  }

  #endWaiting(isOver: boolean): void {
    this.#waiting -= 1;
    if (this.#waiting > 0) return;
    this.#options.onOutageEnd({ ms: this.#options.elapsedMs() - this.#outageBeganMs, isOver });
  }

  #isHopeless(failedAtMs: number): boolean {
    const now = this.#options.elapsedMs();
    if (now - failedAtMs >= patiencePolicy.giveUpAfterMs) return true;
    if (this.#stoppedAtMs === undefined) return false;
    return now - Math.max(failedAtMs, this.#stoppedAtMs) >= patiencePolicy.giveUpAfterStopMs;
  }
}
