import type { Problem } from './problem.ts';
import type { Rendered } from './respond.ts';

/** What a request comes to: the bytes of its answer, or a problem. */
export type Outcome = { readonly kind: 'ok'; readonly rendered: Rendered } | Problem;

/** Gives one answer to many who ask the same. */
export interface AnswerCache {
  /** The kept answer to `key`, or the one that is being made, or a new one by `make`. Rejects as `make` does. */
  get(key: string, make: () => Promise<Outcome>): Promise<Outcome>;
}

interface Kept {
  readonly outcome: Outcome;
  readonly until: number;
  readonly of: number;
  readonly bytes: number;
}

/**
 * Keeps answers for a moment. A crowd that asks the same at once costs one query, also when nothing is kept yet; a
 * failure or a problem is shared by those who wait for it, and never kept.
 *
 * @param options.keepMs how long an answer is kept, in milliseconds; 0: only while it is being made.
 * @param options.maxBytes of all kept answers; the oldest go first.
 * @param options.state an answer that was asked for in another state is not given: a host may have been forgotten since.
 */
export function createAnswerCache(options: {
  readonly keepMs: number;
  readonly maxBytes: number;
  readonly now: () => Date;
  readonly state: () => number;
}): AnswerCache {
  const { keepMs, maxBytes, now, state } = options;
  const kept = new Map<string, Kept>();
  const inTheMaking = new Map<string, { readonly making: Promise<Outcome>; readonly of: number }>();
  let bytes = 0;

  const drop = (key: string) => {
    bytes -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };
  const keep = (key: string, outcome: Outcome, of: number) => {
    if (outcome.kind !== 'ok' || keepMs === 0 || of !== state()) return;
    drop(key);
    // Two bytes a character at most, in memory as on the wire nearly always fewer.
    const size = (key.length + outcome.rendered.text.length) * 2;
    kept.set(key, { outcome, until: now().getTime() + keepMs, of, bytes: size });
    bytes += size;
    for (const oldest of kept.keys()) {
      if (bytes <= maxBytes) break;
      drop(oldest);
    }
  };
  return {
    get: (key, make) => {
      const of = state();
      const found = kept.get(key);
      if (found !== undefined && found.of === of && now().getTime() < found.until)
        return Promise.resolve(found.outcome);
      const running = inTheMaking.get(key);
      if (running?.of === of) return running.making;
      const making = make()
        .then((outcome) => {
          keep(key, outcome, of);
          return outcome;
        })
        .finally(() => {
          if (inTheMaking.get(key)?.making === making) inTheMaking.delete(key);
        });
      inTheMaking.set(key, { making, of });
      return making;
    },
  };
}
