import { describe, expect, test } from 'vitest';
import { parseRobots } from '../../crawler/net/robots.ts';
import { isAllowed } from '../../db/model/robots.ts';
import { addDays } from '../../db/model/utc-day.ts';
import { hasSharedData, readShared, readSharedJson } from '../support/shared-data.ts';
import type { InstanceState } from './instance-state.ts';
import { createPopulation } from './population.ts';
import { departures } from './shapes.ts';
import type { Surroundings } from './software/family.ts';
import { familyOf } from './software/table.ts';

/** Documents of software that speaks Mastodon's language, or says in NodeInfo all that it says, beside recorded ones. */
const recorded = (path: string) => readSharedJson(`fixtures/${path}`);

const names = [
  ...['pleroma', 'rebased', 'akkoma', 'gotosocial', 'bookwyrm', 'takahe', 'mitra', 'hollo', 'smithereen'],
  ...['owncast', 'castopod', 'nodebb', 'aoderelay', 'microblogpub', 'emissary', 'ghost', 'fedibird'],
  ...['hometown', 'kmyblue'],
];
const softwareShares = Object.fromEntries(names.map((name) => [name, 1]));
const population = createPopulation({ hosts: 600, faults: 'none', softwareShares });
const lastDay = addDays(population.settings.firstDay, 364);

const surroundings: Surroundings = {
  method: 'GET',
  query: new URLSearchParams(),
  body: undefined,
  peers: () => ['other.net', 'third.org'],
};

function someState(software: string, fits: (state: InstanceState) => boolean = () => true): InstanceState {
  const states = population.hosts
    .filter((host) => host.software === software)
    .map((host) => population.stateOf(host, lastDay));
  const state = states.find(fits);
  if (state === undefined) throw new Error(`No ${software} fits.`);
  return state;
}

function bodyOf(state: InstanceState, path: string): string {
  return familyOf(state.host.software).answer(path, state, surroundings)?.body ?? '';
}

const documentOf = (state: InstanceState, path: string): unknown => JSON.parse(bodyOf(state, path));

describe.skipIf(!hasSharedData)(
  'answers have the shape of recorded ones (without ../shared/data skipped)',
  () => {
    test.for([
      ['bookwyrm', '/nodeinfo/2.0', '_from_source/bookwyrm/nodeinfo_2.0__no-services.json'],
      ['castopod', '/.well-known/x-nodeinfo2', '_from_source/castopod/x-nodeinfo2__only.json'],
      ['emissary', '/.well-known/nodeinfo/2.1', '_from_source/emissary/nodeinfo_2.1__zeros.json'],
      ['owncast', '/nodeinfo/2.0', '_from_source/owncast/nodeinfo_2.0__ones.json'],
      ['takahe', '/nodeinfo/2.0/', '_from_source/takahe/nodeinfo_2.0__total-only.json'],
      ['aoderelay', '/nodeinfo/2.0.json', 'aoderelay/nodeinfo_2.0__relay.asonix.dog.json'],
      ['aoderelay', '/.well-known/nodeinfo', 'aoderelay/well-known-nodeinfo__relay.asonix.dog.json'],
    ] as const)('%s: %s', ([software, path, recording]) => {
      expect(departures(documentOf(someState(software), path), [recorded(recording)])).toEqual([]);
    });

    test('NodeBB: figures are numbers, or on Redis strings', () => {
      const onRedis = someState('nodebb', ({ host }) => host.whim < 0.4);
      const strings = recorded('_from_source/nodebb/nodeinfo_2.0__redis-strings.json');
      expect(departures(documentOf(onRedis, '/nodeinfo/2.0'), [strings])).toEqual([]);
      const other = someState('nodebb', ({ host }) => host.whim >= 0.4);
      const numbers = recorded('_from_source/nodebb/nodeinfo_2.0__cased-name.json');
      // A description may be there and is not in the recording.
      expect(departures(documentOf(other, '/nodeinfo/2.0'), [numbers])).toEqual([
        '+ .metadata.nodeDescription',
      ]);
    });

    test('GoToSocial: /api/v2/instance', () => {
      const own = documentOf(someState('gotosocial'), '/api/v2/instance');
      const missing = departures(own, [recorded('gotosocial/api_v2_instance__testrig.json')]);
      // What media and polls may be like is of no interest here.
      expect(missing.filter((path) => !/configuration\.(media_attachments|polls)/.test(path))).toEqual([]);
    });

    test.for([
      ['akkoma', 'akkoma/robots__default.txt'],
      ['bookwyrm', 'bookwyrm/robots__default.txt'],
      ['castopod', 'castopod/robots__default.txt'],
      ['fedibird', 'fedibird/robots__default.txt'],
      ['kmyblue', 'kmyblue/robots__default.txt'],
      ['microblogpub', 'microblogpub/robots__default.txt'],
      ['nodebb', 'nodebb/robots__default.txt'],
      ['takahe', 'takahe/robots__default.txt'],
    ] as const)('%s: its robots.txt lets a census read what the real one does', ([software, recording]) => {
      const real = parseRobots(readShared(`fixtures/${recording}`).toString());
      const own = parseRobots(bodyOf(someState(software), '/robots.txt'));
      // Older kmyblue lets the list of blocked domains be read, as the Mastodon did that it came from.
      const paths = software === 'kmyblue' ? readPaths : [...readPaths, '/api/v1/instance/domain_blocks'];
      expect(paths.map((path) => isAllowed(own, path))).toEqual(paths.map((path) => isAllowed(real, path)));
    });
  },
);

const readPaths = [
  '/',
  '/.well-known/nodeinfo',
  '/.well-known/x-nodeinfo2',
  '/nodeinfo/2.0',
  '/api/v1/instance',
  '/api/v2/instance',
  '/api/v1/instance/peers',
  '/followers',
  '/admin/',
  '/tags/x',
  '/static/js/x',
];
