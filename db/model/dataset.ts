/**
 * Parts of the census that change apart from each other, so that an answer made of one of them holds until that one
 * changes. `instances`: what servers said, and their state. `rules`: their rules. `history`: what they reported day by
 * day. `figures`: day figures and what is reckoned from them. `archive`: other people's history. `files`: published
 * files.
 */
export const datasets = ['instances', 'rules', 'history', 'figures', 'archive', 'files'] as const;

/** One of {@link datasets}. */
export type Dataset = (typeof datasets)[number];

/** A state of a dataset: two answers made of the same state are the same. */
export interface DatasetState {
  /** Another one after every change; to be compared, not ordered. */
  readonly version: string;
  /** When it last changed; null: not since that is noted. */
  readonly changedAt: Date | null;
}

/** The state of each dataset that the database holds. */
export type DatasetStates = Readonly<Record<Exclude<Dataset, 'files'>, DatasetState>>;

/** The states as they were when the database was asked last. */
export interface SeenDatasets {
  readonly states: DatasetStates;
  readonly seenAt: Date;
}
