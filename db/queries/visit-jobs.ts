import { sql } from 'kysely';
import type { CensusDatabase, CensusTransaction } from '../tables.ts';

/**
 * Questions about the queue that pg-boss's own interface answers only from a cache of up to a minute
 * (`getQueueStats`) or not at all. They read its `job` table, whose columns used here have been stable since version 10.
 */

/** Visits in the queue, over all workers. */
export interface UnfinishedVisits {
  readonly waiting: number;
  /** Taken by a worker: under way, about to begin, or not recorded yet. */
  readonly running: number;
}

/** How many visits wait, and how many run, over all workers? Zero before the queue was created. */
export async function unfinishedVisits(db: CensusDatabase): Promise<UnfinishedVisits> {
  const table = await sql<{ found: string | null }>`select to_regclass('pgboss.job')::text as found`.execute(
    db,
  );
  if (table.rows[0]?.found == null) return { waiting: 0, running: 0 };
  const counted = await sql<UnfinishedVisits>`
    select count(*) filter (where state <> 'active') as waiting, count(*) filter (where state = 'active') as running
    from pgboss.job where name = 'visit' and state in ('created', 'retry', 'active')`.execute(db);
  return counted.rows[0] ?? { waiting: 0, running: 0 };
}

/** How many visits wait or run, over all workers? Zero before the queue was created. */
export async function countUnfinishedVisits(db: CensusDatabase): Promise<number> {
  const { waiting, running } = await unfinishedVisits(db);
  return waiting + running;
}

/** The attempt under which a worker took a job. */
interface Attempt {
  readonly id: string;
  readonly retryCount: number;
}

/**
 * Which of these jobs are still held under the attempt that this worker took them with? Locks them until the
 * transaction ends, so that nobody takes one over between this answer and the record of its visit.
 */
export async function lockHeldJobs(
  trx: CensusTransaction,
  attempts: readonly Attempt[],
): Promise<ReadonlySet<string>> {
  const held = await sql<{
    id: string;
  }>`${heldJobsQuery(attempts)} order by job.id for update of job`.execute(trx);
  return new Set(held.rows.map((row) => row.id));
}

/** As {@link lockHeldJobs}, without a lock: true when asked. */
export async function heldJobs(
  db: CensusDatabase,
  attempts: readonly Attempt[],
): Promise<ReadonlySet<string>> {
  const held = await sql<{ id: string }>`${heldJobsQuery(attempts)}`.execute(db);
  return new Set(held.rows.map((row) => row.id));
}

const heldJobsQuery = (attempts: readonly Attempt[]) => sql`
  select job.id from pgboss.job
  join unnest(${attempts.map(({ id }) => id)}::uuid[], ${attempts.map(({ retryCount }) => retryCount)}::integer[])
    as attempt (id, retry_count) on attempt.id = job.id and attempt.retry_count = job.retry_count
  where job.name = 'visit' and job.state = 'active'`;
