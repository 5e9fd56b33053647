import { expect, test } from 'vitest';
import { ask, type WireAnswer } from '../support/fediverse.ts';
import { everydayKinds } from './faults/everyday.ts';
import { faultKinds, faults } from './faults.ts';
import { allFaultShares, withoutEndless } from './options.ts';
import { createPopulation } from './population.ts';
import { startFediverse } from './start.ts';

type EverydayKind = (typeof everydayKinds)[number];

/** What a client finds at each path of a server; `nothing`: no answer before the patience is over. */
type Found = WireAnswer | 'refused' | 'nothing';

/** Only for the kind that never answers: the others may take their time on a busy machine. */
const patienceMs = 400;
const paths = ['/robots.txt', '/.well-known/nodeinfo', '/nodeinfo/2.0', '/api/v1/instance/peers'] as const;

/** Starts a fediverse in which all but the seeds have this one fault, and looks at one of them. */
async function findAt(
  kind: EverydayKind,
): Promise<Record<(typeof paths)[number], Found> & { condition: string }> {
  await using fediverse = await startFediverse({
    hosts: 12,
    faults: { [kind]: 1 },
    softwareShares: { mastodon: 1 },
    birthShare: 0,
    latencyMedianMs: 0,
  });
  const host = fediverse.truth().hosts.find(({ fault }) => fault === kind);
  if (host === undefined) throw new Error(`Nobody has ${kind}.`);
  const found = await Promise.all(
    paths.map(async (path): Promise<Found> => {
      const signal = AbortSignal.timeout(kind === 'stall' ? patienceMs : 10_000);
      try {
        return await ask(fediverse, host.host, path, { signal });
      } catch (error) {
        return (error as Error).name === 'AbortError' ? 'nothing' : 'refused';
      }
    }),
  );
  return { ...zip(found), condition: host.condition };
}

function zip(found: readonly Found[]): Record<(typeof paths)[number], Found> {
  return Object.fromEntries(paths.map((path, index) => [path, found[index]])) as Record<
    (typeof paths)[number],
    Found
  >;
}

const answer = (status: number, type: RegExp, body: RegExp) => ({
  status,
  headers: { 'content-type': expect.stringMatching(type) },
  body: expect.stringMatching(body),
});
const good = { status: 200, body: expect.stringMatching(/^[[{]/) };
const robots = answer(200, /^text\/plain/, /Disallow: \/media_proxy\//);

/** What each kind is to look like. */
const expected: Readonly<Record<EverydayKind, object>> = {
  'dead-name': zip(['refused', 'refused', 'refused', 'refused']),
  'http-500': {
    '/robots.txt': robots,
    '/.well-known/nodeinfo': answer(500, /html/, /wrong/),
    '/nodeinfo/2.0': { status: 500 },
  },
  'not-found': { '/robots.txt': { status: 404 }, '/.well-known/nodeinfo': answer(404, /html/, /404/) },
  'html-200': {
    '/robots.txt': answer(200, /html/, /sale/),
    '/.well-known/nodeinfo': answer(200, /html/, /sale/),
  },
  'bad-json': { '/robots.txt': robots, '/.well-known/nodeinfo': answer(200, /json/, /no$/) },
  stall: zip(['nothing', 'nothing', 'nothing', 'nothing']),
  'gone-410': { '/robots.txt': { status: 410 }, '/.well-known/nodeinfo': { status: 410, body: '' } },
  'robots-deny-all': {
    '/robots.txt': answer(200, /plain/, /^Disallow: \/$/m),
    '/.well-known/nodeinfo': good,
  },
  'no-peers': {
    '/nodeinfo/2.0': good,
    '/api/v1/instance/peers': { status: 404, body: '', headers: { 'content-length': '0' } },
  },
  'limited-federation': {
    '/nodeinfo/2.0': good,
    '/api/v1/instance/peers': answer(401, /json/, /authenticated user/),
  },
  slow: { '/robots.txt': robots, '/nodeinfo/2.0': good, '/api/v1/instance/peers': good },
};

test.for(everydayKinds)('%s looks as it should, and the truth knows it', async (kind) => {
  expect(await findAt(kind)).toMatchObject({ ...expected[kind], condition: faults[kind].condition });
});

test('a slow server takes its time, though the others do not wait at all', async () => {
  await using fediverse = await startFediverse({
    hosts: 12,
    faults: { slow: 1 },
    softwareShares: { mastodon: 1 },
    birthShare: 0,
    latencyMedianMs: 0,
  });
  const [seed = ''] = fediverse.seeds;
  const slow = fediverse.truth().hosts.find(({ fault }) => fault === 'slow')?.host ?? '';
  const order: string[] = [];
  await Promise.all(
    [slow, seed].map(async (host) => {
      await ask(fediverse, host, '/nodeinfo/2.0');
      order.push(host);
    }),
  );
  expect(order).toEqual([seed, slow]);
});

test('all of them are met in a fediverse with all faults, and about two thirds of its servers have none', () => {
  const { hosts } = createPopulation({ hosts: 3_000, faults: 'all' });
  const met = new Set(hosts.flatMap(({ fault }) => fault ?? []));
  expect(faultKinds.filter((kind) => !met.has(kind))).toEqual([]);
  const without = hosts.filter(({ fault }) => fault === null).length;
  expect(without / hosts.length).toBeGreaterThan(0.6);
  expect(without / hosts.length).toBeLessThan(0.85);
});

test('those that never end can be left out', () => {
  const quick = withoutEndless(allFaultShares);
  const endless = faultKinds.filter((kind) => quick[kind] === 0);
  expect(endless).toEqual(['stall', 'drip', 'tls-stall']);
  const { hosts } = createPopulation({ hosts: 3_000, faults: 'quick' });
  expect(hosts.filter(({ fault }) => fault === 'stall')).toEqual([]);
});
