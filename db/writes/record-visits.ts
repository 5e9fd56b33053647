import { sql, type Transaction } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import type { PeerRefusal } from '../model/peer-refusals.ts';
import { utcDayOf } from '../model/utc-day.ts';
import { visitRanks } from '../model/visit-rank.ts';
import type { InstanceReading, VisitRecord } from '../model/visit-record.ts';
import type { Database } from '../tables.ts';
import { addHosts } from './add-hosts.ts';
import { countNamers } from './count-namers.ts';
import { countRefusals } from './count-refusals.ts';
import { endLateVisits } from './end-late-visits.ts';
import { forgetHosts } from './forget-host.ts';
import { keepRobots } from './keep-robots.ts';
import { noteLateDays, noteReplacedReports } from './note-stale-days.ts';
import { type ReportedFigures, recordHostDays } from './record-host-days.ts';
import { type RulesReadAt, recordRules } from './record-rules.ts';
import { resolveAliases } from './resolve-aliases.ts';
import { resolveFacetSets } from './resolve-facet-sets.ts';
import { resolveReleases } from './resolve-releases.ts';
import { arePeersDone, type FoundInstance, reportedColumns, upsertInstances } from './upsert-instances.ts';
import { weighIntroducers } from './weigh-introducers.ts';

type UpRecord = VisitRecord & { readonly instance: InstanceReading };

/**
 * Writes a batch of visits: the visit log, each host's place in the schedule, instances, snapshots, rules and newly
 * named hosts. Everything is an upsert, so a batch written twice changes nothing. The caller completes the jobs in the
 * same transaction.
 *
 * Visits of hosts that have opted out or been set aside meanwhile, or that the table does not know, are dropped.
 *
 * @param isKnown names that are in the frontier already, so that they need not be looked for again.
 * @returns how many hosts the batch added to the frontier.
 */
export async function recordVisits(
  trx: Transaction<Database>,
  records: readonly VisitRecord[],
  isKnown: (name: HostName) => boolean = () => false,
): Promise<{ readonly newHosts: number }> {
  // All of them may have been taken over by another worker.
  if (records.length === 0) return { newHosts: 0 };
  const locked = await lockHosts(trx, records);
  const kept = records.filter((record) => locked.has(record.host));
  const idOf = (record: VisitRecord) => locked.get(record.host)?.hostId ?? 0;
  if (kept.length > 0) {
    await insertVisits(trx, kept, idOf);
    // A visit that is recorded after a later one of its host has its place in history, and says nothing of today.
    const newest = kept.filter((record) => !isLate(locked, record));
    await updateHosts(trx, newest, idOf);
    await endLateVisits(
      trx,
      kept
        .filter((record) => !newest.includes(record))
        .map((record) => ({ hostId: idOf(record), nextVisitAt: record.nextVisitAt })),
    );
    await keepRobots(
      trx,
      kept.flatMap((record) => (record.robots === null ? [] : [{ hostId: idOf(record), ...record.robots }])),
    );
    await recordInstances(trx, kept, newest, idOf);
    await weighIntroducers(
      trx,
      kept.flatMap(({ host, outcome }) => {
        const introducedBy = locked.get(host)?.introducedBy ?? null;
        return introducedBy === null ? [] : [{ introducedBy, outcome }];
      }),
    );
    await forgetHosts(
      trx,
      kept.filter((record) => record.status === 'opted-out').map((record) => record.host),
    );
  }
  const newHosts = await addNamedHosts(trx, kept, { idOf, isKnown });
  await countNamers(
    trx,
    kept.map((record) => ({ namer: record.host, hosts: record.peers?.hosts ?? [] })),
  );
  await resolveAliases(
    trx,
    kept
      .filter((record) => isUp(record) && !isLate(locked, record))
      .map((record) => ({ hostId: idOf(record), host: record.host, visitedAt: record.visitedAt })),
  );
  return { newHosts };
}

const isUp = (record: VisitRecord): record is UpRecord => record.instance !== null;

