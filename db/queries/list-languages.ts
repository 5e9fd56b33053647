import { type Kysely, sql } from 'kysely';
import { instanceStatuses } from '../model/status.ts';
import type { Database } from '../tables.ts';

/** A language with the number of listed instances that name it. */
export interface LanguageCount {
  /** Primary subtag in lower case (`pt` for `pt-BR`). */
  readonly language: string;
  readonly instances: number;
}

/** Which languages do the listed instances name, the most common first? One row a primary language. */
export async function listLanguages(db: Kysely<Database>): Promise<readonly LanguageCount[]> {
  return db
    .selectFrom('instance')
    .innerJoin('host', 'host.host_id', 'instance.host_id')
    .innerJoin(
      sql<{ language: string }>`lateral (select distinct lower(split_part(tag, '-', 1)) as language
        from unnest(instance.languages) as tag)`.as('spoken'),
      (join) => join.onTrue(),
    )
    .where('host.status', 'in', instanceStatuses)
    .select((eb) => ['spoken.language', eb.fn.countAll<number>().as('instances')])
    .groupBy('spoken.language')
    .orderBy('instances', 'desc')
    .orderBy('spoken.language')
    .execute();
}
