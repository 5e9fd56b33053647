import type { Answer } from '../answer.ts';
import type { InstanceState, ReportedFigures, SimulatedRule } from '../instance-state.ts';
import type { Registrations } from '../population.ts';
import type { RobotsFile } from '../robots-file.ts';

/** What a family needs to know of a request beside its path, and of the world outside the one instance. */
export interface Surroundings {
  /** HEAD is answered as GET. POST comes only to the paths in {@link Family.postPaths}. */
  readonly method: 'GET' | 'POST';
  readonly query: URLSearchParams;
  /** The JSON document of a POST; undefined when there is none, or it is no JSON. */
  readonly body: unknown;
  /** The instance's peer list on that day, garbage included; computed when asked for. */
  readonly peers: () => readonly unknown[];
}

/** Whether a server publishes its peers, at {@link Family.peersPaths}. */
export type PeerPolicy = 'published' | 'not-published' | 'members-only';

/** What a server says of itself in the documents that are simulated; null: it does not say. */
export interface Stated {
  readonly title: string | null;
  /** Plain text. */
  readonly description: string | null;
  /** BCP 47. */
  readonly languages: readonly string[] | null;
  readonly registrations: Registrations | null;
  /** In order; empty: it states that it has none. */
  readonly rules: readonly SimulatedRule[] | null;
}

/**
 * What NodeInfo can say: `openRegistrations: true` does not tell open from approval, `false` means closed to newcomers.
 * Name and description are in the metadata of many, but not all.
 */
export function statedInNodeInfo(
  { host }: InstanceState,
  ways: { isOpen: boolean; isNamed: boolean },
): Stated {
  return {
    title: ways.isNamed ? host.title : null,
    description: ways.isNamed && host.description !== '' ? host.description : null,
    languages: null,
    registrations: ways.isOpen ? null : 'closed',
    rules: null,
  };
}

/** Whether a server takes newcomers, with or without approval: what most software calls open. */
export function takesNewcomers({ host }: InstanceState): boolean {
  return host.registrations === 'open' || host.registrations === 'approval';
}

/**
 * How one family of software answers. One file a family. Every function is pure: the state of one instance on one day
 * in, an answer out.
 */
export interface Family {
  readonly name: string;
  /** The paths where NodeInfo is found, for what robots.txt allows: discovery first, then the document. */
  readonly nodeInfoPaths: readonly [discovery: string, document: string];
  robots(state: InstanceState): RobotsFile;
  /** The figures that its NodeInfo states; null where it states none. */
  reported(state: InstanceState): ReportedFigures;
  /** What its documents say beside figures; null where they do not. */
  stated(state: InstanceState): Stated;
  peerPolicy(state: InstanceState): PeerPolicy;
  /** Where the peers are, for what robots.txt allows. Default: /api/v1/instance/peers. */
  readonly peersPaths?: readonly string[];
  /** Names of the list that one visit can get to, where it is given in pages. Default: all. */
  peersAtOnce?(state: InstanceState): number;
  /** Paths that take POST. Default: none; POST is refused with 405. */
  readonly postPaths?: readonly string[];
  /** The answer to a request for a path (without its query); null where the software has nothing. */
  answer(path: string, state: InstanceState, surroundings: Surroundings): Answer | null;
  /** What it says where it has nothing. */
  notFound(path: string): Answer;
}
