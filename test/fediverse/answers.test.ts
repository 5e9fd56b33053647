import { describe, expect, test } from 'vitest';
import { parseRobots } from '../../crawler/net/robots.ts';
import { isAllowed } from '../../db/model/robots.ts';
import { addDays } from '../../db/model/utc-day.ts';
import { hasSharedData, readShared, readSharedJson } from '../support/shared-data.ts';
import type { InstanceState } from './instance-state.ts';
import { createPopulation, type SimulatedHost } from './population.ts';
import { permits } from './robots-file.ts';
import { departures } from './shapes.ts';
import type { Surroundings } from './software/family.ts';
import { familyOf, softwareNames } from './software/table.ts';

const aside = 'without ../shared/data the recorded answers are not there';
const recorded = (path: string) => readSharedJson(`fixtures/${path}`);

// As many of each as of any other: kmyblue is one in a thousand in the field.
const softwareShares = Object.fromEntries(softwareNames.map((name) => [name, name === 'mastodon' ? 10 : 1]));
const population = createPopulation({ hosts: 1_500, faults: 'none', softwareShares });
const lastDay = addDays(population.settings.firstDay, 364);

/** A plain GET. */
const asked = ({ peers = [] }: { readonly peers?: readonly string[] } = {}): Surroundings => ({
  method: 'GET',
  query: new URLSearchParams(),
  body: undefined,
  peers: () => peers,
});

/** The state of a server that fits, near the end of the simulated year. */
function someState(fits: (state: InstanceState) => boolean): InstanceState {
  const isThere = ({ diesOn }: SimulatedHost) => diesOn === null;
  const states = population.hosts.filter(isThere).map((host) => population.stateOf(host, lastDay));
  const state = states.find(fits);
  if (state === undefined) throw new Error('No server fits.');
  return state;
}

function answerOf(state: InstanceState, path: string): unknown {
  const answer = familyOf(state.host.software).answer(
    path,
    state,
    asked({ peers: ['other.net', 'third.org'] }),
  );
  if (answer === null) throw new Error(`${state.host.software} answers nothing at ${path}.`);
  return JSON.parse(answer.body);
}

const isOf = (software: string, version: RegExp) => (state: InstanceState) =>
  state.host.software === software && version.test(state.version);

/** A server that shows all that a Mastodon of that version can show. */
const richMastodon = (version: RegExp) => (state: InstanceState) =>
  isOf('mastodon', version)(state) &&
  state.host.whim < 0.8 &&
  Object.keys(state.rules[0]?.translations ?? {}).length > 0;

