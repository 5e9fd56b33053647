import { type Answer, empty, html, json, text } from './answer.ts';
import { denyAll, formatRobots } from './robots-file.ts';

/** The ways in which a simulated server differs from a healthy one. */
export const faultKinds = [
  'dead-name',
  'http-500',
  'not-found',
  'html-200',
  'bad-json',
  'stall',
  'gone-410',
  'robots-deny-all',
  'no-peers',
  'limited-federation',
  'slow',
] as const;

/** One of {@link faultKinds}. */
export type FaultKind = (typeof faultKinds)[number];

/**
 * What an honest census comes to know of a server. `healthy`: its NodeInfo may be read and is good. `forbidden`: it
 * answers, but its robots.txt keeps NodeInfo from us. `failing`: it answers with something else, or never. `gone`: it
 * says that it wants to be forgotten. `dead`: nobody answers. `unborn`: not there yet.
 */
export const conditions = ['healthy', 'forbidden', 'failing', 'gone', 'dead', 'unborn'] as const;

/** One of {@link conditions}. */
export type Condition = (typeof conditions)[number];

/** How a faulty server behaves where it differs. */
export interface Fault {
  readonly condition: Condition;
  /** Only servers that publish a peer list can have it. */
  readonly isOfPeerLists?: boolean;
  /** TLS is refused: see `server.ts` for the two ways in which that happens. */
  readonly refusesTls?: boolean;
  /** In place of the family's answer; null leaves that path to the family, `never` leaves the request without answer. */
  readonly answer?: (path: string) => Answer | 'never' | null;
  readonly latencyMs?: (usualMs: number) => number;
}

const parkedPage = html(
  '<!doctype html><html><head><title>This name is for sale</title></head><body><p>Enquire within.</p></body></html>',
);
const brokenPage = html(
  '<!doctype html><title>Something went wrong</title><h1>Something went wrong</h1>',
  500,
);
const unknownPage = html('<!doctype html><title>Not found</title><h1>404</h1>', 404);

/** The faults, one entry a kind. `README.md` says how to add one. */
export const faults: Readonly<Record<FaultKind, Fault>> = {
  'dead-name': { condition: 'dead', refusesTls: true },
  // The web server in front still serves the static robots.txt; what fails is the software behind it.
  'http-500': { condition: 'failing', answer: (path) => (path === '/robots.txt' ? null : brokenPage) },
  'not-found': { condition: 'failing', answer: () => unknownPage },
  'html-200': { condition: 'failing', answer: () => parkedPage },
  'bad-json': {
    condition: 'failing',
    answer: (path) => {
      if (path !== '/.well-known/nodeinfo') return null;
      return {
        status: 200,
        contentType: 'application/json; charset=utf-8',
        body: '{"links":[{"rel":"http://no',
      };
    },
  },
  stall: { condition: 'failing', answer: () => 'never' },
  'gone-410': { condition: 'gone', answer: () => empty(410) },
  'robots-deny-all': {
    condition: 'forbidden',
    answer: (path) => (path === '/robots.txt' ? text(formatRobots(denyAll)) : null),
  },
  'no-peers': {
    condition: 'healthy',
    isOfPeerLists: true,
    // As Mastodon answers with `peers_api_enabled` off.
    answer: (path) => (path === '/api/v1/instance/peers' ? empty(404) : null),
  },
  'limited-federation': {
    condition: 'healthy',
    isOfPeerLists: true,
    answer: (path) => {
      if (path !== '/api/v1/instance/peers') return null;
      return json({ error: 'This method requires an authenticated user' }, { status: 401 });
    },
  },
  slow: { condition: 'healthy', latencyMs: (usualMs) => Math.min(500 + 10 * usualMs, 3_000) },
};
