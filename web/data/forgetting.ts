import { countOptedOut } from '../../db/queries/removals.ts';
import type { CensusDatabase } from '../../db/tables.ts';

/**
 * What is kept in memory must not outlive a host that has asked to be forgotten. The site asks the database once a second
 * how many hosts have opted out; when the number changes, everything that was kept, or is being read at that moment, is
 * of an earlier state and is given to nobody. Asking, not listening: a standby (`DATABASE_READ_URL`) sends no notice, and
 * an answer must not be read from it before the opt-out has got there.
 */

/** How often the database is asked. */
const askEveryMs = 1_000;

// Next bundles the pages apart from the server: see site-context.ts.
const key = Symbol.for('fedicensus.forgetting');
const holder = globalThis as { [key]?: { state: number } };
holder[key] ??= { state: 0 };
const seen = holder[key];

/** The state of what has been forgotten; a kept answer holds as long as this is what it was when it was asked for. */
export function forgettingState(): number {
  return seen.state;
}

/** Watches for opt-outs until the returned function is called; resolves when no question is under way any more. */
export function watchForgetting(database: CensusDatabase): () => Promise<void> {
  let hosts: number | null = null;
  let asking: Promise<void> | null = null;
  const ask = async () => {
    try {
      const counted = await countOptedOut(database);
      if (hosts !== null && counted !== hosts) seen.state += 1;
      hosts = counted;
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
