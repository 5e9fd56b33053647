import { LRUCache } from 'lru-cache';
import { describeDatabaseProblem } from '../../db/client.ts';
import type { Dataset, DatasetStates, SeenDatasets } from '../../db/model/dataset.ts';
import type { Problem } from './problem.ts';
import type { Representation } from './representation.ts';

/** What a request comes to: an answer, or a problem. */
export type Outcome =
  | {
      readonly kind: 'ok';
      readonly representation: Representation;
      /** The database is away or overburdened, and this is from before: so many seconds ago. Null: it is what holds now. */
      readonly staleSeconds: number | null;
    }
  | Problem;

/** How an answer is made, and what it is made of. */
export interface AnswerSource {
  readonly datasets: readonly Dataset[];
  /** For how long it may be kept outside. */
  readonly maxAgeSeconds: number;
  readonly make: () => Promise<Representation | Problem>;
}

/** Gives one answer to many who ask the same. */
export interface AnswerCache {
  /** The kept answer to `key` that holds now; undefined: there is none. Asks nobody. */
  peek(key: string): Representation | undefined;
  /** The kept answer to `key`, or the one that is being made, or a new one. Rejects as `make` does. */
  get(key: string, source: AnswerSource): Promise<Outcome>;
}

/** How long answers are kept. */
export interface Keeping {
  /** Though the data have changed, in milliseconds: during a crawl they always do. 0: not at all. */
  readonly changedMs: number;
  /** While the data have not changed, in milliseconds. What depends on the time of day must not grow old. */
  readonly unchangedMs: number;
  /** While the database is away, in milliseconds, when no host is named. */
  readonly staleMs: number;
  /**
   * The same for answers that may name a host. A host that asks to be forgotten is to be gone within two minutes, and
   * nobody can tell us of it while we do not reach the database.
   */
  readonly staleNamingMs: number;
}

/** As the site does it. */
export const keeping: Keeping = {
  changedMs: 5_000,
  unchangedMs: 600_000,
  staleMs: 86_400_000,
  staleNamingMs: 60_000,
};

interface Kept {
  readonly representation: Representation;
  readonly source: AnswerSource;
  readonly madeAtMs: number;
  readonly forgotten: number;
  /** Null: its datasets were not known, or cannot be watched. */
  readonly version: string | null;
}

/**
 * Keeps answers until their data change. A crowd that asks the same at once costs one query, also when nothing is kept yet; a
 * failure or a problem is shared by those who wait for it, and never kept. While the database is away, an answer from
 * before is better than none, if it is not too old.
 *
 * @param options.maxBytes of all kept answers; what nobody asked for goes first.
 * @param options.forgotten an answer that was asked for in another state is not given: a host may have been forgotten since.
 * @param options.datasets the states of the data as they are known; null: not at all.
 */
export function createAnswerCache(options: {
  readonly keeping: Keeping;
  readonly maxBytes: number;
  readonly now: () => Date;
  readonly forgotten: () => number;
  readonly datasets: () => SeenDatasets | null;
}): AnswerCache {
  const { keeping: times, maxBytes, now, forgotten, datasets } = options;
  const kept = new LRUCache<string, Kept>({
    maxSize: maxBytes,
    // With every coding of it, which are smaller than it is; texts of addresses are two bytes a character at most.
    sizeCalculation: ({ representation }, key) => representation.bytes * 3 + key.length * 2 + 1_000,
  });
  const inTheMaking = new Map<string, { readonly making: Promise<Outcome>; readonly forgotten: number }>();

  const holds = ({ forgotten: of, madeAtMs, source, version }: Kept): boolean => {
    const ageMs = now().getTime() - madeAtMs;
    if (of !== forgotten() || ageMs >= times.unchangedMs) return false;
    // What may be old outside for more than a minute may be so inside: it is costly to make.
    const costlyMs = times.changedMs === 0 ? 0 : (source.maxAgeSeconds - 60) * 1000;
    if (ageMs < Math.max(times.changedMs, costlyMs)) return true;
    return version !== null && version === versionOf(source.datasets, statesNow(datasets(), now()));
  };
  const lastOne = (key: string, error: unknown): Outcome => {
    const before = kept.get(key);
    const isItsDatabase = describeDatabaseProblem(error) !== undefined;
    if (before === undefined || !isItsDatabase || before.forgotten !== forgotten()) throw error;
    const { source, version } = before;
    const seen = datasets();
    const heldThen = seen !== null && version !== null && version === versionOf(source.datasets, seen.states);
    // It was as good as new until the database was last heard of.
    const ageMs = now().getTime() - Math.max(before.madeAtMs, heldThen ? seen.seenAt.getTime() : 0);
    if (ageMs >= (namesHosts(source.datasets) ? times.staleNamingMs : times.staleMs)) throw error;
    const { representation } = before;
    return { kind: 'ok', representation, staleSeconds: Math.ceil(ageMs / 1000) };
  };
  const makeOnce = async (key: string, source: AnswerSource): Promise<Outcome> => {
    // Both before the question: what changes meanwhile makes another state, and the answer is asked for again.
    const of = { forgotten: forgotten(), version: versionOf(source.datasets, datasets()?.states ?? null) };
    const made = await source.make();
    if ('kind' in made) return made;
    if (times.unchangedMs > 0 && of.forgotten === forgotten())
      kept.set(key, { representation: made, source, madeAtMs: now().getTime(), ...of });
    return { kind: 'ok', representation: made, staleSeconds: null };
  };
  return {
    peek: (key) => {
      const found = kept.get(key);
      return found !== undefined && holds(found) ? found.representation : undefined;
    },
    get: (key, source) => {
      const found = kept.get(key);
      if (found !== undefined && holds(found))
        return Promise.resolve({ kind: 'ok', representation: found.representation, staleSeconds: null });
      const running = inTheMaking.get(key);
      if (running?.forgotten === forgotten()) return running.making;
      const making = makeOnce(key, source)
        .catch((error: unknown) => lastOne(key, error))
        .finally(() => {
          if (inTheMaking.get(key)?.making === making) inTheMaking.delete(key);
        });
      inTheMaking.set(key, { making, forgotten: forgotten() });
      return making;
    },
  };
}

/** When nothing has been heard of the database for so long, nobody knows whether its data have changed. */
const trustedMs = 10_000;

/** The states of the datasets as far as they can be relied on. */
export function statesNow(seen: SeenDatasets | null, now: Date): DatasetStates | null {
  return seen !== null && now.getTime() - seen.seenAt.getTime() < trustedMs ? seen.states : null;
}

/** When the data of an answer last changed; null: not known. */
export function lastChangeOf(used: readonly Dataset[], states: DatasetStates | null): Date | null {
  const times = used.flatMap((dataset) => (dataset === 'files' ? [] : (states?.[dataset].changedAt ?? [])));
  return times.length === 0 ? null : new Date(Math.max(...times.map((time) => time.getTime())));
}

/** The state of all that an answer is made of; null when one is not watched: published files are no table. */
export function versionOf(used: readonly Dataset[], states: DatasetStates | null): string | null {
  if (states === null || used.includes('files')) return null;
  return used.map((dataset) => (dataset === 'files' ? '' : states[dataset].version)).join(';');
}

function namesHosts(used: readonly Dataset[]): boolean {
  return used.some((dataset) => dataset !== 'figures' && dataset !== 'archive');
}
