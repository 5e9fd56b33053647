import { type Kysely, sql } from 'kysely';
import type { QuirkName } from '../model/quirks.ts';
import type { Database } from '../tables.ts';
import { listedInstances } from './instance-rows.ts';

/** A software some of whose instances count in a way of its own. */
export interface QuirkSoftware {
  readonly quirk: QuirkName;
  readonly software: string;
  readonly instances: number;
}

/**
 * At which software does each quirk hold now? One row a quirk and software with the number of its instances that are up
 * or failing, the most common first.
 */
export async function quirkSoftware(db: Kysely<Database>): Promise<readonly QuirkSoftware[]> {
  return listedInstances(db)
    .innerJoin(
      sql<{ quirk: QuirkName }>`lateral (select unnest(instance.quirks) as quirk)`.as('held'),
      (join) => join.onTrue(),
    )
    .where('host.status', 'in', ['up', 'failing'])
    .select((eb) => ['held.quirk', 'software.name as software', eb.fn.countAll<number>().as('instances')])
    .groupBy(['held.quirk', 'software.name'])
    .orderBy('instances', 'desc')
    .orderBy('software.name')
    .execute();
}
