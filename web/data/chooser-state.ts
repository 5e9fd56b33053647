import { activeUsersOfAll, chooserCandidates } from '../../db/queries/chooser-candidates.ts';
import { vitalReckoning } from '../../db/queries/vitals.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import type { Candidate, Surroundings } from '../chooser/candidate.ts';
import { createShortCache, type ShortCache } from './short-cache.ts';

/** Whom the chooser chooses from. */
export interface ChooserState {
  readonly candidates: readonly Candidate[];
  readonly surroundings: Surroundings;
}

/** How candidates are read and kept. */
export interface ChooserReading {
  readonly now: () => Date;
  /** Whether to ask the database anew whatever is kept. @default false */
  readonly isKeptNever?: boolean;
  /** Changes when a host has been forgotten. @default see census-watch.ts */
  readonly forgotten?: () => number;
}

/** For how long candidates are kept: some ten thousand rows, of which a few change in that time. */
const keptMs = 30_000;

/** By database; one that nobody uses any more takes its candidates with it. */
const kept = new WeakMap<CensusDatabase, ShortCache<ChooserState>>();

/** Reads the candidates; everybody who asks within some seconds gets the same, unless a host was forgotten meanwhile. */
export function readChooserState(
  database: CensusDatabase,
  { now, isKeptNever = false, forgotten }: ChooserReading,
): Promise<ChooserState> {
  const load = () => loadState(database, now());
  if (isKeptNever) return load();
  const cache =
    kept.get(database) ??
    createShortCache<ChooserState>({
      timeToLiveMs: keptMs,
      maxEntries: 1,
      ...(forgotten === undefined ? {} : { state: forgotten }),
    });
  kept.set(database, cache);
  return cache.get('', load);
}

async function loadState(database: CensusDatabase, now: Date): Promise<ChooserState> {
  const [candidates, usersActiveMonth, reckoning] = await Promise.all([
    chooserCandidates(database),
    activeUsersOfAll(database),
    vitalReckoning(database),
  ]);
  // The end of that day.
  const foundUntil = reckoning === undefined ? null : new Date(`${reckoning.found_until}T23:59:59.999Z`);
  return { candidates, surroundings: { now, usersActiveMonth, foundUntil } };
}
