/** Ends what runs beside a crawl; resolves when nothing of it runs any more. */
export type StopBackground = () => Promise<void>;

/**
 * Runs a task now and then, beside everything else, until it is stopped. One that is still running is not doubled; one that
 * fails is told, and tried again.
 */
export function repeat(
  task: () => Promise<void>,
  everyMs: number,
  onProblem: (problem: unknown) => void,
): StopBackground {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= task()
      .catch(onProblem)
      .finally(() => {
        running = null;
      });
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** As {@link repeat}, for a task that runs at once and once only. */
export function once(task: () => Promise<void>, onProblem: (problem: unknown) => void): StopBackground {
  const running = task().catch(onProblem);
  return () => running;
}
