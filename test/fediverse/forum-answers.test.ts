import { describe, expect, test } from 'vitest';
import { parseRobots } from '../../crawler/net/robots.ts';
import type { Answer, Ask } from '../../crawler/software/adapter.ts';
import { adapterOf } from '../../crawler/software/table.ts';
import { isAllowed } from '../../db/model/robots.ts';
import { addDays } from '../../db/model/utc-day.ts';
import { nodeInfoOf } from '../support/answering.ts';
import { hasSharedData, readShared, readSharedJson } from '../support/shared-data.ts';
import type { InstanceState } from './instance-state.ts';
import { listPeers } from './peers.ts';
import { createPopulation } from './population.ts';
import { crawlDelayOf, permits } from './robots-file.ts';
import { departures } from './shapes.ts';
import type { Surroundings } from './software/family.ts';
import { familyOf } from './software/table.ts';

/** Misskey, Lemmy and their relatives: what they answer, and whether an adapter finds in it what the truth states. */
const forumNames = [
  'misskey',
  'sharkey',
  'cherrypick',
  'firefish',
  'iceshrimp',
  'iceshrimp.net',
  'lemmy',
  'piefed',
  'mbin',
  'kbin',
];
const population = createPopulation({
  hosts: 1_000,
  faults: { 'dead-name': 0 },
  softwareShares: { mastodon: 1, ...Object.fromEntries(forumNames.map((name) => [name, 1])) },
  peersScale: 3,
});
const day = addDays(population.settings.firstDay, 30);
const states = population.hosts
  .filter(({ software, bornOn }) => forumNames.includes(software) && bornOn <= day)
  .map((host) => population.stateOf(host, day));

function surroundingsOf(state: InstanceState, query = '', post?: unknown): Surroundings {
  return {
    method: post === undefined ? 'GET' : 'POST',
    query: new URLSearchParams(query),
    body: post,
    peers: () => listPeers(population, state.host, day),
  };
}

/** Asks a simulated server without a network; at most eight requests, three of which are over. */
function askOf(state: InstanceState): { readonly ask: Ask; readonly requestsLeft: () => number } {
  const family = familyOf(state.host.software);
  const robots = family.robots(state);
  let left = 5;
  const ask: Ask = async (address, { post } = {}): Promise<Answer> => {
    const [path = '/', query = ''] = address.split('?');
    if (!permits(robots, path)) return { kind: 'forbidden' };
    if (left === 0) return { kind: 'failed', reason: 'no request left' };
    left -= 1;
    if (post !== undefined && family.postPaths?.includes(path) !== true)
      return { kind: 'status', status: 405 };
    const answer = family.answer(path, state, surroundingsOf(state, query, post)) ?? family.notFound(path);
    if (answer.status !== 200) return { kind: 'status', status: answer.status };
    return answer.contentType?.startsWith('application/json') === true
      ? { kind: 'json', value: JSON.parse(answer.body) }
      : { kind: 'unusable', reason: 'bad-json' };
  };
  return { ask, requestsLeft: () => left };
}

function answerOf(state: InstanceState, address: string, post?: unknown): unknown {
  const [path = '/', query] = address.split('?');
  const answer = familyOf(state.host.software).answer(path, state, surroundingsOf(state, query, post));
  if (answer === null) throw new Error(`${state.host.software} answers nothing at ${address}.`);
  return JSON.parse(answer.body);
}

const nodeInfoOfState = (state: InstanceState) =>
  nodeInfoOf(answerOf(state, documentPathOf(state)) as Record<string, unknown>);

function documentPathOf(state: InstanceState): string {
  const { links } = answerOf(state, '/.well-known/nodeinfo') as { links: { href: string }[] };
  return new URL(links.at(-1)?.href ?? '').pathname;
}

/** The state of a server that fits. */
function someState(software: string, fits: (state: InstanceState) => boolean = () => true): InstanceState {
  const state = states.find((each) => each.host.software === software && fits(each));
  if (state === undefined) throw new Error(`No ${software} fits.`);
  return state;
}

/** The same server in another version. */
const inVersion = (version: string) => ({ ...someState('lemmy'), version });

