import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Of kept walks, together; forty thousand servers take a third of a megabyte. */
const maxBytes = 64_000_000;
const bytesAnId = 8;
/** From when it was last gone on with. */
const keptMs = 3_600_000;

/**
 * Orders of servers as they were when somebody began to walk a list. Figures change while a list is walked, and with them the
 * order: a walk by the values alone gives some servers twice and others not at all. So the whole order is kept, and an
 * answer reads the servers of its part of it, as they are now.
 */
export interface InstanceWalks {
  /** Keeps a walk and gives its name. */
  begin(walk: InstanceWalk): string;
  /** Undefined: it was kept for too long, or by another process; the walk goes on by values then. */
  find(name: string): InstanceWalk | undefined;
}

/** An order, and how far it can be counted. */
export interface InstanceWalk {
  readonly hostIds: readonly number[];
  /** All that matched when it began; null: it began in the middle. */
  readonly total: number | null;
}

/** Keeps walks in this process, within bounds. */
export function createInstanceWalks(): InstanceWalks {
  const kept = new LRUCache<string, InstanceWalk>({
    maxSize: maxBytes,
    sizeCalculation: ({ hostIds }) => hostIds.length * bytesAnId + 200,
    ttl: keptMs,
    updateAgeOnGet: true,
  });
  return {
    begin: (walk) => {
      const name = randomUUID();
      kept.set(name, walk);
      return name;
    },
    find: (name) => kept.get(name),
  };
}
