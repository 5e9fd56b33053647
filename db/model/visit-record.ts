import type { Figures } from './figures.ts';
import type { HostName } from './host-name.ts';
import type { HostNetwork } from './host-network.ts';
import type { InstanceClass } from './instance-class.ts';
import type { InstanceDetails } from './instance-details.ts';
import type { OutcomeKind } from './outcome.ts';
import type { PeerRefusal } from './peer-refusals.ts';
import type { QuirkName } from './quirks.ts';
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
  readonly details: InstanceDetails;
  readonly class: InstanceClass;
  /** Names of the quirks that were applied to its figures, or that say what they mean. */
  readonly quirks: readonly QuirkName[];
  /** The name under which its accounts are known, when it says so. */
  readonly accountDomain: HostName | null;
  readonly figures: Figures;
  /** Where its documents depart from their shapes: a path, and why what stands there was not taken as it is. */
  readonly notes: readonly { readonly path: string; readonly reason: string }[];
  /** Null: could not be read this time, which says nothing about the rules in force. */
  readonly rules: readonly Rule[] | null;
  /** Why there are no rules to read; null when they were read. */
  readonly rulesUnread: 'forbidden' | 'not-offered' | 'failed' | null;
  /**
   * True when an endpoint failed that would have said name, description, languages and registrations: then a null
   * among them does not replace what is known.
   */
  readonly isPartlyRead: boolean;
  /** Time from asking for the NodeInfo document to its last byte, in milliseconds. */
  readonly latencyMs: number;
  /** The network that this document came from; null when the address is not known, or says nothing. */
  readonly network: HostNetwork | null;
}

/** What asking for a peer list came to. */
export interface PeersRead {
  /** Length of the list as published; null when it is not, or not all of its pages have been read yet. */
  readonly count: number | null;
  /** Where the next visit goes on; null: nothing is left to read. */
  readonly next: string | null;
  /** Why there is no list; null when there is one. */
  readonly unread: 'forbidden' | 'not-published' | 'failed' | null;
  /** The names in it. */
  readonly hosts: readonly HostName[];
  /** Entries that are no host names, by reason. */
  readonly refused: ReadonlyMap<PeerRefusal, number>;
}

/** What a host's robots.txt says to us, to be used again; also when that is nothing. */
export interface KeptRobots {
  readonly readAt: Date;
  /** Written and read by `db/model/kept-robots.ts`; at most 16 KiB as JSON. */
  readonly robots: unknown;
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
  /**
   * Set when the visit has read robots.txt: what to keep of it. Its `robots` is null when that is too much to be kept,
   * and what was kept before is dropped.
   */
  readonly robots: KeptRobots | null;
  /** Set exactly when the outcome is `up`. */
  readonly instance: InstanceReading | null;
  /** Set when the peer list was asked for at this visit. */
  readonly peers: PeersRead | null;
  /** Names to add to the frontier beside the peers: the name that a host moved to, an account domain. */
  readonly namedHosts: readonly HostName[];
}
