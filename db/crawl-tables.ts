import type { ColumnType, Generated } from 'kysely';
import type { Day, Instant, Json, NullableInstant } from './column-values.ts';
import type { Dataset } from './model/dataset.ts';
import type { DnsProblem, FileProblem, RemovalProof, RemovalState } from './model/removal.ts';

/** A domain with hosts of the frontier below it: a registrable domain, an apex domain, or both. */
export interface DomainTable {
  readonly name: string;
  /** How many have entered the frontier, whatever became of them. */
  readonly hosts: Generated<number>;
  /** Whether an invented name below it answers as an instance; null: not tried. */
  readonly is_wildcard: boolean | null;
  /** Whether the operator has blocked it whole: no name below it is ever added. */
  readonly is_opted_out: Generated<boolean>;
  readonly probed_at: NullableInstant;
  /** When it is to be tried, or tried again; in the future while a worker tries. Null: too few hosts to bother. */
  readonly next_probe_at: NullableInstant;
  /** The day that `budget_used` counts. */
  readonly budget_day: ColumnType<string | null, string | null, string | null>;
  /** Visits on that day to hosts below it that one server alone names. */
  readonly budget_used: Generated<number>;
}

/** What came of the names that one instance alone brought. */
export interface IntroducerTable {
  readonly host_id: number;
  /** Names of its list that turned out to be servers, instances or not. */
  readonly answered: Generated<number>;
  /** Names at which nobody was found. */
  readonly silent: Generated<number>;
  /** Visits a day to names that it alone brings; null: not weighed yet. */
  readonly daily_budget: number | null;
  readonly budget_day: ColumnType<string | null, string | null, string | null>;
  readonly budget_used: Generated<number>;
}

/** The part of a host's robots.txt that concerns us, as last read. */
export interface HostRobotsTable {
  readonly host_id: number;
  readonly read_at: Instant;
  /** The shape is `db/model/kept-robots.ts`'s; 16 KiB at most. */
  readonly robots: Json<unknown>;
}

/** Somebody's wish that a host be forgotten, and the proof of it. */
export interface RemovalTable {
  readonly removal_id: Generated<number>;
  readonly host: string;
  /** What the host's owner publishes as proof. */
  readonly token: string;
  readonly requested_at: Instant;
  readonly state: Generated<RemovalState>;
  readonly checks: Generated<number>;
  readonly checked_at: NullableInstant;
  /** Null: no check is to come. Also the mark of the worker that checks now. */
  readonly next_check_at: NullableInstant;
  readonly proof: RemovalProof | null;
  /** Why the last check found no proof in the DNS, and why none in the file. */
  readonly dns_problem: DnsProblem | null;
  readonly file_problem: FileProblem | null;
}

/** A time in which our own network, not the servers, failed: nobody was marked down. */
export interface OwnOutageTable {
  readonly began_at: Instant;
  readonly ended_at: NullableInstant;
  /** Failed visits that were not held against anybody. */
  readonly failures: number;
}

/** The last moment of a day at which no host was due and no visit was waiting. */
export interface PassTable {
  readonly day: Day;
  readonly completed_at: Instant;
}

/** A day whose figures still sum what has been forgotten since; one row a reason, so a day may stand here twice. */
export interface StaleDayTable {
  readonly day: Day;
}

/** A host or domain whose records are to be taken out of published files. Deleted when the opt-out is taken back. */
export interface WithdrawalTable {
  readonly withdrawal_id: Generated<number>;
  readonly name: string;
  /** Whether it stands for all below it, too. */
  readonly is_domain: boolean;
  /** The first day on which it reported; null: it never did, but others may have named it. */
  readonly first_day: ColumnType<string | null, string | null, never>;
  readonly withdrawn_at: Generated<Date>;
}

/** That a transaction changed a part of the census. Written by triggers, and pruned by the crawler. */
export interface DatasetChangeTable {
  readonly dataset: Exclude<Dataset, 'files'>;
  /** Of PostgreSQL. */
  readonly transaction_id: string;
  readonly changed_at: Instant;
}
