import { activeUsersOfAll, chooserCandidates } from '../../../db/queries/chooser-candidates.ts';
import { vitalReckoning } from '../../../db/queries/vitals.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import type { Candidate, Surroundings } from '../../chooser/candidate.ts';
import type { ApiContext } from '../endpoint.ts';

/** Whom the chooser chooses from. */
export interface ChooserState {
  readonly candidates: readonly Candidate[];
  readonly surroundings: Surroundings;
}

interface Kept {
  readonly state: Promise<ChooserState>;
  readonly untilMs: number;
  readonly forgotten: number;
}

/** For how long candidates are kept, in milliseconds: some ten thousand rows, of which a few change in that time. */
const keptMs = 30_000;

/** By database; one that nobody uses any more takes its candidates with it. */
const kept = new WeakMap<CensusDatabase, Kept>();

/** Reads the candidates; everybody who asks within some seconds gets the same, unless a host was forgotten meanwhile. */
export function readChooserState({ database, now, forgotten, keeping }: ApiContext): Promise<ChooserState> {
  const nowMs = now().getTime();
  const before = kept.get(database);
  if (before !== undefined && nowMs < before.untilMs && before.forgotten === forgotten()) return before.state;
  const state = read(database, now());
  kept.set(database, {
    state,
    untilMs: keeping.changedMs === 0 ? 0 : nowMs + keptMs,
    forgotten: forgotten(),
  });
  state.catch(() => kept.delete(database));
  return state;
}

async function read(database: CensusDatabase, now: Date): Promise<ChooserState> {
  const [candidates, usersActiveMonth, reckoning] = await Promise.all([
    chooserCandidates(database),
    activeUsersOfAll(database),
    vitalReckoning(database),
  ]);
  // The end of that day.
  const foundUntil = reckoning === undefined ? null : new Date(`${reckoning.found_until}T23:59:59.999Z`);
  return { candidates, surroundings: { now, usersActiveMonth, foundUntil } };
}
