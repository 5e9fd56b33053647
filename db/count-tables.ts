import type { ColumnType, Generated } from 'kysely';
import type { Day, Instant, Json, NullableInstant } from './column-values.ts';
import type { Facet } from './model/facets.ts';
import type { InstanceClass } from './model/instance-class.ts';
import type { RegistrationMode } from './model/status.ts';

/** What figures are told apart by, as it held for one or many instances on a day. Only grows. */
export interface FacetSetTable {
  readonly facet_set_id: Generated<number>;
  /** MD5 over the other columns, by which a set is found again. */
  readonly fingerprint: string;
  readonly release_id: number;
  readonly registrations: RegistrationMode | null;
  readonly class: InstanceClass;
  readonly languages: string[] | null;
  readonly network_country: string | null;
}

/**
 * What came of visiting one host in one month. Every list has 31 places, one a day; a list without any value is NULL.
 * Partitioned by year. A day was reported on when it has a facet set.
 */
export interface HostMonthTable {
  readonly host_id: number;
  /** Its first day. */
  readonly month: Day;
  /** 31 letters: see `model/coverage.ts`. */
  readonly coverage: string;
  readonly facet_set_ids: (number | null)[] | null;
  readonly provenances: (number | null)[] | null;
  readonly users_total: (number | null)[] | null;
  readonly users_active_month: (number | null)[] | null;
  readonly users_active_half_year: (number | null)[] | null;
  readonly local_posts: (number | null)[] | null;
  readonly local_comments: (number | null)[] | null;
  readonly peers_counts: (number | null)[] | null;
}

/** A view of {@link HostMonthTable}: what an instance reported on one UTC day, a row a day. For one host, or for a few days. */
export interface SnapshotView {
  readonly host_id: number;
  /** The day's month: a condition on it is what keeps a query from unpacking them all. */
  readonly month: Day;
  readonly day: Day;
  readonly facet_set_id: number;
  readonly release_id: number;
  readonly registrations: RegistrationMode | null;
  readonly class: InstanceClass;
  readonly languages: string[] | null;
  readonly network_country: string | null;
  readonly users_total: number | null;
  readonly users_active_month: number | null;
  readonly users_active_half_year: number | null;
  readonly local_posts: number | null;
  readonly local_comments: number | null;
  readonly peers_count: number | null;
  readonly provenance: number;
  readonly quarantine_rule: string | null;
}

type NullableDay = ColumnType<string | null, string | null, string | null>;

/** Days on which a rule refused to count what an instance reported; spans of one instance do not overlap. */
export interface QuarantineFindingTable {
  readonly host_id: number;
  readonly rule: string;
  readonly from_day: Day;
  /** The last such day; null: up to the newest report. */
  readonly to_day: NullableDay;
  readonly detail: string;
}

/** What a person has decided about an instance; stands above the findings. */
export interface QuarantineDecisionTable {
  readonly host_id: number;
  /** `quarantined`: from `since_day` on, whatever the rules say. `counted`: always, whatever they say. */
  readonly decision: 'quarantined' | 'counted';
  readonly since_day: Day;
  readonly detail: string;
  readonly decided_at: Instant;
}

/** How far an instance's series has been judged, and what the rules remember of it. */
export interface QuarantineStateTable {
  readonly host_id: number;
  readonly through_day: Day;
  /** Of the rules that made the state: one of another version is no use to them. */
  readonly state_version: number;
  readonly state: Json<unknown>;
  /** Before that day, which may be judged again while it lasts. */
  readonly state_before: Json<unknown> | null;
  /** What the rules of its own series say of its newest report. */
  readonly verdict: Json<{ readonly rule: string; readonly detail: string }> | null;
  /** Its newest report has been replaced since. */
  readonly is_stale: Generated<boolean>;
}

/** A view of findings and decisions together: what holds. */
export type QuarantineView = QuarantineFindingTable;

/** The values of a day figure. */
export interface DayFigureValues {
  readonly servers_observed: number;
  readonly servers_carried: number;
  readonly users_total_observed: number;
  readonly users_total_carried: number;
  readonly users_active_month_observed: number;
  readonly users_active_month_carried: number;
  readonly users_active_half_year_observed: number;
  readonly users_active_half_year_carried: number;
  readonly local_posts_observed: number;
  readonly local_posts_carried: number;
  readonly servers_known: number;
  readonly servers_asked: number;
  readonly servers_answered: number;
  readonly servers_refused: number;
  readonly servers_failed: number;
  readonly servers_quarantined: number;
  readonly users_total_quarantined: number;
  readonly users_active_month_quarantined: number;
  readonly servers_stating_active_month: number;
}

/** One UTC day of the network, or of the part of it that has one value of a facet. */
export interface DayFigureTable extends DayFigureValues {
  readonly day: Day;
  readonly facet: Facet;
  readonly value: string;
  readonly partial: boolean;
  readonly computed_at: Instant;
  readonly revised_at: NullableInstant;
}

/** What a finished day's figures were before they changed. */
export interface DayFigureRevisionTable extends DayFigureValues {
  readonly day: Day;
  readonly facet: Facet;
  readonly value: string;
  readonly computed_at: Instant;
  readonly replaced_at: Instant;
}

/** One day of somebody else's history, as imported; never added to our own counts. */
export interface ArchiveDayTable {
  readonly source: string;
  readonly day: Day;
  readonly servers: number | null;
  readonly users_total: number | null;
  readonly users_active_month: number | null;
  readonly users_total_raw: number | null;
  readonly servers_quarantined: number | null;
  readonly quarantined: Json<readonly { domain: string; rule: string }[] | null> | null;
  readonly imported_at: Instant;
}
