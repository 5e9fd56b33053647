import { forgettingState } from './census-watch.ts';

/** How long answers are kept, and how many. */
export interface ShortCacheOptions<Value> {
  /** From the moment the answer arrived. */
  readonly timeToLiveMs: number;
  /** At most so many answers; the one unused for longest goes first. At least 1. */
  readonly maxEntries: number;
  /** Whether an answer is worth keeping. @default every one */
  readonly isKept?: (value: Value) => boolean;
  /** The clock, in milliseconds. @default performance.now */
  readonly now?: () => number;
  /** An answer that was asked for in another state is not given. @default see census-watch.ts */
  readonly state?: () => number;
}

/** Answers by key, kept for a short time. */
export interface ShortCache<Value> {
  /** The kept answer, or a new one. Callers who ask for the same key at once share one load; failures are not kept. */
  get(key: string, load: () => Promise<Value>): Promise<Value>;
}

/**
 * Keeps answers of the database for a short time, so that a page that many people read at once costs one query.
 * Memory is bounded by `maxEntries`, whatever keys readers invent.
 */
export function createShortCache<Value>(options: ShortCacheOptions<Value>): ShortCache<Value> {
  const { timeToLiveMs, maxEntries, isKept = () => true, now = () => performance.now() } = options;
  const { state = forgettingState } = options;
  const kept = new Map<string, { readonly value: Value; readonly arrivedMs: number; readonly of: number }>();
  const loading = new Map<string, { readonly answer: Promise<Value>; readonly of: number }>();

  const keep = (key: string, value: Value, of: number) => {
    if (!isKept(value) || of !== state()) return;
    kept.set(key, { value, arrivedMs: now(), of });
    const [oldest] = kept.keys();
    if (kept.size > maxEntries && oldest !== undefined) kept.delete(oldest);
  };
  const loadOnce = async (key: string, load: () => Promise<Value>, of: number) => {
    try {
      const value = await load();
      keep(key, value, of);
      return value;
    } finally {
      if (loading.get(key)?.of === of) loading.delete(key);
    }
  };
  return {
    async get(key, load) {
      const of = state();
      const entry = kept.get(key);
      kept.delete(key);
      if (entry !== undefined && entry.of === of && now() - entry.arrivedMs < timeToLiveMs) {
        // Put back at the end: a Map remembers the order of insertion.
        kept.set(key, entry);
        return entry.value;
      }
      const running = loading.get(key);
      if (running?.of === of) return running.answer;
      const answer = loadOnce(key, load, of);
      loading.set(key, { answer, of });
      return answer;
    },
  };
}
