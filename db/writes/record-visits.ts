import { sql, type Transaction } from 'kysely';
import { packProvenance } from '../model/figures.ts';
import { utcDayOf } from '../model/utc-day.ts';
import type { InstanceReading, VisitRecord } from '../model/visit-record.ts';
import type { Database } from '../tables.ts';
import { addHosts } from './add-hosts.ts';
import { countRefusals } from './count-refusals.ts';
import { forgetHosts } from './forget-host.ts';
import { type RulesReadAt, recordRules } from './record-rules.ts';
import { resolveReleases } from './resolve-releases.ts';

type UpRecord = VisitRecord & { readonly instance: InstanceReading };

/**
 * Writes a batch of visits: the visit log, each host's place in the schedule, instances, snapshots, rules and newly
 * named hosts. Everything is an upsert, so a batch written twice changes nothing. The caller completes the jobs in the
 * same transaction.
 *
 * Visits of hosts that have opted out meanwhile, or that the table does not know, are dropped.
 *
 * @returns how many hosts the batch added to the frontier.
 */
export async function recordVisits(
  trx: Transaction<Database>,
  records: readonly VisitRecord[],
): Promise<{ readonly newHosts: number }> {
  const hostIds = await lockHosts(trx, records);
  const kept = records.filter((record) => hostIds.has(record.host));
  const idOf = (record: VisitRecord) => hostIds.get(record.host) ?? 0;
  if (kept.length > 0) {
    await insertVisits(trx, kept, idOf);
    await updateHosts(trx, kept, idOf);
    await upsertInstances(trx, kept.filter(isUp), idOf);
    await forgetHosts(
      trx,
      kept.filter((record) => record.status === 'opted-out').map((record) => record.host),
    );
  }
  return { newHosts: await addNamedHosts(trx, kept) };
}

const isUp = (record: VisitRecord): record is UpRecord => record.instance !== null;

/** Locks the hosts of a batch in one order, so that two batches never deadlock on them. */
async function lockHosts(trx: Transaction<Database>, records: readonly VisitRecord[]) {
  const rows = await trx
    .selectFrom('host')
    .select(['host_id', 'name'])
    .where(
      'name',
      'in',
      records.map((record) => record.host),
    )
    .where('status', '!=', 'opted-out')
    .orderBy('host_id')
    .forUpdate()
    .execute();
  return new Map<string, number>(rows.map((row) => [row.name, row.host_id]));
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
  const rows = records.map((record) => ({
    host_id: idOf(record),
    status: record.status,
    next_visit_at: record.nextVisitAt,
    visited_at: record.visitedAt,
    is_up: record.instance !== null,
    outcome: record.outcome,
    failures: record.consecutiveFailures,
    read_peers: record.peers !== null,
    moved_to: record.movedTo,
  }));
  await sql`
    update host set
      status = visited.status,
      next_visit_at = visited.next_visit_at,
      queued_at = null,
      last_visit_at = visited.visited_at,
      last_up_at = case when visited.is_up then visited.visited_at else host.last_up_at end,
      last_outcome = visited.outcome,
      consecutive_failures = visited.failures,
      peers_read_at = case when visited.read_peers then visited.visited_at else host.peers_read_at end,
      moved_to = visited.moved_to,
      moved_at = case when visited.moved_to is null then null else coalesce(host.moved_at, visited.visited_at) end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as visited (
      host_id bigint, status text, next_visit_at timestamptz, visited_at timestamptz, is_up boolean, outcome text,
      failures integer, read_peers boolean, moved_to text)
    where host.host_id = visited.host_id`.execute(trx);
}

async function upsertInstances(
  trx: Transaction<Database>,
  records: readonly UpRecord[],
  idOf: (record: VisitRecord) => number,
): Promise<void> {
  if (records.length === 0) return;
  const releases = await resolveReleases(
    trx,
    records.map(({ instance }) => instance),
  );
  await upsertNewest(trx, records, idOf, releases);
  await upsertSnapshots(trx, records, idOf, releases);
  await quarantineSnapshots(trx, records, idOf);
  const readRules = records.flatMap((record): RulesReadAt[] =>
    record.instance.rules === null
      ? []
      : [{ hostId: idOf(record), rules: record.instance.rules, readAt: record.visitedAt }],
  );
  await recordRules(trx, readRules);
}

/** What both tables of an instance hold: its figures and where they come from. */
function reportedColumns(record: UpRecord) {
  const { figures } = record.instance;
  return {
    users_total: figures.users_total.value,
    users_active_month: figures.users_active_month.value,
    users_active_half_year: figures.users_active_half_year.value,
    local_posts: figures.local_posts.value,
    local_comments: figures.local_comments.value,
    provenance: packProvenance(figures),
    registrations: record.instance.registrations,
    peers_count: record.peers?.count ?? null,
  };
}

