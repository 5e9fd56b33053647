import { sql } from 'kysely';
import type { CensusDatabase } from '../tables.ts';

/** Longer than any transaction lasts, so that a count of changes is seen before it falls. */
const keptMinutes = 60;

/** Deletes noted changes that newer ones have made idle; the newest of each dataset stays, since it says when that was. */
export async function pruneDatasetChanges(db: CensusDatabase): Promise<void> {
  await sql`
    delete from dataset_change using (
      select dataset, max(changed_at) as newest from dataset_change group by dataset) as newest_change
    where newest_change.dataset = dataset_change.dataset and changed_at < newest
      and changed_at < now() - ${keptMinutes}::integer * interval '1 minute'`.execute(db);
}
