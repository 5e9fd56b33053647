import type { CensusTransaction } from '../../db/tables.ts';
import {
  type JudgedState,
  type JudgedThrough,
  judgedThrough,
  keepStates,
  keptStates,
} from '../../db/writes/record-verdicts.ts';
import { type SeriesState, seriesStateVersion } from './quarantine/series.ts';

/** Where it is kept how far each instance has been judged, and what is remembered of it. */
export interface JudgedStates {
  readonly through: (hostIds: readonly number[]) => Promise<readonly JudgedThrough[]>;
  readonly kept: (hostIds: readonly number[]) => Promise<readonly JudgedState[]>;
  readonly keep: (states: readonly JudgedState[]) => Promise<void>;
}

/** In the database. */
export function statesInDatabase(trx: CensusTransaction): JudgedStates {
  return {
    through: (hostIds) => judgedThrough(trx, hostIds),
    kept: (hostIds) => keptStates(trx, hostIds),
    keep: (states) => keepStates(trx, states, seriesStateVersion),
  };
}

/**
 * In memory, beginning with nothing, until they are written: a whole history judged in one transaction would leave as many
 * dead rows as it has reports. Two kilobytes an instance.
 */
export function statesInMemory(): JudgedStates & {
  readonly write: (trx: CensusTransaction) => Promise<void>;
} {
  const states = new Map<number, JudgedState>();
  const some = (hostIds: readonly number[]) => hostIds.flatMap((hostId) => states.get(hostId) ?? []);
  return {
    through: async (hostIds) =>
      some(hostIds).map((state) => ({ ...state, dayBefore: dayOfState(state.stateBefore), isStale: false })),
    kept: async (hostIds) => some(hostIds),
    keep: async (fresh) => {
      for (const state of fresh) states.set(state.hostId, state);
    },
    write: async (trx) => {
      const all = [...states.values()];
      for (let start = 0; start < all.length; start += writtenAtOnce)
        await keepStates(trx, all.slice(start, start + writtenAtOnce), seriesStateVersion);
    },
  };
}

const writtenAtOnce = 1_000;

/** The day of the report that a state was left by; null when there was none. */
export function dayOfState(state: unknown) {
  return (state as SeriesState | null)?.day ?? null;
}
