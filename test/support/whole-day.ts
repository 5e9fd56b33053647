import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { CensusDatabase } from '../../db/tables.ts';
import type { Fediverse } from '../fediverse/start.ts';

/**
 * Fails unless a crawl of one day has ended as it ought to, whatever happened on the way: every server that can be found
 * has exactly one snapshot and was recorded exactly once, nothing is left in the queue or marked as queued, and the
 * figures of the day are the sums over the snapshots and equal the truth.
 */
export async function expectWholeDay(db: CensusDatabase, fediverse: Fediverse, day: string): Promise<void> {
  const { hosts, totals } = fediverse.truth();
  const truth = hosts.filter(({ condition, isReachable }) => condition === 'healthy' && isReachable);
  const snapshots = await sql<{ name: string; day: string }>`
    select host.name, snapshot.day from snapshot join host using (host_id) order by host.name`.execute(db);
  expect(snapshots.rows).toEqual(
    truth
      .map(({ host }) => host)
      .sort()
      .map((name) => ({ name, day })),
  );
  expect(await leftovers(db)).toEqual({ queued: 0, jobs: 0, recorded_twice: 0 });
  const sums = await sql`
    select count(*) as servers_observed, sum(users_total) as users_total_observed,
      sum(local_posts) as local_posts_observed
    from snapshot where day = ${day}::date and quarantine_rule is null`.execute(db);
  const figures = await sql`
    select servers_observed, users_total_observed, local_posts_observed from day_figure
    where facet = 'network' and day = ${day}::date`.execute(db);
  expect(figures.rows).toEqual(sums.rows);
  expect(figures.rows).toEqual([
    {
      servers_observed: totals.servers,
      users_total_observed: totals.usersTotal,
      local_posts_observed: totals.localPosts,
    },
  ]);
}

async function leftovers(db: CensusDatabase): Promise<unknown> {
  const { rows } = await sql`
    select
      (select count(*) from host where queued_at is not null) as queued,
      (select count(*) from pgboss.job where name = 'visit' and state in ('created', 'retry', 'active')) as jobs,
      (select count(*) from (select from visit group by host_id having count(*) > 1) as twice) as recorded_twice`.execute(
    db,
  );
  return rows[0];
}

/** How many snapshots there are: how far a crawl has come. */
export async function countSnapshots(db: CensusDatabase): Promise<number> {
  const { rows } = await sql<{ snapshots: number }>`select count(*) as snapshots from snapshot`.execute(db);
  return rows[0]?.snapshots ?? 0;
}

/** Waits until a crawl has come that far. */
export async function recorded(db: CensusDatabase, snapshots: number): Promise<void> {
  while ((await countSnapshots(db)) < snapshots) await sleep(20);
}

/** Hosts whose visit is recorded in part: marked as visited without a record, or up without a snapshot. */
export async function torn(db: CensusDatabase): Promise<unknown[]> {
  const { rows } = await sql`
    select host.name from host
    left join visit using (host_id) left join snapshot using (host_id)
    where (host.last_visit_at is not null) <> (visit.host_id is not null)
      or (host.last_outcome = 'up') <> (snapshot.host_id is not null)`.execute(db);
  return rows;
}