test.for(forumNames)('%s: an adapter finds what the truth states', async (software) => {
  const own = states.filter((state) => state.host.software === software);
  expect(own.length).toBeGreaterThan(30);
  for (const state of own) {
    const { ask, requestsLeft } = askOf(state);
    const about = await adapterOf(software).readAbout(ask, nodeInfoOfState(state));
    const { title, description, languages, registrations, rules } = familyOf(software).stated(state);
    expect(requestsLeft(), 'at most two requests').toBeGreaterThanOrEqual(3);
    expect(about).toMatchObject({ name: title, description, languages, registrations });
    expect(
      about.rules.kind === 'read' ? about.rules.rules.map(({ text, hint }) => [text, hint]) : null,
    ).toEqual(rules?.map(({ text, hint }) => [text, hint === '' ? null : hint]) ?? null);
    if (about.accountDomain !== null) expect(about.accountDomain).toBe(state.host.host);
  }
});

test.for(forumNames)('%s: visits read the whole peer list, garbage counted', async (software) => {
  const lengths = [];
  for (const state of states.filter(({ host }) => host.software === software).slice(0, 40)) {
    const family = familyOf(software);
    const list = listPeers(population, state.host, day);
    const mayRead = (family.peersPaths ?? []).every((path) => permits(family.robots(state), path));
    const isPublished = family.peerPolicy(state) === 'published' && mayRead;
    const { hosts, refused, length } = await readAllPeers(state);
    expect(length).toBe(isPublished && list.length > 0 ? list.length : null);
    if (length === null) continue;
    const parsed = new Set(list.filter((name) => population.byName.has(String(name))));
    expect([...parsed].filter((name) => !hosts.has(String(name)))).toEqual([]);
    expect(refused).toBeLessThanOrEqual(list.length - parsed.size);
    lengths.push(length);
  }
  if (!['kbin', 'iceshrimp.net'].includes(software)) expect(lengths.length).toBeGreaterThan(5);
});

test('lists that are given in pages are read over several visits', async () => {
  const misskey = someState('misskey', ({ host }) => listPeers(population, host, day).length > 450);
  const lemmy = someState('lemmy');
  for (const state of [
    // Without Mastodon's list.
    { ...misskey, host: { ...misskey.host, whim: 0.99 } },
    {
      ...lemmy,
      version: '1.0.0',
      host: { ...lemmy.host, index: misskey.host.index, whim: 0.05, peerShare: 0.9 },
    },
  ]) {
    const list = listPeers(population, state.host, day);
    const { length, visits } = await readAllPeers(state);
    expect(list.length).toBeGreaterThan(450);
    expect(length).toBe(list.length);
    expect(visits).toBeGreaterThan(1);
  }
});

/** Reads a peer list in as many visits as it takes. */
async function readAllPeers(state: InstanceState) {
  const hosts = new Set<string>();
  const nodeInfo = nodeInfoOfState(state);
  let refused = 0;
  let from: string | null = null;
  for (let visit = 0; visit < 50; visit += 1) {
    const { ask } = askOf(state);
    const peers = await adapterOf(state.host.software).readPeers(ask, { nodeInfo, from, maxRequests: 4 });
    if (peers.kind === 'unread') return { hosts, refused, length: null, visits: visit + 1 };
    for (const host of peers.hosts) hosts.add(host);
    for (const count of peers.refused.values()) refused += count;
    from = peers.next;
    if (from === null) return { hosts, refused, length: peers.length, visits: visit + 1 };
    expect(from.length).toBeLessThanOrEqual(200);
    expect(peers.length).toBeNull();
  }
  throw new Error('The list has no end.');
}

test('both kinds of Lemmy, and of its robots.txt, occur', () => {
  const lemmy = states.filter(({ host }) => host.software === 'lemmy');
  expect(lemmy.some(({ version }) => version.startsWith('1.'))).toBe(true);
  expect(lemmy.some(({ version }) => version.startsWith('0.17.'))).toBe(true);
  const delays = new Set(lemmy.map((state) => crawlDelayOf(familyOf('lemmy').robots(state))));
  expect([...delays].toSorted()).toEqual([0, 60]);
});

