import type { HostName } from '../model/host-name.ts';
import { parseKeptRobots } from '../model/kept-robots.ts';
import type { OutcomeKind } from '../model/outcome.ts';
import type { Robots } from '../model/robots.ts';
import type { HostSource, HostStatus } from '../model/status.ts';
import type { CensusDatabase } from '../tables.ts';
import { visibleName } from './visible-name.ts';

/** One visit as the admin of the host is told of it. */
export interface DossierVisit {
  readonly visitedAt: Date;
  readonly outcome: OutcomeKind;
  /** A code or a short word of ours; null: nothing to add, or the name of another host. */
  readonly detail: string | null;
  readonly requests: number;
  readonly bytes: number;
  readonly durationMs: number;
}

/** What we did at one host, whether it is listed or not. */
export interface HostDossier {
  readonly status: Exclude<HostStatus, 'opted-out'>;
  readonly source: HostSource;
  readonly firstSeenAt: Date;
  /** Null: it is not asked again. */
  readonly nextVisitAt: Date | null;
  readonly lastUpAt: Date | null;
  readonly peersReadAt: Date | null;
  readonly movedTo: string | null;
  /** When the robots.txt that we keep was read; null: we keep none. */
  readonly robotsReadAt: Date | null;
  /** What that robots.txt says to us; null: we keep none, or cannot read the copy. */
  readonly robots: Robots | null;
  /** As NodeInfo names it; null: no instance. */
  readonly software: string | null;
  /** What its last answer left unread, and why; null for a host that is no instance. */
  readonly unread: {
    readonly rules: 'forbidden' | 'not-offered' | 'failed' | null;
    readonly peers: 'forbidden' | 'not-published' | 'failed' | null;
  } | null;
  /** Newest first. */
  readonly visits: readonly DossierVisit[];
}

/** What did we do at a host, and why do we know it? Undefined for one that we never heard of, or that opted out. */
export async function hostDossier(
  db: CensusDatabase,
  host: HostName,
  maxVisits: number,
): Promise<HostDossier | undefined> {
  const row = await db
    .selectFrom('host')
    .leftJoin('instance', 'instance.host_id', 'host.host_id')
    .leftJoin('release', 'release.release_id', 'instance.release_id')
    .leftJoin('software', 'software.software_id', 'release.software_id')
    .leftJoin('host_robots', 'host_robots.host_id', 'host.host_id')
    .select([
      'host.host_id',
      'host.status',
      'host.source',
      'host.first_seen_at',
      'host.next_visit_at',
      'host.last_up_at',
      'host.peers_read_at',
      visibleName('host.moved_to').as('moved_to'),
      'host_robots.read_at as robots_read_at',
      'host_robots.robots',
      'software.name as software',
      'instance.host_id as instance_id',
      'instance.rules_unread',
      'instance.peers_unread',
    ])
    .where('host.name', '=', host)
    .executeTakeFirst();
  if (row === undefined || row.status === 'opted-out') return undefined;
  return {
    status: row.status,
    source: row.source,
    firstSeenAt: row.first_seen_at,
    nextVisitAt: row.next_visit_at,
    lastUpAt: row.last_up_at,
    peersReadAt: row.peers_read_at,
    movedTo: row.moved_to,
    robotsReadAt: row.robots_read_at,
    robots: parseKeptRobots(row.robots),
    software: row.software,
    unread: row.instance_id === null ? null : { rules: row.rules_unread, peers: row.peers_unread },
    visits: await newestVisits(db, row.host_id, maxVisits),
  };
}

async function newestVisits(
  db: CensusDatabase,
  hostId: number,
  limit: number,
): Promise<readonly DossierVisit[]> {
  const rows = await db
    .selectFrom('visit')
    .select(['visited_at', 'outcome', 'detail', 'requests', 'bytes', 'duration_ms'])
    .where('host_id', '=', hostId)
    .orderBy('visited_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    visitedAt: row.visited_at,
    outcome: row.outcome,
    // Where it moved to may have asked to be forgotten since; `movedTo` knows.
    detail: row.outcome === 'moved' ? null : row.detail,
    requests: row.requests,
    bytes: row.bytes,
    durationMs: row.duration_ms,
  }));
}
