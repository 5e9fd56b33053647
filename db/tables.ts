import type { Generated, GeneratedAlways, Kysely, Transaction } from 'kysely';
import type { Day, Instant, Json, NullableInstant } from './column-values.ts';
import type {
  ArchiveDayTable,
  DayFigureRevisionTable,
  DayFigureTable,
  FacetSetTable,
  HostMonthTable,
  QuarantineDecisionTable,
  QuarantineFindingTable,
  QuarantineStateTable,
  QuarantineView,
  SnapshotView,
} from './count-tables.ts';
import type {
  DatasetChangeTable,
  DomainTable,
  HostRobotsTable,
  IntroducerTable,
  OwnOutageTable,
  PassTable,
  RemovalTable,
  StaleDayTable,
  WithdrawalTable,
} from './crawl-tables.ts';
import type {
  ChurnMonthTable,
  ConcentrationDayTable,
  PanelDayTable,
  SurvivalCohortTable,
  VitalDayTable,
  VitalReckoningTable,
} from './growth-tables.ts';
import type { InstanceClass } from './model/instance-class.ts';
import type { InstanceDetails } from './model/instance-details.ts';
import type { OutcomeKind } from './model/outcome.ts';
import type { PeerRefusal } from './model/peer-refusals.ts';
import type { QuirkName } from './model/quirks.ts';
import type { RuleTopic } from './model/rule-topics.ts';
import type { RuleDocument, RuleTranslations } from './model/rules.ts';
import type { HostSource, HostStatus, RegistrationMode } from './model/status.ts';
import type { VisitRank } from './model/visit-rank.ts';

/** A DNS name that somebody mentioned. One row a name; deleted by nobody, so that an opt-out is remembered. */
export interface HostTable {
  readonly host_id: Generated<number>;
  readonly name: string;
  readonly registrable_domain: string;
  readonly status: HostStatus;
  readonly source: HostSource;
  readonly first_seen_at: Instant;
  /** Null: never visit again. */
  readonly next_visit_at: NullableInstant;
  /** When the visit that is waiting or running now was handed to the queue; null when there is none. */
  readonly queued_at: NullableInstant;
  readonly last_visit_at: NullableInstant;
  readonly last_up_at: NullableInstant;
  readonly last_outcome: OutcomeKind | null;
  readonly consecutive_failures: Generated<number>;
  /** When the first of these failures was; null when the last visit did not fail. */
  readonly failing_since: NullableInstant;
  readonly peers_read_at: NullableInstant;
  /** Where the peer list goes on, when it is given in pages and the last visit did not get to its end. */
  readonly peers_cursor: string | null;
  readonly moved_to: string | null;
  readonly moved_at: NullableInstant;
  /** As `registrable_domain`, with private suffixes taken for part of the name: `github.io` for `a.github.io`. */
  readonly apex_domain: string;
  /** Who is visited first when several are due: see `model/visit-rank.ts`. */
  readonly visit_rank: Generated<VisitRank>;
  /** The instance in whose peer list the name was first found; null when it came another way. */
  readonly introduced_by: number | null;
}

/** What an instance said most recently. One row a host that has answered NodeInfo at least once. */
export interface InstanceTable {
  readonly host_id: number;
  readonly release_id: number;
  readonly name: string | null;
  readonly description: string | null;
  readonly languages: string[] | null;
  readonly registrations: RegistrationMode | null;
  readonly users_total: number | null;
  readonly users_active_month: number | null;
  readonly users_active_half_year: number | null;
  readonly local_posts: number | null;
  readonly local_comments: number | null;
  readonly provenance: number;
  readonly rules_count: number | null;
  readonly peers_count: number | null;
  readonly latency_ms: number | null;
  readonly uptime_30d: number | null;
  readonly network_country: string | null;
  /** The /24 or /64 that it answers from, in CIDR notation; not published. */
  readonly network: string | null;
  readonly first_up_at: Instant;
  readonly details: Json<InstanceDetails>;
  readonly class: InstanceClass;
  readonly quirks: QuirkName[];
  readonly notes: Json<readonly { readonly path: string; readonly reason: string }[]>;
  /** Which of its rules are documents, in their order. */
  readonly rule_documents: RuleDocument[];
  /** Topics of the rules in force; written by `refresh-rule-topics`. */
  readonly rule_topics: Generated<RuleTopic[]>;
  readonly rules_unread: 'forbidden' | 'not-offered' | 'failed' | null;
  readonly peers_unread: 'forbidden' | 'not-published' | 'failed' | null;
  readonly account_domain: string | null;
  /** The languages and what they are kinds of, in lower case: `pt` and `pt-br` for `pt-BR`. */
  readonly language_ranges: GeneratedAlways<string[] | null>;
}

/** The texts of an instance, folded for searching (`model/search-text.ts`). */
export interface InstanceSearchTable {
  readonly host_id: number;
  readonly sort_name: string | null;
  readonly search_text: string;
}