describe.skipIf(!hasSharedData)(
  'answers have the shape of recorded ones (without ../shared/data they are not there)',
  () => {
    const recorded = (path: string) => readSharedJson(`fixtures/${path}`);

    test('Misskey: what meta has for us is in the recorded one, or in the one from the source', () => {
      const state = someState('misskey', ({ version }) => version.startsWith('2025'));
      const found = departures(answerOf(state, '/api/meta', {}), [
        recorded('misskey/api_meta__fediverse.space-fixture.json'),
        recorded('_from_source/misskey/api_meta__modern.json'),
      ]);
      expect(found.filter((departure) => !departure.startsWith('- '))).toEqual([]);
    });

    test('Misskey: a page of instances', () => {
      const page = answerOf(someState('misskey'), '/api/federation/instances', { limit: 2 });
      const recording = recorded('_from_source/misskey/api_federation_instances__page.json');
      expect(departures(page, [recording])).toEqual([]);
    });

    test('Lemmy 0.19: the site', () => {
      const state = { ...inVersion('0.19.13'), rules: [] };
      const found = departures(answerOf(state, '/api/v3/site'), [
        recorded('lemmy/api_v3_site__lemmy.ml__2026-02-27.json'),
        recorded('lemmy/api_v3_site__feddit.org__2024-10-15.json'),
      ]);
      expect(found.filter((departure) => departure.startsWith('~ '))).toEqual([]);
      expect(found.filter((departure) => departure.startsWith('+ '))).toEqual([]);
    });

    test('Lemmy 0.19 and 1.0: whom it federates with', () => {
      expect(
        departures(answerOf(inVersion('0.19.13'), '/api/v3/federated_instances'), [
          recorded('_from_source/lemmy/api_v3_federated_instances__two.json'),
        ]),
      ).toEqual([]);
      const own = answerOf(inVersion('1.0.0'), '/api/v4/federated_instances?kind=linked&limit=1');
      const recording = recorded('_from_source/lemmy/api_v4_federated_instances__page.json');
      // The recording is of all kinds.
      const isOfBlocked = (departure: string) => departure.startsWith('- .items[].blocked');
      expect(departures(own, [recording]).filter((departure) => !isOfBlocked(departure))).toEqual([]);
    });

    test.for([
      ['piefed', '/nodeinfo/2.0', '_from_source/piefed/nodeinfo_2.0__no-services.json'],
      ['piefed', '/nodeinfo/2.1', '_from_source/piefed/nodeinfo_2.1__full.json'],
      ['mbin', '/nodeinfo/2.1.json', '_from_source/mbin/nodeinfo_2.1__full.json'],
      ['mbin', '/api/federated', '_from_source/mbin/api_federated__page.json'],
      ['kbin', '/.well-known/nodeinfo', '_from_source/kbin/well-known-nodeinfo__https-rel.json'],
      ['iceshrimp.net', '/nodeinfo/2.1', '_from_source/iceshrimp.net/nodeinfo_2.1__todo.json'],
    ] as const)('%s: %s', ([software, path, recording]) => {
      expect(departures(answerOf(someState(software), path), [recorded(recording)])).toEqual([]);
    });

    test.for([
      ['piefed', 'piefed/robots__default.txt'],
      ['mbin', 'mbin/robots__default.txt'],
      ['kbin', 'kbin/robots__default.txt'],
      ['firefish', 'firefish/robots__default.txt'],
      ['sharkey', 'sharkey/robots__default.txt'],
    ] as const)('%s: its robots.txt lets a census read what the real one does', ([software, recording]) => {
      const real = parseRobots(readShared(`fixtures/${recording}`).toString());
      const file = familyOf(software).robots(someState(software));
      const paths = [
        '/',
        '/nodeinfo/2.1',
        '/api/v3/site',
        '/api/instance',
        '/api/meta',
        '/login',
        '/terms',
        '/search/',
      ];
      expect(paths.map((path) => permits(file, path))).toEqual(paths.map((path) => isAllowed(real, path)));
      // Mbin's pause is not simulated (`software/mbin.ts`).
      if (software !== 'mbin') expect(crawlDelayOf(file)).toBe(real.crawlDelaySeconds ?? 0);
    });
  },
);
