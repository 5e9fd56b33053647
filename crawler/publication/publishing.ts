import type { CensusDatabase } from '../../db/tables.ts';

/** What a process that publishes has at hand; it holds the lock (`db/writes/publication-lock.ts`). */
export interface Publishing {
  readonly db: CensusDatabase;
  /** The folder of all that is published: `exports` in the data folder. */
  readonly root: string;
  /** The instant as of which it is done. */
  readonly now: Date;
  /** The site's address, which stands in every file. */
  readonly source: string;
  /** Ends the work with its reason as the error: a stop, or a lost lock. */
  readonly signal: AbortSignal;
  /** Told a line about what has been done. */
  readonly tell: (line: string) => void;
}
