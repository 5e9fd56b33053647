import { discovery, html, json, nodeInfo, text } from '../answer.ts';
import type { InstanceState, ReportedFigures } from '../instance-state.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import { isAtLeast } from '../versions.ts';
import type { Family, Stated, Surroundings } from './family.ts';
import { describeMeta, describeMisskeyNode, hasServerRules, langsOf, signUpOf } from './misskey-meta.ts';
import { bareRules } from './rule-texts.ts';

const robots: RobotsFile = { groups: [{ agents: ['*'], allow: ['/'], disallow: [] }] };
const counting = new Set(['firefish', 'iceshrimp', 'calckey', 'catodon', 'fedired', 'foundkey', 'meisskey']);

/** Misskey states null for active users; Sharkey has counted them since 2025, and those that come from version 12 do. */
function countsActiveUsers({ host, version }: InstanceState): boolean {
  return counting.has(host.software) || (host.software === 'sharkey' && isAtLeast(version, 2025, 0));
}

function reported(state: InstanceState): ReportedFigures {
  const { figures } = state;
  const counts = countsActiveUsers(state);
  return {
    usersTotal: figures.usersTotal,
    usersActiveMonth: counts ? figures.usersActiveMonth : null,
    usersActiveHalfYear: counts ? figures.usersActiveHalfYear : null,
    localPosts: figures.localPosts,
    localComments: null,
  };
}

function stated(state: InstanceState): Stated {
  const { host } = state;
  const langs = langsOf(state);
  return {
    title: host.title,
    description: host.description === '' ? null : host.description,
    languages: langs.length === 0 ? null : langs,
    registrations: signUpOf(state),
    rules: hasServerRules(state) ? bareRules(state) : null,
  };
}

/** Mastodon's list is in nearly all of them; a few show it through the rich list alone. Assumed. */
const hasPlainList = ({ host }: InstanceState) => host.whim < 0.97;

/**
 * Misskey and its forks: NodeInfo 2.1 and 2.0 with null for what is not counted, `meta` with the rules since 13.11, a
 * peer list, and the rich list of instances in pages of at most a hundred.
 */
export const misskey: Family = {
  name: 'misskey',
  nodeInfoPaths: ['/.well-known/nodeinfo', '/nodeinfo/2.1'],
  robots: () => robots,
  reported,
  stated,
  peerPolicy: () => 'published',
  // A page is a hundred; the question for the plain list was one of the requests.
  peersAtOnce: (state) => (hasPlainList(state) ? Number.POSITIVE_INFINITY : 300),
  postPaths: ['/api/meta', '/api/federation/instances'],
  answer(path, state, surroundings) {
    switch (path) {
      case '/robots.txt':
        return text(formatRobots(robots));
      case '/.well-known/nodeinfo':
        return discovery(state.host.host, { '2.1': '/nodeinfo/2.1', '2.0': '/nodeinfo/2.0' });
      case '/nodeinfo/2.1':
      case '/nodeinfo/2.0':
        return nodeInfo(describeMisskeyNode(state, path.endsWith('2.1') ? '2.1' : '2.0', reported(state)));
      case '/api/meta':
        return surroundings.method === 'POST' ? json(describeMeta(state)) : onlyByPost;
      case '/api/v1/instance/peers':
        return hasPlainList(state) ? json(surroundings.peers()) : null;
      case '/api/federation/instances':
        return surroundings.method === 'POST' ? json(pageOfInstances(surroundings)) : onlyByPost;
      default:
        return null;
    }
  },
  // A single-page application answers what it does not know with itself.
  notFound: (path) =>
    path.startsWith('/api/')
      ? json({ error: { code: 'UNKNOWN_API_ENDPOINT', message: 'Unknown API endpoint.' } }, { status: 404 })
      : html('<!doctype html><title>Misskey</title><div id="misskey_app"></div>'),
};

const onlyByPost = json({ error: { code: 'METHOD_NOT_ALLOWED' } }, { status: 405 });

function pageOfInstances({ body, peers }: Surroundings) {
  const { limit = 30, offset = 0 } = (body ?? {}) as { readonly limit?: number; readonly offset?: number };
  return peers()
    .slice(offset, offset + Math.min(limit, 100))
    .map((host, index) => ({
      id: `a${offset + index}`,
      firstRetrievedAt: '2024-01-02T03:04:05.000Z',
      host,
      usersCount: 12,
      notesCount: 345,
      followingCount: 3,
      followersCount: 4,
      isNotResponding: false,
      isSuspended: false,
      suspensionState: 'none',
      isBlocked: false,
      softwareName: 'mastodon',
      softwareVersion: '4.3.1',
      openRegistrations: null,
      name: null,
      description: null,
      maintainerName: null,
      maintainerEmail: null,
      isSilenced: false,
      isMediaSilenced: false,
      iconUrl: null,
      faviconUrl: null,
      themeColor: null,
      infoUpdatedAt: null,
      latestRequestReceivedAt: null,
      moderationNote: null,
    }));
}
