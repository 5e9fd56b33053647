import type { SeenDatasets } from '../../db/model/dataset.ts';
import { datasetStates } from '../../db/queries/dataset-states.ts';
import { countOptedOut } from '../../db/queries/removals.ts';
import type { CensusDatabase } from '../../db/tables.ts';

/**
 * What is kept in memory must not outlive a host that has asked to be forgotten, and need not be made anew while nothing has
 * changed. The site asks the database once a second how many hosts have opted out and which datasets have changed. When
 * the first number changes, everything that was kept, or is being read at that moment, is of an earlier state and is
 * given to nobody. Asking, not listening: a standby (`DATABASE_READ_URL`) sends no notice, and an answer must not be read
 * from it before the change has got there.
 */

/** How often the database is asked. */
const askEveryMs = 1_000;

// Next bundles the pages apart from the server: see site-context.ts.
const key = Symbol.for('fedicensus.census-watch');
const holder = globalThis as { [key]?: { forgotten: number; datasets: SeenDatasets | null } };
holder[key] ??= { forgotten: 0, datasets: null };
const seen = holder[key];

/** The state of what has been forgotten; a kept answer holds as long as this is what it was when it was asked for. */
export function forgettingState(): number {
  return seen.forgotten;
}

/** The states of the datasets as they were seen last; null: not seen yet. */
export function watchedDatasets(): SeenDatasets | null {
  return seen.datasets;
}

/** Watches the census until the returned function is called; resolves when no question is under way any more. */
export function watchCensus(database: CensusDatabase): () => Promise<void> {
  let hosts: number | null = null;
  let asking: Promise<void> | null = null;
  const ask = async () => {
    try {
      // Before the question: what changes meanwhile may not be seen.
      const seenAt = new Date();
      const [counted, states] = await Promise.all([countOptedOut(database), datasetStates(database)]);
      if (hosts !== null && counted !== hosts) seen.forgotten += 1;
      hosts = counted;
      seen.datasets = { states, seenAt };
    } catch {
      // While the database is away, nothing new is read from it; kept answers end by themselves.
    } finally {
      asking = null;
    }
  };
  asking = ask();
  const timer = setInterval(() => {
    asking ??= ask();
  }, askEveryMs);
  return async () => {
    clearInterval(timer);
    await asking;
  };
}
