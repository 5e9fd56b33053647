import type { Duplex } from 'node:stream';
import type { Answer, BinaryAnswer } from '../answer.ts';
import type { CertificateKind } from '../authority.ts';
import type { ReportedFigures } from '../instance-state.ts';
import type { SimulatedHost } from '../population.ts';
import type { RobotsFile } from '../robots-file.ts';

/**
 * What an honest census comes to know of a server. `healthy`: its NodeInfo may be read and is good. `forbidden`: it
 * answers, but its robots.txt keeps NodeInfo from us, or NodeInfo itself asks not to be counted. `moved`: it says that
 * it is elsewhere now, for good. `failing`: it answers with something else, or never. `gone`: it says that it wants to
 * be forgotten. `dead`: nobody answers. `unborn`: not there yet.
 */
export const conditions = ['healthy', 'forbidden', 'moved', 'failing', 'gone', 'dead', 'unborn'] as const;

/** One of {@link conditions}. */
export type Condition = (typeof conditions)[number];

/** An answer below HTTP: bytes written by hand. */
export interface RawAnswer {
  /**
   * Called once, when the answer is due. Whatever is written, no other request is answered on this connection.
   *
   * @param socket the secured connection; its end ends everything that was begun.
   * @param reset ends the connection by a TCP reset.
   */
  readonly write: (socket: Duplex, reset: () => void) => void;
}

/** What a faulty server does with a request; `never`: nothing at all. */
export type FaultyAnswer = Answer | BinaryAnswer | RawAnswer | 'never';

/** A request, as far as a fault looks at it. */
export interface FaultyRequest {
  /** Without its query. */
  readonly path: string;
  /** The faulty server's own name. */
  readonly host: string;
  readonly userAgent: string | null;
  /** The name of an honest server of another site. */
  readonly elsewhere: string;
}

/** Which document of a server an answer is. */
export type DocumentPart = 'discovery' | 'nodeinfo' | 'other';

/** How a faulty server behaves where it differs. */
export interface Fault {
  readonly condition: Condition;
  /** Only Mastodon and its forks can have it: it shows in documents or lists of theirs. */
  readonly isOfMastodon?: boolean;
  /** It costs a client all its patience: left out by those who are in a hurry. */
  readonly neverEnds?: boolean;
  /** TLS is refused: see `door.ts` for the two ways in which that happens. */
  readonly refusesTls?: boolean;
  /** The certificate that it shows, when that is not a good one of its own. */
  readonly certificate?: CertificateKind;
  /** It accepts the connection and never answers the client's hello. */
  readonly stallsTls?: boolean;
  /** Its robots.txt, when that is not its family's; `unavailable`: nobody can read one, so nothing may be asked. */
  readonly robots?: RobotsFile | 'unavailable';
  /** In place of the family's answer; null leaves that path to the family. */
  readonly answer?: (request: FaultyRequest) => FaultyAnswer | null;
  /** Changes the family's answer. */
  readonly alter?: (answer: Answer, part: DocumentPart) => Answer | BinaryAnswer;
  /** What a census makes of the figures that its NodeInfo states. Default: what the family states. */
  readonly figures?: (stated: ReportedFigures) => ReportedFigures;
  /** Changes what is told of the server, when it is drawn. */
  readonly rewrite?: (host: SimulatedHost) => Partial<SimulatedHost>;
  /** Changes its peer list. No name that is added is a server's. */
  readonly poison?: (list: readonly unknown[], host: SimulatedHost, floodNames: number) => readonly unknown[];
  readonly latencyMs?: (usualMs: number) => number;
}

/** For what stands behind a web server that serves the static robots.txt whatever happens. */
export function behindRobots(
  answer: (request: FaultyRequest) => FaultyAnswer | null,
): (request: FaultyRequest) => FaultyAnswer | null {
  return (request) => (request.path === '/robots.txt' ? null : answer(request));
}

/** For one path only; all others are the family's. */
export function atPath(
  path: string,
  answer: (request: FaultyRequest) => FaultyAnswer | null,
): (request: FaultyRequest) => FaultyAnswer | null {
  return (request) => (request.path === path ? answer(request) : null);
}
