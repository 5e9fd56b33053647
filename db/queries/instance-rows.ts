import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import { noDetails } from '../model/instance-details.ts';
import type { InstanceRecord } from '../model/records.ts';
import { ruleTopics } from '../model/rule-topics.ts';
import { shownHostName } from '../model/shown-host-name.ts';
import { type InstanceStatus, instanceStatuses } from '../model/status.ts';
import type { Database } from '../tables.ts';
import { visibleName } from './visible-name.ts';

/**
 * Listed instances with their hosts and folded texts, which is what filters and most orders look at; every query over listed
 * instances starts here, or at {@link listedInstances}.
 *
 * @param statuses of those that are listed, where only some are asked for: said once, since PostgreSQL takes what is said twice for
 *   twice as rare.
 */
export function listedHosts(db: Kysely<Database>, statuses: readonly InstanceStatus[] = instanceStatuses) {
  return (
    db
      .selectFrom('instance')
      .innerJoin('host', 'host.host_id', 'instance.host_id')
      // One row each; not read where nothing asks for it.
      .leftJoin('instance_search', 'instance_search.host_id', 'instance.host_id')
      .where('host.status', 'in', statuses)
  );
}

/** The tables behind an instance record, joined. */
export function listedInstances(db: Kysely<Database>) {
  return (
    listedHosts(db)
      .innerJoin('release', 'release.release_id', 'instance.release_id')
      .innerJoin('software', 'software.software_id', 'release.software_id')
      // At most one: the span that has no end.
      .leftJoin('quarantine', (join) =>
        join.onRef('quarantine.host_id', '=', 'instance.host_id').on('quarantine.to_day', 'is', null),
      )
  );
}

/** The builder that {@link listedInstances} returns, for functions that add filters to it. */
export type ListedInstances = ReturnType<typeof listedInstances>;

/**
 * About how many registrable domains set the bits of a bitmap of 256 (linear counting, Whang, Vander-Zanden and Taylor,
 * 1990): `-m ln(1 - set / m)`. Exact to one for a dozen, within some per cent for hundreds; a full bitmap counts as one
 * with a bit to spare, about 1,420.
 */
const estimatedNamers = sql<number>`round(-256 * ln(1 - least(bit_count(host_naming.namers), 255) / 256.0))::integer`;

/** Selects the columns of an instance record; `toInstanceRecord` turns a row into the record. */
export function selectInstanceRow(query: ListedInstances) {
  return query.select((eb) => [
    'instance.details',
    'instance.class',
    'instance.quirks',
    'instance.notes',
    visibleName('instance.account_domain').as('account_domain'),
    'instance.rule_documents',
    'instance.rule_topics',
    'instance.rules_unread',
    'instance.peers_unread',
    eb
      .selectFrom('host_naming')
      .select(estimatedNamers.as('named_by'))
      .whereRef('host_naming.host_id', '=', 'host.host_id')
      .as('named_by'),
    'host.host_id',
    'host.name as domain',
    'host.status',
    visibleName('host.moved_to').as('moved_to'),
    'software.name as software',
    'release.version',
    'instance.name',
    'instance.description',
    'instance.languages',
    'instance.registrations',
    'instance.users_total',
    'instance.users_active_month',
    'instance.users_active_half_year',
    'instance.local_posts',
    'instance.local_comments',
    'quarantine.rule as quarantine_rule',
    'quarantine.from_day as quarantine_since',
    'quarantine.detail as quarantine_detail',
    'instance.rules_count',
    'instance.peers_count',
    'host.first_seen_at',
    'host.last_up_at',
    'host.last_visit_at',
    'instance.first_up_at',
    'instance.uptime_30d',
    'instance.latency_ms',
    'instance.network_country',
  ]);
}

type Row<Builder> = Builder extends SelectQueryBuilder<infer _DB, infer _TB, infer Output> ? Output : never;

/** A row of {@link selectInstanceRow}. */
export type InstanceRow = Row<ReturnType<typeof selectInstanceRow>>;

/** Maps a row to the public record; the only place that knows both. */
export function toInstanceRecord(row: InstanceRow): InstanceRecord {
  const { contact_email: _, ...details } = { ...noDetails, ...row.details };
  const lastUpAt = (row.last_up_at ?? row.first_up_at).toISOString();
  return {
    domain: row.domain,
    unicode_domain: shownHostName(row.domain),
    url: `https://${row.domain}/`,
    status: row.status as InstanceRecord['status'],
    moved_to: row.moved_to,
    software: row.software,
    version: row.version === '' ? null : row.version,
    name: row.name,
    description: row.description,
    languages: row.languages,
    registrations: row.registrations,
    users_total: row.users_total,
    users_active_month: row.users_active_month,
    users_active_half_year: row.users_active_half_year,
    local_posts: row.local_posts,
    local_comments: row.local_comments,
    quarantine:
      row.quarantine_rule === null
        ? null
        : {
            rule: row.quarantine_rule,
            since: row.quarantine_since ?? lastUpAt.slice(0, 10),
            detail: row.quarantine_detail ?? '',
          },
    rules_count: row.rules_count,
    peers_count: row.peers_count,
    first_seen_at: row.first_seen_at.toISOString(),
    last_up_at: lastUpAt,
    last_visit_at: (row.last_visit_at ?? row.first_up_at).toISOString(),
    // PostgreSQL's real has six digits; more would be noise.
    uptime_30d: row.uptime_30d === null ? null : Math.round(row.uptime_30d * 10_000) / 10_000,
    latency_ms: row.latency_ms,
    network_country: row.network_country,
    class: row.class,
    account_domain: row.account_domain,
    rule_documents: row.rule_documents,
    rule_topics: ruleTopics.filter((topic) => row.rule_topics.includes(topic)),
    rules_unread: row.rules_unread,
    peers_unread: row.peers_unread,
    named_by: row.named_by ?? 0,
    quirks: row.quirks,
    notes: [...row.notes],
    ...details,
  };
}
