import type { Kysely } from 'kysely';
import type { Database } from '../tables.ts';
import { listedInstances } from './instance-rows.ts';

/** A software with the number of listed instances that run it now. */
export interface SoftwareCount {
  readonly software: string;
  readonly instances: number;
}

/** Which software do the listed instances run, the most common first? One row a software. */
export async function listSoftware(db: Kysely<Database>): Promise<readonly SoftwareCount[]> {
  return listedInstances(db)
    .select((eb) => ['software.name as software', eb.fn.countAll<number>().as('instances')])
    .groupBy('software.name')
    .orderBy('instances', 'desc')
    .orderBy('software.name')
    .execute();
}
