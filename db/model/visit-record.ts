import type { Figures } from './figures.ts';
import type { HostName } from './host-name.ts';
import type { OutcomeKind } from './outcome.ts';
import type { Rule } from './rules.ts';
import type { HostStatus, RegistrationMode } from './status.ts';

/** What an instance said during one visit. */
export interface InstanceReading {
  readonly software: string;
  readonly version: string | null;
  readonly name: string | null;
  readonly description: string | null;
  readonly languages: readonly string[] | null;
  readonly registrations: RegistrationMode | null;
  readonly figures: Figures;
  /** Null: could not be read this time, which says nothing about the rules in force. */
  readonly rules: readonly Rule[] | null;
  /**
   * True when an endpoint failed that would have said name, description, languages and registrations: then a null
   * among them does not replace what is known.
   */
  readonly isPartlyRead: boolean;
  /** Time from asking for the NodeInfo document to its last byte, in milliseconds. */
  readonly latencyMs: number;
}

/** Everything that one visit adds to the database, ready to be written. */
export interface VisitRecord {
  readonly host: HostName;
  readonly visitedAt: Date;
  readonly outcome: OutcomeKind;
  /** A short word on a failure: an error code, a status. One line, at most 300 characters. */
  readonly detail: string | null;
  readonly requests: number;
  /** Bytes received, as counted by the network layer. */
  readonly bytes: number;
  readonly durationMs: number;
  readonly status: HostStatus;
  /** Null: never visit again. */
  readonly nextVisitAt: Date | null;
  readonly consecutiveFailures: number;
  /** The name that took over; set when the outcome is `moved`. */
  readonly movedTo: HostName | null;
  /** Set exactly when the outcome is `up`. */
  readonly instance: InstanceReading | null;
  /** Set when the peer list was asked for at this visit; `count` is null when it is not published. */
  readonly peers: { readonly count: number | null } | null;
  /** Names to add to the frontier: peers, or the name that a host moved to. */
  readonly namedHosts: readonly HostName[];
  /** Peer list entries that are no host names, by reason. */
  readonly refusedNames: ReadonlyMap<string, number>;
}