interface LockedHost {
  readonly hostId: number;
  /** Who introduced it, when this is the first visit since then. */
  readonly introducedBy: number | null;
  readonly lastVisitAt: Date | null;
}

/** A wish to be forgotten is never late. */
const isLate = (hosts: ReadonlyMap<string, LockedHost>, { host, visitedAt, status }: VisitRecord) =>
  status !== 'opted-out' && visitedAt < (hosts.get(host)?.lastVisitAt ?? visitedAt);

/** Locks the hosts of a batch in one order, so that two batches never deadlock on them. */
async function lockHosts(
  trx: Transaction<Database>,
  records: readonly VisitRecord[],
): Promise<ReadonlyMap<string, LockedHost>> {
  const rows = await trx
    .selectFrom('host')
    .select(['host_id', 'name', 'introduced_by', 'last_visit_at'])
    .where(
      'name',
      'in',
      records.map((record) => record.host),
    )
    .where('status', 'not in', ['opted-out', 'wildcard'])
    .orderBy('host_id')
    .forUpdate()
    .execute();
  return new Map(
    rows.map((row) => {
      const introducedBy = row.last_visit_at === null ? row.introduced_by : null;
      return [row.name, { hostId: row.host_id, introducedBy, lastVisitAt: row.last_visit_at }];
    }),
  );
}

async function insertVisits(
  trx: Transaction<Database>,
  records: readonly VisitRecord[],
  idOf: (record: VisitRecord) => number,
): Promise<void> {
  await trx
    .insertInto('visit')
    .values(
      records.map((record) => ({
        host_id: idOf(record),
        visited_at: record.visitedAt,
        outcome: record.outcome,
        detail: record.detail,
        requests: record.requests,
        bytes: record.bytes,
        duration_ms: record.durationMs,
      })),
    )
    .onConflict((conflict) => conflict.columns(['host_id', 'visited_at']).doNothing())
    .execute();
}

async function updateHosts(
  trx: Transaction<Database>,
  records: readonly VisitRecord[],
  idOf: (record: VisitRecord) => number,
): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map((record) => ({
    host_id: idOf(record),
    status: record.status,
    next_visit_at: record.nextVisitAt,
    visited_at: record.visitedAt,
    is_up: record.instance !== null,
    outcome: record.outcome,
    failures: record.consecutiveFailures,
    // A list that failed is asked for again at the next visit; one that has more pages goes on there.
    read_peers: arePeersDone(record),
    peers_cursor: record.peers?.next ?? null,
    moved_to: record.movedTo,
  }));
  await sql`
    update host set
      status = visited.status,
      visit_rank = case when visited.is_up then 0 else host.visit_rank end,
      next_visit_at = visited.next_visit_at,
      queued_at = null,
      last_visit_at = visited.visited_at,
      last_up_at = case when visited.is_up then visited.visited_at else host.last_up_at end,
      last_outcome = visited.outcome,
      consecutive_failures = visited.failures,
      failing_since = case when visited.failures > 0 then coalesce(host.failing_since, visited.visited_at) end,
      peers_read_at = case when visited.read_peers then visited.visited_at else host.peers_read_at end,
      peers_cursor = case when visited.is_up then visited.peers_cursor else host.peers_cursor end,
      -- One that had moved stays so while it does not answer.
      moved_to = case when visited.status = 'moved' then coalesce(visited.moved_to, host.moved_to) end,
      -- Of a host that is up, an alias perhaps: resolveAliases decides.
      moved_at = case when visited.status = 'moved' then coalesce(host.moved_at, visited.visited_at)
        when visited.is_up then host.moved_at end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as visited (
      host_id bigint, status text, next_visit_at timestamptz, visited_at timestamptz, is_up boolean, outcome text,
      failures integer, read_peers boolean, peers_cursor text, moved_to text)
    where host.host_id = visited.host_id`.execute(trx);
}