async function upsertNewest(
  trx: Transaction<Database>,
  records: readonly UpRecord[],
  idOf: (record: VisitRecord) => number,
  releases: (instance: InstanceReading) => number,
): Promise<void> {
  const rows = records.map((record) => ({
    ...reportedColumns(record),
    host_id: idOf(record),
    release_id: releases(record.instance),
    name: record.instance.name,
    description: record.instance.description,
    languages: record.instance.languages,
    rules_count: record.instance.rules?.length ?? null,
    latency_ms: record.instance.latencyMs,
    first_up_at: record.visitedAt,
    is_partly_read: record.instance.isPartlyRead,
    read_peers: record.peers !== null,
  }));
  await sql`
    insert into instance (host_id, release_id, name, description, languages, registrations, users_total,
      users_active_month, users_active_half_year, local_posts, local_comments, provenance, rules_count, peers_count,
      latency_ms, first_up_at)
    select host_id, release_id, name, description, languages, registrations, users_total, users_active_month,
      users_active_half_year, local_posts, local_comments, provenance, rules_count, peers_count, latency_ms,
      first_up_at
    from ${newestRows(rows)}
    on conflict (host_id) do update set (release_id, name, description, languages, registrations, users_total,
      users_active_month, users_active_half_year, local_posts, local_comments, provenance, rules_count, peers_count,
      latency_ms) = (
        select newest.release_id,
          case when newest.is_partly_read then coalesce(newest.name, instance.name) else newest.name end,
          case when newest.is_partly_read then coalesce(newest.description, instance.description) else newest.description end,
          case when newest.is_partly_read then coalesce(newest.languages, instance.languages) else newest.languages end,
          case when newest.is_partly_read then coalesce(newest.registrations, instance.registrations) else newest.registrations end,
          newest.users_total, newest.users_active_month, newest.users_active_half_year, newest.local_posts,
          newest.local_comments, newest.provenance, coalesce(newest.rules_count, instance.rules_count),
          case when newest.read_peers then newest.peers_count else instance.peers_count end, newest.latency_ms
        from ${newestRows(rows)} where newest.host_id = excluded.host_id)`.execute(trx);
}

function newestRows(rows: readonly object[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as newest (host_id bigint, release_id integer,
    name text, description text, languages text[], registrations text, users_total bigint, users_active_month bigint,
    users_active_half_year bigint, local_posts bigint, local_comments bigint, provenance smallint, rules_count integer,
    peers_count integer, latency_ms integer, first_up_at timestamptz, is_partly_read boolean, read_peers boolean)`;
}

async function upsertSnapshots(
  trx: Transaction<Database>,
  records: readonly UpRecord[],
  idOf: (record: VisitRecord) => number,
  releases: (instance: InstanceReading) => number,
): Promise<void> {
  await trx
    .insertInto('snapshot')
    .values(
      records.map((record) => ({
        ...reportedColumns(record),
        host_id: idOf(record),
        day: utcDayOf(record.visitedAt),
        release_id: releases(record.instance),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['host_id', 'day']).doUpdateSet((eb) => ({
        release_id: eb.ref('excluded.release_id'),
        users_total: eb.ref('excluded.users_total'),
        users_active_month: eb.ref('excluded.users_active_month'),
        users_active_half_year: eb.ref('excluded.users_active_half_year'),
        local_posts: eb.ref('excluded.local_posts'),
        local_comments: eb.ref('excluded.local_comments'),
        provenance: eb.ref('excluded.provenance'),
        registrations: eb.ref('excluded.registrations'),
        // The list is read weekly: a second visit on the same day, which did not ask, must not erase it.
        peers_count: eb.fn.coalesce('excluded.peers_count', 'snapshot.peers_count'),
      })),
    )
    .execute();
}

/** What an instance says while it is quarantined is kept, and not counted. */
async function quarantineSnapshots(
  trx: Transaction<Database>,
  records: readonly UpRecord[],
  idOf: (record: VisitRecord) => number,
): Promise<void> {
  const rows = records.map((record) => ({ host_id: idOf(record), day: utcDayOf(record.visitedAt) }));
  await sql`
    update snapshot set quarantine_rule = instance.quarantine_rule
    from instance, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as visited (host_id bigint, day date)
    where instance.quarantine_rule is not null and instance.host_id = visited.host_id
      and snapshot.host_id = visited.host_id and snapshot.day = visited.day`.execute(trx);
}

async function addNamedHosts(trx: Transaction<Database>, records: readonly VisitRecord[]): Promise<number> {
  const refused = new Map<string, number>();
  const named = new Set<VisitRecord['host']>();
  for (const record of records) {
    for (const name of record.namedHosts) named.add(name);
    for (const [reason, names] of record.refusedNames)
      refused.set(reason, (refused.get(reason) ?? 0) + names);
  }
  const at = records[0]?.visitedAt;
  if (at === undefined) return 0;
  await countRefusals(trx, utcDayOf(at), refused);
  return addHosts(trx, named, { source: 'peer', at });
}
