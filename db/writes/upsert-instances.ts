import { type RawBuilder, sql, type Transaction } from 'kysely';
import { packProvenance } from '../model/figures.ts';
import type { InstanceReading, VisitRecord } from '../model/visit-record.ts';
import type { Database, InstanceTable } from '../tables.ts';
import { writeSearchTexts } from './write-search-texts.ts';

/** A visit that found an instance, with the keys of what it found. */
export interface FoundInstance {
  readonly hostId: number;
  readonly releaseId: number;
  readonly record: VisitRecord & { readonly instance: InstanceReading };
}

/**
 * When a visit replaces what an instance said before. `always`: with every visit. `stated`: but for a null of a visit on
 * which an endpoint failed that would have said it. `whole`: unless one failed. `rules-read`, `peers-read`: when these
 * were read to their end. `peers-asked`: when they were asked for. `never`: the first value stays.
 */
type Replaced = 'always' | 'stated' | 'whole' | 'rules-read' | 'peers-read' | 'peers-asked' | 'never';

type Column = Exclude<keyof InstanceTable, 'uptime_30d' | 'rule_topics' | 'language_ranges'>;

/** Every column that a visit writes: its type in PostgreSQL, and when it is replaced. */
const columns: Readonly<Record<Exclude<Column, 'host_id'>, readonly [type: string, Replaced]>> = {
  release_id: ['integer', 'always'],
  name: ['text', 'stated'],
  description: ['text', 'stated'],
  languages: ['text[]', 'stated'],
  registrations: ['text', 'stated'],
  users_total: ['bigint', 'always'],
  users_active_month: ['bigint', 'always'],
  users_active_half_year: ['bigint', 'always'],
  local_posts: ['bigint', 'always'],
  local_comments: ['bigint', 'always'],
  provenance: ['smallint', 'always'],
  rules_count: ['integer', 'rules-read'],
  rule_documents: ['text[]', 'rules-read'],
  rules_unread: ['text', 'always'],
  peers_count: ['integer', 'peers-read'],
  peers_unread: ['text', 'peers-asked'],
  latency_ms: ['integer', 'always'],
  network: ['cidr', 'always'],
  network_country: ['text', 'always'],
  first_up_at: ['timestamptz', 'never'],
  details: ['jsonb', 'whole'],
  class: ['text', 'always'],
  quirks: ['text[]', 'always'],
  notes: ['jsonb', 'always'],
  account_domain: ['text', 'stated'],
};

/** Writes what instances said most recently, one row an instance; at most one visit a host. */
export async function upsertInstances(
  trx: Transaction<Database>,
  found: readonly FoundInstance[],
): Promise<void> {
  if (found.length === 0) return;
  const names = Object.keys(columns);
  const typed = Object.entries(columns).map(([name, [type]]) => sql`${sql.ref(name)} ${sql.raw(type)}`);
  const newest = sql`jsonb_to_recordset(${JSON.stringify(found.map(rowOf))}::jsonb) as newest (host_id bigint,
    ${sql.join(typed)}, is_partly_read boolean, did_read_rules boolean, did_read_peers boolean, did_ask_peers boolean)`;
  const replacements = Object.entries(columns).map(([name, [, replaced]]) => replacement(name, replaced));
  const { rows } = await sql<Pick<InstanceTable, 'host_id' | 'name' | 'description'>>`
    insert into instance (host_id, ${sql.join(names.map((name) => sql.ref(name)))})
    select host_id, ${sql.join(names.map((name) => sql.ref(name)))} from ${newest}
    on conflict (host_id) do update set (${sql.join(names.map((name) => sql.ref(name)))}) = (
      select ${sql.join(replacements)} from ${newest} where newest.host_id = excluded.host_id)
    returning host_id, name, description`.execute(trx);
  const domains = new Map(found.map(({ hostId, record }) => [hostId, record.host]));
  await writeSearchTexts(
    trx,
    rows.flatMap(({ host_id: hostId, name, description }) => {
      const domain = domains.get(hostId);
      return domain === undefined ? [] : [{ hostId, domain, name, description }];
    }),
  );
}

function replacement(name: string, replaced: Replaced): RawBuilder<unknown> {
  const [fresh, before] = [sql.ref(`newest.${name}`), sql.ref(`instance.${name}`)];
  switch (replaced) {
    case 'always':
      return sql`${fresh}`;
    case 'never':
      return sql`${before}`;
    case 'rules-read':
      return sql`case when newest.did_read_rules then ${fresh} else ${before} end`;
    case 'peers-read':
      return sql`case when newest.did_read_peers then ${fresh} else ${before} end`;
    case 'peers-asked':
      return sql`case when newest.did_ask_peers then ${fresh} else ${before} end`;
    case 'whole':
      return sql`case when newest.is_partly_read then ${before} else ${fresh} end`;
    case 'stated':
      return sql`case when newest.is_partly_read then coalesce(${fresh}, ${before}) else ${fresh} end`;
  }
}

function rowOf({ hostId, releaseId, record }: FoundInstance) {
  const { instance, peers } = record;
  const { rules } = instance;
  return {
    ...reportedColumns(record),
    host_id: hostId,
    release_id: releaseId,
    name: instance.name,
    description: instance.description,
    languages: instance.languages,
    rules_count: rules?.length ?? null,
    rule_documents: rules?.flatMap(({ document }) => document ?? []) ?? [],
    rules_unread: instance.rulesUnread,
    peers_unread: peers?.unread ?? null,
    latency_ms: instance.latencyMs,
    network: instance.network?.prefix ?? null,
    network_country: instance.network?.country ?? null,
    first_up_at: record.visitedAt,
    details: instance.details,
    class: instance.class,
    quirks: instance.quirks,
    notes: instance.notes,
    account_domain: instance.accountDomain,
    is_partly_read: instance.isPartlyRead,
    did_read_rules: rules !== null,
    did_read_peers: arePeersDone(record),
    // A list of which pages are missing is neither there nor not there.
    did_ask_peers: peers !== null && peers.next === null,
  };
}

/** Whether nothing is left to ask for until the list is due again: it was read to its end, or is not published. */
export function arePeersDone({ peers }: VisitRecord): boolean {
  return peers !== null && peers.next === null && peers.unread !== 'failed';
}

/** What both tables of an instance hold: its figures and where they come from. */
export function reportedColumns({ instance, peers }: FoundInstance['record']) {
  const { figures } = instance;
  return {
    users_total: figures.users_total.value,
    users_active_month: figures.users_active_month.value,
    users_active_half_year: figures.users_active_half_year.value,
    local_posts: figures.local_posts.value,
    local_comments: figures.local_comments.value,
    provenance: packProvenance(figures),
    registrations: instance.registrations,
    peers_count: peers?.count ?? null,
  };
}
