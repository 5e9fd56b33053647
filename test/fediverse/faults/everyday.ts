import { empty, html, json, text } from '../answer.ts';
import { allowAll, denyAll, formatRobots } from '../robots-file.ts';
import { atPath, behindRobots, type Fault } from './fault.ts';

/** What is met every day among real servers. */
export const everydayKinds = [
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

const parkedPage = html(
  '<!doctype html><html><head><title>This name is for sale</title></head><body><p>Enquire within.</p></body></html>',
);
const brokenPage = html(
  '<!doctype html><title>Something went wrong</title><h1>Something went wrong</h1>',
  500,
);
const unknownPage = html('<!doctype html><title>Not found</title><h1>404</h1>', 404);

/** The faults of {@link everydayKinds}. */
export const everydayFaults: Readonly<Record<(typeof everydayKinds)[number], Fault>> = {
  'dead-name': { condition: 'dead', refusesTls: true },
  'http-500': { condition: 'failing', answer: behindRobots(() => brokenPage) },
  'not-found': { condition: 'failing', robots: allowAll, answer: () => unknownPage },
  'html-200': { condition: 'failing', robots: allowAll, answer: () => parkedPage },
  'bad-json': {
    condition: 'failing',
    answer: atPath('/.well-known/nodeinfo', () => ({
      status: 200,
      contentType: 'application/json; charset=utf-8',
      body: '{"links":[{"rel":"http://no',
    })),
  },
  stall: { condition: 'failing', neverEnds: true, robots: 'unavailable', answer: () => 'never' },
  'gone-410': { condition: 'gone', robots: allowAll, answer: () => empty(410) },
  'robots-deny-all': {
    condition: 'forbidden',
    robots: denyAll,
    answer: atPath('/robots.txt', () => text(formatRobots(denyAll))),
  },
  'no-peers': {
    condition: 'healthy',
    isOfMastodon: true,
    // As Mastodon answers with `peers_api_enabled` off.
    answer: atPath('/api/v1/instance/peers', () => empty(404)),
  },
  'limited-federation': {
    condition: 'healthy',
    isOfMastodon: true,
    answer: atPath('/api/v1/instance/peers', () =>
      json({ error: 'This method requires an authenticated user' }, { status: 401 }),
    ),
  },
  slow: { condition: 'healthy', latencyMs: (usualMs) => Math.min(500 + 10 * usualMs, 3_000) },
};
