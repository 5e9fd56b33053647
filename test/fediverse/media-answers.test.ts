import { describe, expect, test } from 'vitest';
import { parseRobots } from '../../crawler/net/robots.ts';
import { interpretFigures } from '../../crawler/software/quirks.ts';
import { adapterOf } from '../../crawler/software/table.ts';
import { parseHostName } from '../../db/model/host-name.ts';
import { isAllowed } from '../../db/model/robots.ts';
import { addDays } from '../../db/model/utc-day.ts';
import { hasSharedData, readShared, readSharedJson } from '../support/shared-data.ts';
import { askSimulated, type SimulatedServer } from '../support/simulated-ask.ts';
import type { InstanceState } from './instance-state.ts';
import { createPopulation } from './population.ts';
import { permits } from './robots-file.ts';
import { departures } from './shapes.ts';
import { familyOf } from './software/table.ts';

/**
 * Servers for films, pictures, music and meetings, and those of the older networks: what they answer, and whether an
 * adapter finds in it what the truth states.
 */
const names = [
  ...['peertube', 'pixelfed', 'loops', 'funkwhale', 'mobilizon', 'gancio'],
  ...['friendica', 'hubzilla', 'streams', 'forte', 'diaspora', 'gnusocial'],
];
const population = createPopulation({
  hosts: 1_200,
  faults: { 'dead-name': 0 },
  softwareShares: { mastodon: 1, ...Object.fromEntries(names.map((name) => [name, 1])) },
  peersScale: 3,
});
const day = addDays(population.settings.firstDay, 30);
const states = population.hosts
  .filter(({ software, bornOn }) => names.includes(software) && bornOn <= day)
  .map((host) => population.stateOf(host, day));
const servers = states.map((state) => ({ state, server: askSimulated(population, state, day) }));
const serversOf = (software: string) => servers.filter(({ state }) => state.host.software === software);

/** A server that fits. */
function someServer(software: string, fits: (state: InstanceState) => boolean = () => true) {
  const found = serversOf(software).find(({ state }) => fits(state));
  if (found === undefined) throw new Error(`No ${software} fits.`);
  return found;
}

test.for(names)(
  '%s: an adapter finds what the truth states, in two requests at most (an old Friendica takes three)',
  async (software) => {
    const own = serversOf(software);
    expect(own.length).toBeGreaterThan(30);
    for (const { state, server } of own) {
      const { ask, requestsLeft } = server.visit();
      const about = await adapterOf(software).readAbout(ask, server.nodeInfo);
      const { title, description, languages, registrations, rules } = familyOf(software).stated(state);
      expect(requestsLeft()).toBeGreaterThanOrEqual(software === 'friendica' ? 1 : 3);
      expect(about).toMatchObject({ name: title, description, languages, registrations });
      const words = about.rules.kind === 'read' ? about.rules.rules.map(({ text }) => text) : null;
      expect(words).toEqual(rules?.map(({ text }) => text) ?? null);
      if (about.accountDomain !== null) expect(about.accountDomain).toBe(state.host.host);
    }
  },
);

test.for(names)('%s: what its figures come to is what the truth reports', (software) => {
  for (const { state, server } of serversOf(software)) {
    const { figures } = interpretFigures(server.nodeInfo);
    expect({
      usersTotal: figures.users_total.value,
      usersActiveMonth: figures.users_active_month.value,
      usersActiveHalfYear: figures.users_active_half_year.value,
      localPosts: figures.local_posts.value,
      localComments: figures.local_comments.value,
    }).toEqual(familyOf(software).reported(state));
  }
});

/** Reads a peer list visit by visit, as one who has read what the server says of itself before. */
async function readAllPeers(software: string, server: SimulatedServer) {
  const hosts = new Set<string>();
  const firstHosts = new Set<string>();
  let refused = 0;
  let from: string | null = null;
  for (let visits = 0; visits < 50; visits += 1) {
    const { ask, requestsLeft } = server.visit();
    await adapterOf(software).readAbout(ask, server.nodeInfo);
    const request = { nodeInfo: server.nodeInfo, from, maxRequests: requestsLeft() };
    const read = await adapterOf(software).readPeers(ask, request);
    if (read.kind === 'unread') return { hosts, firstHosts, refused, length: null, reason: read.reason };
    for (const host of read.hosts) hosts.add(host);
    if (visits === 0) for (const host of read.hosts) firstHosts.add(host);
    for (const count of read.refused.values()) refused += count;
    if (read.next === null) return { hosts, firstHosts, refused, length: read.length, reason: null };
    from = read.next;
  }
  throw new Error('The list has no end.');
}

test.for(['peertube', 'pixelfed', 'friendica', 'funkwhale'])(
  '%s: visits read the whole peer list, garbage counted, and the first as much of it as the truth expects',
  async (software) => {
    const family = familyOf(software);
    const lengths: number[] = [];
    for (const { state, server } of serversOf(software)) {
      const paths = family.peersPaths ?? ['/api/v1/instance/peers'];
      const mayRead = paths.every((path) => permits(family.robots(state), path));
      const isPublished = family.peerPolicy(state) === 'published' && mayRead;
      const { hosts, firstHosts, refused, length } = await readAllPeers(software, server);
      expect(length).toBe(isPublished && server.peers.length > 0 ? server.peers.length : null);
      if (length === null) continue;
      lengths.push(length);
      const named = (list: readonly unknown[]) =>
        list.flatMap((entry) => {
          const parsed = parseHostName(entry);
          return parsed.ok ? [parsed.value] : [];
        });
      expect(hosts).toEqual(new Set(named(server.peers)));
      expect(refused).toBe(server.peers.length - named(server.peers).length);
      const atOnce = named(server.peers.slice(0, family.peersAtOnce?.(state)));
      expect(atOnce.filter((host) => !firstHosts.has(host))).toEqual([]);
    }
    expect(lengths.length).toBeGreaterThan(5);
  },
);

