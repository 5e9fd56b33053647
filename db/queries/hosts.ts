import { sql } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import type { HostStatus } from '../model/status.ts';
import { visitRanks } from '../model/visit-rank.ts';
import type { KeptRobots } from '../model/visit-record.ts';
import type { CensusDatabase } from '../tables.ts';

/** What a visit needs to know of its host. */
export interface HostState {
  readonly host: HostName;
  readonly status: HostStatus;
  readonly firstSeenAt: Date;
  readonly lastUpAt: Date | null;
  readonly consecutiveFailures: number;
  /** When the first of these failures was; null when the last visit did not fail. */
  readonly failingSince: Date | null;
  readonly peersReadAt: Date | null;
  /** Where its peer list goes on, when it is given in pages and an earlier visit did not get to its end. */
  readonly peersCursor: string | null;
  /** What its robots.txt said when it was last read; null when nothing is kept. */
  readonly robots: KeptRobots | null;
  /** Whether another instance says that its accounts are known under this name. */
  readonly isClaimed: boolean;
}

/** What do we know of these hosts? One entry a host that is in the table; opted-out ones, and those set aside, are left out. */
export async function hostStates(
  db: CensusDatabase,
  hosts: readonly HostName[],
): Promise<ReadonlyMap<HostName, HostState>> {
  if (hosts.length === 0) return new Map();
  const rows = await db
    .selectFrom('host')
    .leftJoin('host_robots', 'host_robots.host_id', 'host.host_id')
    .select((eb) => [
      'name',
      'status',
      eb
        .exists(
          eb
            .selectFrom('instance')
            .whereRef('instance.account_domain', '=', 'host.name')
            .whereRef('instance.host_id', '<>', 'host.host_id'),
        )
        .$castTo<boolean>()
        .as('isClaimed'),
      'peers_cursor as peersCursor',
      'first_seen_at as firstSeenAt',
      'last_up_at as lastUpAt',
      'consecutive_failures as consecutiveFailures',
      'failing_since as failingSince',
      'peers_read_at as peersReadAt',
      'host_robots.read_at as robotsReadAt',
      'host_robots.robots',
    ])
    .where('name', 'in', hosts)
    .where('status', 'not in', ['opted-out', 'wildcard'])
    .execute();
  return new Map(
    rows.map(({ name, robotsReadAt, robots, ...state }) => {
      const kept = robotsReadAt === null ? null : { readAt: robotsReadAt, robots };
      return [name as HostName, { ...state, host: name as HostName, robots: kept }];
    }),
  );
}

/** How many hosts are due and wait for a visit, and since when is the oldest of them due? */
export async function dueHosts(
  db: CensusDatabase,
  now: Date,
): Promise<{ readonly due: number; readonly oldestDueAt: Date | null }> {
  return db
    .selectFrom('host')
    .select((eb) => [eb.fn.countAll<number>().as('due'), eb.fn.min('next_visit_at').as('oldestDueAt')])
    .where('next_visit_at', '<=', now)
    .executeTakeFirstOrThrow();
}

/** How many hosts are due and in nobody's queue? Reads `host_due_idx` alone, rank by rank: cheap enough to ask often. */
export async function countUnqueuedDue(db: CensusDatabase, now: Date): Promise<number> {
  const { due } = await db
    .selectFrom('host')
    .select((eb) => eb.fn.countAll<number>().as('due'))
    .where('visit_rank', 'in', Object.values(visitRanks))
    .where('next_visit_at', '<=', now)
    .where('queued_at', 'is', null)
    .executeTakeFirstOrThrow();
  return due;
}

/** How many hosts have each status? One entry a status that occurs. */
export async function countHostsByStatus(db: CensusDatabase): Promise<ReadonlyMap<HostStatus, number>> {
  const rows = await db
    .selectFrom('host')
    .select((eb) => ['status', eb.fn.countAll<number>().as('hosts')])
    .groupBy('status')
    .execute();
  return new Map(rows.map((row) => [row.status, row.hosts]));
}

/** How did the visits since an instant end? One entry an outcome that occurs, the most common first. */
export async function countOutcomesSince(
  db: CensusDatabase,
  since: Date,
): Promise<Readonly<Record<string, number>>> {
  const rows = await db
    .selectFrom('visit')
    .select((eb) => ['outcome', eb.fn.countAll<number>().as('visits')])
    .where('visited_at', '>', since)
    .groupBy('outcome')
    .orderBy('visits', 'desc')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.outcome, row.visits]));
}

/** Is there any host yet? */
export async function hasHosts(db: CensusDatabase): Promise<boolean> {
  const row = await db.selectFrom('host').select(sql<number>`1`.as('one')).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** How did the newest visits to these hosts end? Hosts that were never visited are left out, names unknown too. */
export async function lastOutcomes(
  db: CensusDatabase,
  hosts: readonly HostName[],
): Promise<readonly { readonly host: string; readonly outcome: string; readonly wasEverUp: boolean }[]> {
  if (hosts.length === 0) return [];
  const rows = await db
    .selectFrom('host')
    .select(['name', 'last_outcome', 'last_up_at'])
    .where('name', 'in', hosts)
    .where('last_outcome', 'is not', null)
    .orderBy('host_id')
    .execute();
  return rows.map((row) => ({
    host: row.name,
    outcome: row.last_outcome ?? '',
    wasEverUp: row.last_up_at !== null,
  }));
}