describe.skipIf(!hasSharedData)(`answers have the shape of recorded ones (${aside})`, () => {
  test('Mastodon 4.6: /api/v2/instance', () => {
    const own = answerOf(someState(richMastodon(/^4\.6/)), '/api/v2/instance');
    const recordings = [
      recorded('mastodon/api_v2_instance__mastodon.social__2026-04-11.json'),
      recorded('mastodon/api_v2_instance__dev-server__2026-08-01.json'),
    ];
    expect(departures(own, recordings)).toEqual([]);
    // The comparison can fail.
    expect(departures({ ...(own as object), title: 1, more: true, rules: undefined }, recordings)).toEqual(
      expect.arrayContaining(['~ .title', '+ .more']),
    );
  });

  test('Mastodon 4.6: /api/v1/instance', () => {
    const own = answerOf(someState(richMastodon(/^4\.6/)), '/api/v1/instance');
    const recordings = [
      recorded('mastodon/api_v1_instance__mastodon.social__2026-04-11.json'),
      recorded('mastodon/api_v1_instance__dev-server__2026-08-01.json'),
    ];
    expect(departures(own, recordings)).toEqual([]);
  });

  test('Mastodon 4.0: /api/v1/instance', () => {
    const state = someState(isOf('mastodon', /^4\.0/));
    const own = answerOf({ ...state, host: { ...state.host, whim: 0 }, rules: [] }, '/api/v1/instance');
    expect(departures(own, [recorded('mastodon/api_v1_instance__masto.asonix.dog.json')])).toEqual([]);
  });

  test('Mastodon 4.6: NodeInfo and where it is', () => {
    const state = someState(isOf('mastodon', /^4\.6/));
    const nodeInfo = recorded('mastodon/nodeinfo_2.0__mastodon.social__2026-04-11.json');
    expect(departures(answerOf(state, '/nodeinfo/2.0'), [nodeInfo])).toEqual([]);
    const discovery = recorded('mastodon/well-known-nodeinfo__mastodon.social__2026-04-11.json');
    expect(departures(answerOf(state, '/.well-known/nodeinfo'), [discovery])).toEqual([]);
  });

  test('Mastodon before 4.0: NodeInfo without services and metadata, no version 2', () => {
    const state = { ...someState(isOf('mastodon', /^4/)), version: '3.5.19' };
    const nodeInfo = recorded('_from_source/mastodon/nodeinfo_2.0__before-4.0.json');
    expect(departures(answerOf(state, '/nodeinfo/2.0'), [nodeInfo])).toEqual([]);
    expect(familyOf('mastodon').answer('/api/v2/instance', state, asked())).toBeNull();
  });

  test('Mastodon: the rules by themselves', () => {
    const state = someState(richMastodon(/^4\.6/));
    const { rules } = recorded('mastodon/api_v2_instance__mastodon.social__2026-04-11.json') as {
      rules: unknown;
    };
    expect(departures(answerOf(state, '/api/v1/instance/rules'), [rules])).toEqual([]);
  });

  test.for([
    ['misskey', '/nodeinfo/2.1', '_from_source/misskey/nodeinfo_2.1__null-actives.json'],
    ['misskey', '/nodeinfo/2.0', '_from_source/misskey/nodeinfo_2.0__null-actives-with-homepage.json'],
    ['misskey', '/.well-known/nodeinfo', '_from_source/misskey/well-known-nodeinfo__both.json'],
    ['gotosocial', '/nodeinfo/2.0', '_from_source/gotosocial/nodeinfo_2.0__stats-serve.json'],
    ['gotosocial', '/.well-known/nodeinfo', '_from_source/gotosocial/well-known-nodeinfo__both.json'],
    ['gotosocial', '/api/v1/instance/peers', '_from_source/gotosocial/api_v1_instance_peers__401.json'],
    ['wordpress', '/.well-known/nodeinfo', 'wordpress/well-known-nodeinfo__mobilizon-fixture-regular.json'],
    ['writefreely', '/api/nodeinfo', '_from_source/writefreely/nodeinfo_2.0__private-stats.json'],
    ['pleroma', '/.well-known/nodeinfo', 'pleroma/well-known-nodeinfo__soc.hyena.network.json'],
  ] as const)('%s: %s', ([software, path, recording]) => {
    const state = someState((each) => each.host.software === software && each.figures.localPosts > 0);
    const found = departures(answerOf(state, path), [recorded(recording)]);
    // Old WriteFreely left zeros out, and so does its recording.
    const expected = software === 'writefreely' && path === '/api/nodeinfo' ? activeCounts : [];
    expect(found).toEqual(expected);
  });

  test('Lemmy before 0.19.4', () => {
    const state = { ...someState(isOf('lemmy', /^0\.19/)), version: '0.19.3' };
    const own = answerOf(state, '/nodeinfo/2.0.json');
    expect(departures(own, [recorded('_from_source/lemmy/nodeinfo_2.0__before-0.19.4.json')])).toEqual([]);
  });

  test('Pleroma and Akkoma: the same parts in NodeInfo and in the instance', () => {
    const node = answerOf(someState(isOf('pleroma', /^2/)), '/nodeinfo/2.0.json') as { metadata: object };
    const realNode = recorded('pleroma/nodeinfo_2.0__soc.hyena.network.json') as { metadata: object };
    expect(Object.keys(node).sort()).toEqual(Object.keys(realNode).sort());
    expect(Object.keys(node.metadata).sort()).toEqual(Object.keys(realNode.metadata).sort());
    const instance = answerOf(someState(isOf('akkoma', /^3/)), '/api/v1/instance') as object;
    const realInstance = recorded('pleroma/api_v1_instance__soc.hyena.network.json') as object;
    expect(Object.keys(instance).sort()).toEqual(Object.keys(realInstance).sort());
  });

  test.for([
    ['mastodon', 'mastodon/robots__default.txt'],
    ['hometown', 'hometown/robots__default.txt'],
    ['misskey', 'misskey/robots__default.txt'],
    ['pleroma', 'pleroma/robots__default.txt'],
    ['peertube', 'peertube/robots__default.txt'],
    ['pixelfed', 'pixelfed/robots__default.txt'],
    ['lemmy', 'lemmy/robots__lemmy-ui.txt'],
    ['snac', 'snac/robots__default.txt'],
  ] as const)('%s: its robots.txt lets a census read what the real one does', ([software, recording]) => {
    const real = parseRobots(readShared(`fixtures/${recording}`).toString());
    // A part of the Lemmy servers has an older front end.
    const state = someState(
      ({ host }) => host.software === software && (software !== 'lemmy' || host.whim >= 0.4),
    );
    // Hometown's recording is of a 4.0 base, which does not name GPTBot.
    expect(verdicts(software, state)).toEqual(paths.map((path) => isAllowed(real, path)));
    expect(ownRobots(software, state).crawlDelaySeconds).toBe(real.crawlDelaySeconds);
  });

  test('GoToSocial: two robots files, by its way of counting', () => {
    const serving = someState(({ host }) => host.software === 'gotosocial' && host.whim < 0.25);
    const silent = someState(({ host }) => host.software === 'gotosocial' && host.whim >= 0.25);
    for (const [state, name] of [
      [serving, 'stats-mode-serve'],
      [silent, 'default-zero-baffle'],
    ] as const) {
      const real = parseRobots(readShared(`fixtures/gotosocial/robots__${name}.txt`).toString());
      expect(verdicts('gotosocial', state)).toEqual(paths.map((path) => isAllowed(real, path)));
      expect(ownRobots('gotosocial', state).crawlDelaySeconds).toBe(real.crawlDelaySeconds);
    }
  });
});

