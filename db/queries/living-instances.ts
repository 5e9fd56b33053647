import type { Kysely } from 'kysely';
import type { Database } from '../tables.ts';

/** How well the crawl keeps up with the servers that live: those that were up at their newest visit. */
export interface LivingInstances {
  readonly instances: number;
  /** Visited within the 24 hours before. */
  readonly visitedInDay: number;
  /** The others: each should have been visited again. */
  readonly overdue: number;
  /** Since when the one is due that has waited longest; null when none is. */
  readonly oldestDueAt: Date | null;
}

/** How many instances live, how many of them were visited within 24 hours, and since when is one due? */
export async function livingInstances(db: Kysely<Database>, now: Date): Promise<LivingInstances> {
  const dayAgo = new Date(now.getTime() - 86_400_000);
  const row = await db
    .selectFrom('host')
    .select((eb) => [
      eb.fn.countAll<number>().as('instances'),
      eb.fn.countAll<number>().filterWhere('last_visit_at', '>', dayAgo).as('visitedInDay'),
      eb.fn.min('next_visit_at').filterWhere('next_visit_at', '<=', now).as('oldestDueAt'),
    ])
    .where('status', '=', 'up')
    .executeTakeFirstOrThrow();
  return { ...row, overdue: row.instances - row.visitedInDay };
}

/** Which living instance has been due for longest? Null when none is. */
export async function oldestDueInstance(db: Kysely<Database>, now: Date): Promise<string | null> {
  const row = await db
    .selectFrom('host')
    .select('name')
    .where('status', '=', 'up')
    .where('next_visit_at', '<=', now)
    .orderBy('next_visit_at')
    .orderBy('host_id')
    .limit(1)
    .executeTakeFirst();
  return row?.name ?? null;
}

/** How many hosts of any kind are due, and since when is a living instance? For a gauge that is read every few seconds. */
export async function dueNow(
  db: Kysely<Database>,
  now: Date,
): Promise<{ readonly hosts: number; readonly oldestLivingDueAt: Date | null }> {
  return db
    .selectFrom('host')
    .select((eb) => [
      eb.fn.countAll<number>().as('hosts'),
      eb.fn.min('next_visit_at').filterWhere('status', '=', 'up').as('oldestLivingDueAt'),
    ])
    .where('next_visit_at', '<=', now)
    .executeTakeFirstOrThrow();
}
