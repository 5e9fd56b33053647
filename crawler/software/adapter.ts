import type { HostName } from '../../db/model/host-name.ts';
import type { InstanceDetails } from '../../db/model/instance-details.ts';
import type { PeerRefusal } from '../../db/model/peer-refusals.ts';
import type { Rule } from '../../db/model/rules.ts';
import type { SoftwareFamily } from '../../db/model/software-families.ts';
import type { RegistrationMode } from '../../db/model/status.ts';
import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import type { Note } from '../nodeinfo/reading.ts';
import type { Wish } from './opt-out-flags.ts';

/**
 * What asking one path of a host came to.
 * `json`: the document. `forbidden`: robots.txt or X-Robots-Tag keeps us from it. `status`: another HTTP status than
 * 200. `unusable`: no JSON within our limits. `failed`: the network, or the visit has no request left; the rest of the
 * visit is pointless.
 */
export type Answer =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'unusable'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** How a document is asked for. */
export interface AskOptions {
  readonly maxBodyBytes?: number;
  /** Keys in all objects of the document together. Default: as `net/json.ts` has it, enough for anything but a list. */
  readonly maxKeys?: number;
  /** Sent by POST as JSON, for APIs that read in no other way. Default: a GET. */
  readonly post?: Readonly<Record<string, unknown>>;
}

/** Asks the visited host for one JSON document: permission, limits and parsing are seen to. */
export type Ask = (path: string, options?: AskOptions) => Promise<Answer>;

/**
 * The rules of an instance, or why they could not be read. `unread` closes no rule set: a failing endpoint is not
 * a server without rules. `not-offered`: its software has no place for them.
 */
export type RulesReading =
  | { readonly kind: 'read'; readonly rules: readonly Rule[] }
  | { readonly kind: 'unread'; readonly reason: 'forbidden' | 'not-offered' | 'failed' };

/** What an instance says about itself beyond NodeInfo. Null: it does not say. */
export interface About {
  readonly name: string | null;
  /** Plain text, or Markdown as written. */
  readonly description: string | null;
  /** BCP 47 tags in canonical form; null when not stated. */
  readonly languages: readonly string[] | null;
  readonly registrations: RegistrationMode | null;
  readonly rules: RulesReading;
  readonly details: InstanceDetails;
  /**
   * The name under which the server's accounts are known (`@somebody@name`), when it says so. Another one than the
   * asked host may be its account domain, or mean that the asked host is an alias.
   */
  readonly accountDomain: HostName | null;
  /** Where the documents depart from their documented shape, so that something could not be taken as it stands. */
  readonly notes?: readonly Note[];
  /** Set when a document says that the server wants to be left out: nothing else of it is used. */
  readonly wish?: Wish;
}

/** What a peer list is asked for with. */
export interface PeersRequest {
  readonly nodeInfo: NodeInfo;
  /** Where an earlier visit left a list that is given in pages (`next` of its reading); null: from the beginning. */
  readonly from: string | null;
  /** Requests that this visit may still make; at least 0. A list needs no more of them than it has pages. */
  readonly maxRequests: number;
}

/** A peer list, or why there is none. A list that is switched off is not an error. */
export type PeersReading =
  | {
      readonly kind: 'read';
      readonly hosts: ReadonlySet<HostName>;
      /** Entries that are no host names of ours, by reason. */
      readonly refused: ReadonlyMap<PeerRefusal, number>;
      /** Length of the list as published, before anything was refused or cut; null while pages are missing. */
      readonly length: number | null;
      /** Where the next visit goes on, at most 200 characters; null: this was all of it. */
      readonly next: string | null;
    }
  | { readonly kind: 'unread'; readonly reason: 'forbidden' | 'not-published' | 'failed' };

/** How one family of software says what NodeInfo does not. One file a family. */
export interface SoftwareAdapter {
  /** Which software it reads (`db/model/software-families.ts`); `nodeinfo-only`: all that is of no family. */
  readonly family: SoftwareFamily | 'nodeinfo-only';
  /** Whether NodeInfo alone tells it everything: such a host is read whole even when it asks for long pauses. */
  readonly asksNothing?: true;
  readAbout(ask: Ask, nodeInfo: NodeInfo): Promise<About>;
  readPeers(ask: Ask, request: PeersRequest): Promise<PeersReading>;
}