/** Writes what hosts said: the newest of it, their day, and their rules. */
async function recordInstances(
  trx: Transaction<Database>,
  records: readonly VisitRecord[],
  newest: readonly VisitRecord[],
  idOf: (record: VisitRecord) => number,
): Promise<void> {
  const up = records.filter(isUp);
  const releaseOf = await resolveReleases(
    trx,
    up.map(({ instance }) => instance),
  );
  const found = up.map((record) => ({
    hostId: idOf(record),
    releaseId: releaseOf(record.instance),
    record,
  }));
  const newestFound = found.filter(({ record }) => newest.includes(record));
  await upsertInstances(trx, newestFound);
  await addInstances(
    trx,
    found.filter(({ record }) => !newest.includes(record)),
  );
  const facetSetOf = await resolveFacetSets(
    trx,
    found.map(({ hostId, releaseId, record: { instance } }) => ({
      hostId,
      releaseId,
      registrations: instance.registrations,
      class: instance.class,
    })),
  );
  await recordHostDays(
    trx,
    records.map((record) => {
      const hostId = idOf(record);
      return {
        hostId,
        visitedAt: record.visitedAt,
        outcome: record.outcome,
        reported: isUp(record) ? reportedFigures(record, facetSetOf(hostId)) : null,
      };
    }),
  );
  await noteLateDays(
    trx,
    records
      .filter((record) => !newest.includes(record))
      .map((record) => ({ hostId: idOf(record), day: utcDayOf(record.visitedAt) })),
  );
  await noteReplacedReports(
    trx,
    newestFound.map(({ hostId, record }) => ({ hostId, day: utcDayOf(record.visitedAt) })),
  );
  const readRules = newestFound.flatMap(({ hostId, record }): RulesReadAt[] =>
    record.instance.rules === null
      ? []
      : [{ hostId, rules: record.instance.rules, readAt: record.visitedAt }],
  );
  await recordRules(trx, readRules);
}

/** Instances of which only a late visit knows; of the others, newer things are known. */
async function addInstances(trx: Transaction<Database>, late: readonly FoundInstance[]): Promise<void> {
  if (late.length === 0) return;
  const ids = late.map(({ hostId }) => hostId);
  const known = await trx.selectFrom('instance').select('host_id').where('host_id', 'in', ids).execute();
  const isKnown = new Set(known.map((row) => row.host_id));
  await upsertInstances(
    trx,
    late.filter(({ hostId }) => !isKnown.has(hostId)),
  );
}

function reportedFigures(record: UpRecord, facetSetId: number): ReportedFigures {
  const { registrations: _, ...figures } = reportedColumns(record);
  return { facet_set_id: facetSetId, ...figures };
}

async function addNamedHosts(
  trx: Transaction<Database>,
  records: readonly VisitRecord[],
  {
    idOf,
    isKnown,
  }: {
    readonly idOf: (record: VisitRecord) => number;
    readonly isKnown: (name: HostName) => boolean;
  },
): Promise<number> {
  const refused = new Map<PeerRefusal, number>();
  const introducers = new Map<HostName, number>();
  const claimed = new Set<HostName>();
  for (const record of records) {
    for (const name of record.namedHosts) if (!isKnown(name)) claimed.add(name);
    for (const name of record.peers?.hosts ?? [])
      if (!isKnown(name) && !introducers.has(name)) introducers.set(name, idOf(record));
    for (const [reason, names] of record.peers?.refused ?? [])
      refused.set(reason, (refused.get(reason) ?? 0) + names);
  }
  const at = records[0]?.visitedAt;
  if (at === undefined) return 0;
  await countRefusals(trx, utcDayOf(at), refused);
  return addHosts(trx, [...claimed, ...introducers.keys()], {
    source: 'peer',
    at,
    // A server's other name is believed as the server is; a name of a list waits until others name it too.
    visitRank: visitRanks.severalNamers,
    introducerOf: (name) => (claimed.has(name) ? undefined : introducers.get(name)),
  });
}
