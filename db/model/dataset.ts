/**
 * Parts of the census that change apart from each other, so that an answer made of one of them holds until that one
 * changes. `instances`: what servers said, and their state. `rules`: their rules. `history`: what they reported day by
 * day. `figures`: day figures and what is reckoned from them. `archive`: other people's history. `files`: published
 * files.
 */
export const datasets = ['instances', 'rules', 'history', 'figures', 'archive', 'files'] as const;

/** One of {@link datasets}. */
export type Dataset = (typeof datasets)[number];
