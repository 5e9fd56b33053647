import { discovery, html, json, nodeInfo, text } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import { formatRobots, permits, type RobotsFile } from '../robots-file.ts';
import { isAtLeast } from '../versions.ts';
import { type Family, type Stated, statedInNodeInfo } from './family.ts';
import {
  describeFederation,
  describeFederationPage,
  describeSite,
  discussionLanguagesOf,
  hasPeersInSite,
  legalInformation,
  modeOf,
  sidebarOf,
} from './lemmy-api.ts';
import { documentRule } from './rule-texts.ts';

const pages = ['/login', '/signup', '/settings', '/search', '/modlog', '/admin', '/setup'];
/** Since April 2025 the web front end asks for a minute between requests and forbids the API. */
const robots: RobotsFile = {
  groups: [{ agents: ['*'], disallow: [...pages, '/api'], crawlDelaySeconds: 60 }],
};
/** As it was before. */
const olderRobots: RobotsFile = { groups: [{ agents: ['*'], disallow: pages }] };

/** How many have an older front end, or another one; assumed. Version 1.0 comes with a new one. */
function robotsOf({ host, version }: InstanceState): RobotsFile {
  return host.whim < (isAtLeast(version, 1, 0) ? 0.1 : 0.4) ? olderRobots : robots;
}

/** What the site says, where it may be read; else what NodeInfo does. */
function stated(state: InstanceState): Stated {
  const { host } = state;
  if (!permits(robotsOf(state), '/api/v3/site')) {
    return statedInNodeInfo(state, { isOpen: modeOf(state) !== 'closed', isNamed: false });
  }
  return {
    title: host.title,
    description: host.description === '' ? null : host.description,
    languages: discussionLanguagesOf(state),
    registrations: modeOf(state),
    rules: [
      ...documentRule('sidebar', sidebarOf(state)),
      ...documentRule('legal-information', legalInformation(state)),
    ],
  };
}

/**
 * Lemmy: NodeInfo 2.1 since 0.19.4, before that 2.0 without services and metadata; version 3 of its API, and version 4
 * since 1.0.
 */
export const lemmy: Family = {
  name: 'lemmy',
  nodeInfoPaths: ['/.well-known/nodeinfo', '/nodeinfo/'],
  robots: robotsOf,
  reported: ({ figures }) => figures,
  stated,
  peerPolicy: () => 'published',
  peersPaths: ['/api/v3/federated_instances'],
  // Version 4 gives fifty a page; robots.txt, NodeInfo and the site have had half of the requests.
  peersAtOnce: ({ version }) => (isAtLeast(version, 1, 0) ? 200 : Number.POSITIVE_INFINITY),
  answer(path, state, { query, peers }) {
    const [version, document] = isNew(state) ? (['2.1', '/nodeinfo/2.1'] as const) : oldDocument;
    const api = isAtLeast(state.version, 1, 0) ? 'v4' : 'v3';
    switch (path) {
      case '/robots.txt':
        return text(formatRobots(robotsOf(state)));
      case '/.well-known/nodeinfo':
        return discovery(state.host.host, { [version]: document });
      case document:
        return nodeInfo(describeNode(state));
      case `/api/${api}/site`:
        return json(describeSite(state, peers));
      case '/api/v4/federated_instances':
        return api === 'v4' ? json(describeFederationPage(peers(), query)) : null;
      case '/api/v3/federated_instances':
        return api === 'v3' && !hasPeersInSite(state) ? json(describeFederation(peers())) : null;
      default:
        return null;
    }
  },
  notFound: (path) =>
    path.startsWith('/api/')
      ? json({ error: 'not_found' }, { status: 404 })
      : html('<!doctype html><title>404</title>', 404),
};

const oldDocument = ['2.0', '/nodeinfo/2.0.json'] as const;

function isNew({ version }: InstanceState): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return major > 0 || minor > 19 || (minor === 19 && patch >= 4);
}

function describeNode(state: InstanceState) {
  const { version, figures } = state;
  return {
    version: isNew(state) ? '2.1' : '2.0',
    software: {
      name: 'lemmy',
      version,
      ...(isNew(state)
        ? { repository: 'https://github.com/LemmyNet/lemmy', homepage: 'https://join-lemmy.org/' }
        : {}),
    },
    protocols: ['activitypub'],
    ...(isNew(state) ? { services: { inbound: [], outbound: [] } } : {}),
    usage: {
      users: {
        total: figures.usersTotal,
        activeHalfyear: figures.usersActiveHalfYear,
        activeMonth: figures.usersActiveMonth,
      },
      localPosts: figures.localPosts,
      localComments: figures.localComments,
    },
    // In approval mode too.
    openRegistrations: modeOf(state) !== 'closed',
    ...(isNew(state) ? { metadata: {} } : {}),
  };
}
