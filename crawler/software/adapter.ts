import type { HostName } from '../../db/model/host-name.ts';
import type { Rule } from '../../db/model/rules.ts';
import type { RegistrationMode } from '../../db/model/status.ts';
import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';

/**
 * What asking one path of a host came to.
 * `json`: the document. `forbidden`: robots.txt or X-Robots-Tag keeps us from it. `status`: another HTTP status than
 * 200. `unusable`: no JSON within our limits. `failed`: the network; the rest of the visit is pointless.
 */
export type Answer =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'unusable'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** Asks the visited host for one JSON document: permission, limits and parsing are seen to. */
export type Ask = (path: string, options?: { readonly maxBodyBytes?: number }) => Promise<Answer>;

/**
 * The rules of an instance, or why they could not be read. `unread` closes no rule set: a failing endpoint is not
 * a server without rules.
 */
export type RulesReading =
  | { readonly kind: 'read'; readonly rules: readonly Rule[] }
  | { readonly kind: 'unread'; readonly reason: 'forbidden' | 'not-offered' | 'failed' };

/** What an instance says about itself beyond NodeInfo. Null: it does not say. */
export interface About {
  readonly name: string | null;
  /** Plain text. */
  readonly description: string | null;
  /** BCP 47 tags in canonical form; null when not stated. */
  readonly languages: readonly string[] | null;
  readonly registrations: RegistrationMode | null;
  readonly rules: RulesReading;
}

/** A peer list, or why there is none. A list that is switched off is not an error. */
export type PeersReading =
  | {
      readonly kind: 'read';
      readonly hosts: ReadonlySet<HostName>;
      /** Entries that are no host names of ours, by reason. */
      readonly refused: ReadonlyMap<string, number>;
      /** Length of the list as published, before anything was refused or cut. */
      readonly length: number;
    }
  | { readonly kind: 'unread'; readonly reason: 'forbidden' | 'not-published' | 'failed' };

/** How one family of software says what NodeInfo does not. One file a family. */
export interface SoftwareAdapter {
  /** The family's name, which need not be the software's: Hometown is of the family "mastodon". */
  readonly family: string;
  readAbout(ask: Ask, nodeInfo: NodeInfo): Promise<About>;
  readPeers(ask: Ask, nodeInfo: NodeInfo): Promise<PeersReading>;
}