test('some PeerTube lists are longer than one visit can read', () => {
  const { peersAtOnce } = familyOf('peertube');
  const longer = serversOf('peertube').filter(
    ({ server, state }) => server.peers.length > (peersAtOnce?.(state) ?? 0),
  );
  expect(longer.length).toBeGreaterThan(10);
});

const aside = 'without ../shared/data the recorded answers are not there';
const recorded = (path: string) => readSharedJson(`fixtures/${path}`);
/** Recordings that are shortened leave parts out; what they have must be there, in its kind. */
const lacking = (own: unknown, recording: unknown) =>
  departures(own, [recording]).filter((departure) => !departure.startsWith('+'));

/** A server that shows all that its software can show, and has a robots.txt like most. */
const isRich = ({ host, rules, version }: InstanceState) =>
  rules.length > 0 && host.whim < 0.5 && (host.whim * 7) % 1 < 0.75 && version !== '2022.12';

describe.skipIf(!hasSharedData)(`answers have the shape of recorded or documented ones (${aside})`, () => {
  test.for([
    ['peertube', '/api/v1/config', '_from_source/peertube/api_v1_config__signup'],
    ['peertube', '/api/v1/config/about', '_from_source/peertube/api_v1_config_about__full'],
    ['peertube', '/api/v1/server/followers?count=100', '_from_source/peertube/api_v1_server_followers__page'],
    ['friendica', '/api/v2/instance', 'friendica/api_v2_instance__loma.ml__2023'],
    ['friendica', '/nodeinfo/2.2', '_from_source/friendica/nodeinfo_2.2__bluesky'],
    ['friendica', '/nodeinfo/1.0', '_from_source/friendica/nodeinfo_1.0__stats-off'],
    ['hubzilla', '/nodeinfo/1.0', '_from_source/hubzilla/nodeinfo_1.0__hidden'],
    ['hubzilla', '/nodeinfo/2.0', '_from_source/hubzilla/nodeinfo_2.0__open'],
    ['diaspora', '/nodeinfo/2.0', 'diaspora/nodeinfo_2.0__iliketoast'],
    ['diaspora', '/nodeinfo/1.0', 'diaspora/nodeinfo_1.0__iliketoast'],
    ['mobilizon', '/.well-known/nodeinfo/2.1', 'mobilizon/nodeinfo-2.x__mobilizon-fixture-data'],
    ['mobilizon', '/.well-known/nodeinfo', 'mobilizon/well-known-nodeinfo__mobilizon-fixture-both_versions'],
  ] as const)('%s: %s', ([software, address, recording]) => {
    const { server } = someServer(software, isRich);
    expect(lacking(server.document(address), recorded(`${recording}.json`))).toEqual([]);
  });

  test('Mobilizon: the object that is asked for, and nothing for an unknown field', () => {
    const { server } = someServer('mobilizon', isRich);
    const fields =
      'name description longDescription contact registrationsOpen registrationsAllowlist languages';
    const query = `{ config { ${fields} rules terms { type url bodyHtml } federating version } }`;
    const recording = recorded('_from_source/mobilizon/graphql_config__full.json');
    expect(departures(server.document('/api', { query }), [recording])).toEqual([]);
    expect(server.document('/api', { query: '{ config { name waffle } }' })).toEqual({
      errors: [{ message: 'Cannot query field "waffle" on type "Config".' }],
    });
  });

  test('Funkwhale: the metadata of NodeInfo', () => {
    const { server } = someServer('funkwhale', isRich);
    const { metadata } = recorded('_from_source/funkwhale/nodeinfo_2.0__rules-in-metadata.json') as {
      metadata: object;
    };
    expect(lacking(server.nodeInfo.metadata, metadata)).toEqual([]);
  });

  test('Pixelfed before 0.12: counts that are strings', () => {
    const { server } = someServer('pixelfed', ({ version }) => version.startsWith('0.11'));
    const own = server.document('/api/nodeinfo/2.0.json') as { usage: object };
    const real = recorded('pixelfed/nodeinfo-2.0__fediverse.space-fixture.json') as { usage: object };
    expect(departures(own.usage, [real.usage])).toEqual([]);
  });

  test.for(['peertube', 'pixelfed', 'friendica', 'mobilizon', 'gancio', 'diaspora', 'loops'])(
    '%s: its robots.txt lets a census read what the real one does',
    (software) => {
      const real = parseRobots(readShared(`fixtures/${software}/robots__default.txt`).toString());
      const own = familyOf(software).robots(someServer(software, isRich).state);
      for (const path of paths) expect(permits(own, path), path).toBe(isAllowed(real, path));
    },
  );
});

const paths = [
  ...['/', '/.well-known/nodeinfo', '/nodeinfo/2.0', '/nodeinfo/2.1', '/api/nodeinfo/2.0.json'],
  ...['/api', '/api/v1/instance', '/api/v1/config', '/api/v1/server/following', '/siteinfo.json'],
];
