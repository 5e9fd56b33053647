import type { DatasetStates } from '../model/dataset.ts';
import type { CensusDatabase } from '../tables.ts';

const unchanged = { version: '0', changedAt: null } as const;

/**
 * In which state is each dataset? Changes are counted, not only the newest one looked at: a transaction may end after one
 * that began later. Pruning makes another version too, which costs those who compare a question and nothing else.
 */
export async function datasetStates(db: CensusDatabase): Promise<DatasetStates> {
  const rows = await db
    .selectFrom('dataset_change')
    .select((eb) => [
      'dataset',
      eb.fn.countAll<number>().as('changes'),
      eb.fn.max('changed_at').as('changed_at'),
    ])
    .groupBy('dataset')
    .execute();
  const states = rows.map(
    ({ dataset, changes, changed_at }) =>
      [dataset, { version: `${changes} ${changed_at.getTime()}`, changedAt: changed_at }] as const,
  );
  return {
    ...{ instances: unchanged, rules: unchanged, history: unchanged, figures: unchanged, archive: unchanged },
    ...Object.fromEntries(states),
  };
}
