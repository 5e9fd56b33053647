import { sql } from 'kysely';
import { seedArchive } from '../../../crawler/archive/seed-archive.ts';
import { rollUpDays } from '../../../crawler/census/roll-up.ts';
import { parseUtcDay } from '../../../db/model/utc-day.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import { censusNow, fillCensus, inventedInCensus } from '../../support/census.ts';
import { InstanceSeed } from '../instance-list/seed-instances.ts';

/** The day on which the seeded servers answered, and the running one after it, on which they are carried. */
const largeDays = ['2026-11-23', '2026-11-24'].flatMap((day) => parseUtcDay(day) ?? []);

/**
 * Fills a migrated, empty database: the invented census with its 45 days of history and its notable servers, and as many seeded
 * servers beside it as make up the number; Mastodon's own history, and the topics of all rules.
 *
 * @param instances at least as many as the invented census has.
 */
export async function fillLargeCensus(db: CensusDatabase, instances: number): Promise<void> {
  await fillCensus(db);
  const there = await countInstances(db);
  await new InstanceSeed(db, instances - there, inventedInCensus).addAll();
  await rollUpDays(db, largeDays, censusNow);
  await seedArchive(db, censusNow);
  await sql`vacuum analyze`.execute(db);
  if ((await countInstances(db)) !== instances) throw new Error('The census has another size.');
}

async function countInstances(db: CensusDatabase): Promise<number> {
  const { count } = await db
    .selectFrom('instance')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
