import { NetError } from './failure.ts';

/** A running wall-clock limit. */
export interface Deadline {
  /** Aborts when the time is up, when one of the parents aborts, or when `stop` is called; its reason says which. */
  readonly signal: AbortSignal;
  /** Ends the work now. */
  stop(reason: Error): void;
  /** Forgets the timer and the parents; call it when the work is over. */
  clear(): void;
}

/**
 * Starts a limit of `timeoutMs` milliseconds under the given parents. Own timer and listeners instead of
 * `AbortSignal.any`, so that nothing hangs on a parent that lives as long as the run.
 */
export function startDeadline(timeoutMs: number, parents: readonly AbortSignal[]): Deadline {
  const controller = new AbortController();
  const onParent = (event: Event) => controller.abort((event.target as AbortSignal).reason);
  const timer = setTimeout(() => controller.abort(new NetError('timed-out', 'deadline')), timeoutMs);
  const clear = () => {
    clearTimeout(timer);
    for (const parent of parents) parent.removeEventListener('abort', onParent);
  };
  for (const parent of parents) parent.addEventListener('abort', onParent, { once: true });
  const aborted = parents.find((parent) => parent.aborted);
  if (aborted !== undefined) controller.abort(aborted.reason);
  return { signal: controller.signal, stop: (reason) => controller.abort(reason), clear };
}
