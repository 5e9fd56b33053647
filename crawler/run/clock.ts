/**
 * The run's clock: real time, or a time that starts at `start` and goes on from there (`--now`). Moves by a monotonic
 * source, so that a machine whose clock is set during a run does not bend its time stamps.
 *
 * @param start where the clock begins.
 * @param elapsedMs milliseconds since the clock was made, never going back.
 */
export function openClock(start: Date, elapsedMs: () => number): () => Date {
  const startMs = start.getTime();
  return () => new Date(startMs + Math.round(elapsedMs()));
}