/** Which servers have named a host in their peer lists, as a bitmap (`writes/count-namers.ts`); nobody's list is kept. */
export interface HostNamingTable {
  readonly host_id: number;
  readonly namers: string;
}

/** A software by the name that NodeInfo gives. */
export interface SoftwareTable {
  readonly software_id: Generated<number>;
  readonly name: string;
}

/** A version of a software, so that a snapshot holds one number in place of two texts. */
export interface ReleaseTable {
  readonly release_id: Generated<number>;
  readonly software_id: number;
  /** Empty when the server gave none: NULL would not be unique. */
  readonly version: string;
  /** The numbers that the version begins with, without zeros at their end; null: it begins with none. For comparing in SQL. */
  readonly version_numbers: GeneratedAlways<number[] | null>;
}

/** One attempt to read one host. */
export interface VisitTable {
  readonly host_id: number;
  readonly visited_at: Instant;
  readonly outcome: OutcomeKind;
  readonly detail: string | null;
  readonly requests: number;
  readonly bytes: number;
  readonly duration_ms: number;
}

/** One version of the ordered rules of one instance. */
export interface RuleSetTable {
  readonly rule_set_id: Generated<number>;
  readonly host_id: number;
  readonly rules_hash: string;
  readonly valid_from: Instant;
  readonly valid_to: NullableInstant;
}

/** One rule of one instance, word for word, as long as it lasts; a rule that moves within its set stays the same. */
export interface RuleTable {
  readonly rule_id: Generated<number>;
  readonly host_id: number;
  /** The newest set that holds it: where its position is found. */
  readonly rule_set_id: number;
  readonly text: string;
  /** MD5 of the text, by which equal ones are found. */
  readonly text_key: GeneratedAlways<string>;
  readonly hint: string | null;
  readonly language: string | null;
  readonly language_source: 'stated' | 'detected' | null;
  readonly translations: Json<RuleTranslations>;
  readonly document: RuleDocument | null;
  readonly valid_from: Instant;
  readonly valid_to: NullableInstant;
  /** Version of the classifier that found its topics; null when none has. */
  readonly classified_by: number | null;
}

/** Which rules a set holds, in which order. */
export interface RuleSetRuleTable {
  readonly rule_set_id: number;
  readonly position: number;
  readonly rule_id: number;
}

/** A topic of a rule, with a pattern by which it was found. */
export interface RuleTopicTable {
  readonly rule_id: number;
  readonly topic: RuleTopic;
  readonly pattern: string;
}

/** How many names were refused on a day, by reason; the names themselves are not kept. */
export interface HostNameRefusalTable {
  readonly day: Day;
  readonly reason: PeerRefusal;
  readonly names: number;
}

/** Every table. Meanings, units, NULLs, writers and readers: db/README.md. */
export interface Database {
  readonly host: HostTable;
  readonly instance: InstanceTable;
  readonly instance_search: InstanceSearchTable;
  readonly software: SoftwareTable;
  readonly release: ReleaseTable;
  readonly visit: VisitTable;
  readonly facet_set: FacetSetTable;
  readonly host_month: HostMonthTable;
  readonly snapshot: SnapshotView;
  readonly quarantine_finding: QuarantineFindingTable;
  readonly quarantine_decision: QuarantineDecisionTable;
  readonly quarantine_state: QuarantineStateTable;
  readonly quarantine: QuarantineView;
  readonly rule_set: RuleSetTable;
  readonly rule: RuleTable;
  readonly rule_set_rule: RuleSetRuleTable;
  readonly rule_topic: RuleTopicTable;
  readonly host_naming: HostNamingTable;
  readonly day_figure: DayFigureTable;
  readonly day_figure_revision: DayFigureRevisionTable;
  readonly concentration_day: ConcentrationDayTable;
  readonly panel_day: PanelDayTable;
  readonly vital_day: VitalDayTable;
  readonly survival_cohort: SurvivalCohortTable;
  readonly churn_month: ChurnMonthTable;
  readonly vital_reckoning: VitalReckoningTable;
  readonly archive_day: ArchiveDayTable;
  readonly host_name_refusal: HostNameRefusalTable;
  readonly domain: DomainTable;
  readonly introducer: IntroducerTable;
  readonly host_robots: HostRobotsTable;
  readonly removal: RemovalTable;
  readonly stale_day: StaleDayTable;
  readonly own_outage: OwnOutageTable;
  readonly pass: PassTable;
  readonly withdrawal: WithdrawalTable;
  readonly dataset_change: DatasetChangeTable;
}

/** A connection to the census, for reading and for single writes. */
export type CensusDatabase = Kysely<Database>;

/** A transaction on the census: who takes one needs its writes to stand or fall together. */
export type CensusTransaction = Transaction<Database>;