const activeCounts = ['+ .usage.users.activeMonth', '+ .usage.users.activeHalfyear'];

const paths = [
  '/',
  '/.well-known/nodeinfo',
  '/nodeinfo/2.0',
  '/nodeinfo/2.1',
  '/api/v1/instance',
  '/api/v2/instance',
  '/api/v1/instance/peers',
  '/api/v1/instance/domain_blocks',
  '/api/v3/site',
  '/interact/1',
  '/media_proxy/x',
];

function robotsText(software: string, state: InstanceState): string {
  return familyOf(software).answer('/robots.txt', state, asked())?.body ?? '';
}

const ownRobots = (software: string, state: InstanceState) => parseRobots(robotsText(software, state));

function verdicts(software: string, state: InstanceState): boolean[] {
  const robots = ownRobots(software, state);
  return paths.map((path) => isAllowed(robots, path));
}

test.for(softwareNames)(
  '%s: the robots.txt that is served says what the truth takes it to say',
  (software) => {
    for (const host of population.hosts.filter((each) => each.software === software).slice(0, 20)) {
      const state = population.stateOf(host, lastDay);
      const file = familyOf(software).robots(state);
      expect(verdicts(software, state)).toEqual(paths.map((path) => permits(file, path)));
    }
  },
);

const nodeInfo2Path = '/.well-known/x-nodeinfo2';
const hasNodeInfo2Alone = (software: string) => familyOf(software).nodeInfoPaths[1] === nodeInfo2Path;

test.for(softwareNames.filter(hasNodeInfo2Alone))(
  '%s: has no NodeInfo, and its NodeInfo2 names it',
  (software) => {
    const state = someState((each) => each.host.software === software);
    expect(familyOf(software).answer('/.well-known/nodeinfo', state, asked())).toBeNull();
    const { server } = answerOf(state, nodeInfo2Path) as { server: Record<string, string> };
    expect(server.software?.toLowerCase()).toBe(software);
    expect(server).toMatchObject({ baseUrl: `https://${state.host.host}/`, version: state.version });
  },
);

const withNodeInfo = softwareNames.filter((software) => !hasNodeInfo2Alone(software));
test.for(withNodeInfo)('%s: says where its NodeInfo is, and the document there names it', (software) => {
  const state = someState((each) => each.host.software === software);
  const { links } = answerOf(state, '/.well-known/nodeinfo') as { links: { rel: string; href: string }[] };
  // Other relations may stand beside ours (FEP-2677).
  const ours = links.filter(({ rel }) => rel.includes('nodeinfo.diaspora.software'));
  expect(ours.length).toBeGreaterThan(0);
  for (const { rel, href } of ours) {
    const url = new URL(href);
    expect(url.host).toBe(state.host.host);
    const document = answerOf(state, url.pathname) as {
      version: string;
      software: { name: string; version: string };
    };
    // Kbin writes https, Iceshrimp.NET capitals.
    expect(rel.replace(/^https:/, 'http:')).toBe(
      `http://nodeinfo.diaspora.software/ns/schema/${document.version}`,
    );
    // In 1.0, whose names are a closed list, Hubzilla calls itself by its oldest.
    if (document.version !== '1.0') expect(document.software.name.toLowerCase()).toBe(software);
    expect(document.software.version).toBe(state.version);
    expect(familyOf(software).nodeInfoPaths[1].slice(0, 9)).toBe(url.pathname.slice(0, 9));
  }
});
